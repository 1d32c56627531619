/// The checksum of EMVCo's QR codes: CRC-16/CCITT-FALSE (polynomial 0x1021, begun with 0xFFFF, nothing reflected).
enum CRC16 {
  /// The checksum of bytes.
  static func of(_ bytes: some Sequence<UInt8>) -> UInt16 {
    bytes.reduce(0xFFFF) { sum, byte in
      (0..<8).reduce(sum ^ UInt16(byte) << 8) { sum, _ in sum & 0x8000 == 0 ? sum << 1 : sum << 1 ^ 0x1021 }
    }
  }
}
