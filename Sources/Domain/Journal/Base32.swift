/// Bytes as capital letters and digits, which a QR code holds closer than any other text and a person can type
/// (RFC 4648 section 6, without padding).
public enum Base32 {
  private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  /// The text of bytes.
  public static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 8 + 4) / 5)
    var kept: UInt32 = 0
    var bits = 0
    for byte in bytes {
      kept = kept << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(signs[Int(kept >> UInt32(bits)) & 31])
      }
    }
    if bits > 0 { text.append(signs[Int(kept << UInt32(5 - bits)) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a text, small letters taken for capital ones; `nil` when it can't be read.
  public static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 5 / 8)
    var kept: UInt32 = 0
    var bits = 0
    for sign in text.utf8 {
      let value: UInt8
      switch sign {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = sign - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = sign - UInt8(ascii: "a")
      case UInt8(ascii: "2")...UInt8(ascii: "7"): value = sign - UInt8(ascii: "2") + 26
      default: return nil
      }
      kept = kept << 5 | UInt32(value)
      bits += 5
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: kept >> UInt32(bits)))
    }
    guard bits < 5, kept & (1 << UInt32(bits) - 1) == 0 else { return nil }
    return bytes
  }
}
