internal import CZlib

/// Packs streams for FlateDecode.
enum Deflate {
  static func run(_ bytes: [UInt8]) -> [UInt8] {
    var count = compressBound(UInt(bytes.count))
    var result = [UInt8](repeating: 0, count: Int(count))
    guard compress(&result, &count, bytes, UInt(bytes.count)) == Z_OK else { return [] }
    return Array(result.prefix(Int(count)))
  }
}
