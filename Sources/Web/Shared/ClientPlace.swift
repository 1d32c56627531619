import Foundation

/// Where a call comes from, as attempts are counted by it.
enum ClientPlace {
  /// The address; of IPv6 the network of 64 bits, since whoever has one address of it has all of them (RFC 6177).
  static func of(_ address: String) -> String {
    var sixth = in6_addr()
    // Without a zone ("fe80::1%eth0").
    let plain = address.split(separator: "%").first.map(String.init) ?? ""
    guard plain.contains(":"), inet_pton(AF_INET6, plain, &sixth) == 1 else { return address }
    let bytes = withUnsafeBytes(of: sixth) { Array($0) }
    // An address of IPv4 written as one of IPv6 is a place of its own (RFC 4291, section 2.5.5.2).
    if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return bytes.suffix(4).map { String($0) }.joined(separator: ".")
    }
    let groups = stride(from: 0, to: 8, by: 2).map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
    return groups.joined(separator: ":") + "::"
  }
}
