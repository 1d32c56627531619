internal import CZlib

/// Streams that are compressed by FlateDecode, as cross-reference and object streams are.
enum Inflate {
  /// The most bytes that one such stream may hold.
  static let limit = 64 << 20

  /// Unpacks the bytes; trailing bytes after the end of the data are left out.
  static func run(_ bytes: ArraySlice<UInt8>) throws(PDFFault) -> [UInt8] {
    var stream = z_stream()
    guard cuango_inflate_start(&stream) == Z_OK else { throw PDFFault("a stream can't be unpacked") }
    defer { inflateEnd(&stream) }
    var result: [UInt8] = []
    var input = Array(bytes)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = input.count
    var status = Z_OK
    let isWhole = input.withUnsafeMutableBufferPointer { given -> Bool in
      stream.next_in = given.baseAddress
      stream.avail_in = UInt32(clamping: count)
      while status == Z_OK {
        let produced = buffer.withUnsafeMutableBufferPointer { room -> Int in
          stream.next_out = room.baseAddress
          stream.avail_out = UInt32(room.count)
          status = inflate(&stream, Z_NO_FLUSH)
          return room.count - Int(stream.avail_out)
        }
        result += buffer[0..<produced]
        if result.count > limit || (status == Z_OK && produced == 0 && stream.avail_in == 0) { return false }
      }
      return status == Z_STREAM_END
    }
    guard isWhole else { throw PDFFault("a stream can't be unpacked") }
    return result
  }

  /// Undoes the PNG predictors, which cross-reference streams and pictures are written with.
  /// - Parameter step: the bytes of a pixel.
  static func undoPredictor(_ bytes: [UInt8], columns: Int, step: Int = 1) throws(PDFFault) -> [UInt8] {
    guard (1...1_000_000).contains(columns), bytes.count % (columns + 1) == 0 else {
      throw PDFFault("a stream's rows are not whole")
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var above = [UInt8](repeating: 0, count: columns)
    var row = above
    for start in stride(from: 0, to: bytes.count, by: columns + 1) {
      for column in 0..<columns {
        let left = column >= step ? row[column - step] : 0
        let corner = column >= step ? above[column - step] : 0
        let raw = bytes[start + 1 + column]
        switch bytes[start] {
        case 0: row[column] = raw
        case 1: row[column] = raw &+ left
        case 2: row[column] = raw &+ above[column]
        case 3: row[column] = raw &+ UInt8((Int(left) + Int(above[column])) / 2)
        case 4: row[column] = raw &+ paeth(Int(left), Int(above[column]), Int(corner))
        default: throw PDFFault("a stream's predictor is unknown")
        }
      }
      result += row
      above = row
    }
    return result
  }

  private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
    let estimate = left + above - corner
    let (toLeft, toAbove, toCorner) = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
    return UInt8(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner)
  }
}
