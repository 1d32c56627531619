/// Writes DER: just what a signed message and a timestamp's request need.
enum DERWriter {
  static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    if content.count < 128 { return [tag, UInt8(content.count)] + content }
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0 {
      length.insert(UInt8(rest & 255), at: 0)
      rest >>= 8
    }
    return [tag, 128 | UInt8(length.count)] + length + content
  }

  static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, parts.flatMap { $0 }) }

  /// A set, its members in the order that DER asks for.
  static func set(_ members: [[UInt8]], tag: UInt8 = 0x31) -> [UInt8] {
    element(tag, members.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
  }

  static func octets(_ bytes: [UInt8]) -> [UInt8] { element(0x04, bytes) }

  /// A number that is not negative, by its bytes, the highest first.
  static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array(bytes.drop { $0 == 0 })
    let plain = digits.isEmpty ? [0] : digits
    return element(0x02, plain[0] >= 128 ? [0] + plain : plain)
  }

  static let null: [UInt8] = [0x05, 0x00]

  static func object(_ identifier: ObjectIdentifier) -> [UInt8] { element(0x06, identifier.rawValue) }

  /// An object identifier by the content of its DER.
  struct ObjectIdentifier {
    let rawValue: [UInt8]

    static let data = ObjectIdentifier(rawValue: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01])
    static let signedData = ObjectIdentifier(rawValue: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02])
    static let contentType = ObjectIdentifier(rawValue: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03])
    static let messageDigest = ObjectIdentifier(rawValue: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04])
    static let signingCertificate = ObjectIdentifier(
      rawValue: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x02, 0x2F])
    static let timestamp = ObjectIdentifier(
      rawValue: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x02, 0x0E])
    static let sha256 = ObjectIdentifier(rawValue: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01])
    static let sha384 = ObjectIdentifier(rawValue: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02])
    static let rsaWithSHA256 = ObjectIdentifier(rawValue: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B])
    static let ecdsaWithSHA256 = ObjectIdentifier(rawValue: [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02])
    static let ecdsaWithSHA384 = ObjectIdentifier(rawValue: [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03])
  }
}
