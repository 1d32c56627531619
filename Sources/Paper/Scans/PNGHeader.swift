/// What a PNG says of itself (ISO/IEC 15948), read without unpacking it.
struct PNGHeader {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  let width: Int
  let height: Int
  /// The pixels an inch, when the file says so.
  private(set) var density: Double?

  /// Reads a whole file; `nil` when its chunks are cut off or out of order.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Self.signature) else { return nil }
    func number(_ at: Int) -> Int {
      Int(bytes[at]) << 24 | Int(bytes[at + 1]) << 16 | Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
    }
    var size: (width: Int, height: Int)?
    var hasData = false
    var position = Self.signature.count
    while true {
      guard position + 12 <= bytes.count else { return nil }
      let length = number(position)
      let content = position + 8
      guard content + length + 4 <= bytes.count else { return nil }
      let kind = bytes[position + 4..<content]
      if size == nil {
        guard kind.elementsEqual("IHDR".utf8), length == 13 else { return nil }
        // The standard has no side of 2³¹ or more (section 11.2.2).
        let sides = (number(content), number(content + 4))
        guard max(sides.0, sides.1) <= 0x7FFF_FFFF else { return nil }
        size = sides
      } else if kind.elementsEqual("pHYs".utf8), length == 9, bytes[content + 8] == 1 {
        density = Double(number(content)) * 0.0254
      } else if kind.elementsEqual("IDAT".utf8) {
        hasData = true
      } else if kind.elementsEqual("IEND".utf8) {
        break
      }
      position = content + length + 4
    }
    guard let size, hasData else { return nil }
    (width, height) = size
  }
}
