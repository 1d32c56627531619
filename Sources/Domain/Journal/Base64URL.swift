/// Bytes as text: base64url without padding (RFC 4648 section 5).
public enum Base64URL {
  private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, sign) in signs.enumerated() { values[Int(sign)] = UInt8(value) }
    values[Int(UInt8(ascii: "+"))] = 62
    values[Int(UInt8(ascii: "/"))] = 63
    return values
  }()

  /// The text of bytes.
  public static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    var kept: UInt32 = 0
    var bits = 0
    for byte in bytes {
      kept = kept << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(signs[Int(kept >> UInt32(bits)) & 63])
      }
    }
    if bits > 0 { text.append(signs[Int(kept << UInt32(6 - bits)) & 63]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a text; the other alphabet of base64 and padding at the end are taken too. `nil` when it can't be
  /// read, or when bits are left over that are not zero.
  public static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var kept: UInt32 = 0
    var bits = 0
    var signs = text.utf8[...]
    while signs.last == UInt8(ascii: "=") { signs = signs.dropLast() }
    guard signs.count % 4 != 1 else { return nil }
    for sign in signs {
      let value = values[Int(sign)]
      guard value < 64 else { return nil }
      kept = kept << 6 | UInt32(value)
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: kept >> UInt32(bits)))
    }
    guard kept & (1 << UInt32(bits) - 1) == 0 else { return nil }
    return bytes
  }
}
