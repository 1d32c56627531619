/// What a JPEG says of itself (ITU-T T.81, JFIF, Exif), read without unpacking it.
struct JPEGImage {
  let width: Int
  let height: Int
  /// 1 for grey, 3 for colour, 4 for the colours of a printing house.
  let components: Int
  /// How the picture is to be turned, 1 to 8 (Exif tag 274).
  private(set) var orientation = 1
  /// The pixels an inch, when the file says so.
  private(set) var density: Double?
  private let precision: Int
  private let process: UInt8
  /// The segments of the picture itself, without what cameras write beside it.
  private let kept: [Range<Int>]
  private let bytes: [UInt8]

  /// Reads a whole file; `nil` when it is cut off or damaged.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
    var kept: [Range<Int>] = [0..<2]
    var frame: (width: Int, height: Int, components: Int, precision: Int, process: UInt8)?
    var position = 2
    var isEnded = false
    var hasScan = false
    while !isEnded {
      guard position + 1 < bytes.count, bytes[position] == 0xFF else { return nil }
      let marker = bytes[position + 1]
      if marker == 0xFF {
        position += 1
        continue
      }
      if marker == 0xD9 {
        kept.append(position..<position + 2)
        isEnded = true
        continue
      }
      guard position + 3 < bytes.count else { return nil }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      var end = position + 2 + length
      guard length >= 2, end <= bytes.count else { return nil }
      let payload = bytes[position + 4..<end]
      switch marker {
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        guard payload.count >= 6 else { return nil }
        let at = payload.startIndex
        frame = (
          Int(payload[at + 3]) << 8 | Int(payload[at + 4]), Int(payload[at + 1]) << 8 | Int(payload[at + 2]),
          Int(payload[at + 5]), Int(payload[at]), marker
        )
      case 0xE0: density = Self.density(inJFIF: payload) ?? density
      case 0xE1: orientation = ExifOrientation.read(payload) ?? orientation
      case 0xDA:
        hasScan = true
        guard let scanEnd = Self.endOfScan(bytes, from: end) else { return nil }
        end = scanEnd
      default: break
      }
      // Cameras write place, time and owner into segments of applications and comments: none of that goes into a copy.
      // APP0 (JFIF) and APP14 (Adobe) say how the colours are coded.
      let isBeside = (0xE1...0xEF).contains(marker) && marker != 0xEE || marker == 0xFE
      if !isBeside { kept.append(position..<end) }
      position = end
    }
    guard let frame, hasScan, frame.width > 0, frame.height > 0 else { return nil }
    (width, height, components, precision, process) = frame
    self.kept = kept
    self.bytes = bytes
  }

  /// Whether every viewer of PDFs can show it as it is: eight bits, grey or colour, Huffman-coded, sequential or
  /// progressive.
  var canBeEmbedded: Bool {
    precision == 8 && (components == 1 || components == 3) && (0xC0...0xC2).contains(process)
  }

  /// The picture alone: no Exif, no thumbnail, nothing behind its end.
  var withoutMetadata: [UInt8] {
    kept.reduce(into: []) { $0 += bytes[$1] }
  }

  /// The place of the marker that ends the coded data which starts at `start`.
  private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var position = start
      while position + 1 < bytes.count {
        guard bytes[position] == 0xFF else {
          position += 1
          continue
        }
        switch bytes[position + 1] {
        case 0x00, 0xD0...0xD7: position += 2
        case 0xFF: position += 1
        default: return position
        }
      }
      return nil
    }
  }

  private static func density(inJFIF payload: ArraySlice<UInt8>) -> Double? {
    let at = payload.startIndex
    guard payload.count >= 12, payload.starts(with: [0x4A, 0x46, 0x49, 0x46, 0x00]) else { return nil }
    let value = Double(Int(payload[at + 8]) << 8 | Int(payload[at + 9]))
    switch payload[at + 7] {
    case 1: return value
    case 2: return value * 2.54
    default: return nil
    }
  }
}

/// The orientation in a picture's Exif data.
enum ExifOrientation {
  /// Reads the payload of a JPEG's APP1 segment; `nil` when there is none.
  static func read(_ payload: ArraySlice<UInt8>) -> Int? {
    guard payload.starts(with: [0x45, 0x78, 0x69, 0x66, 0x00, 0x00]) else { return nil }
    let tiff = Array(payload.dropFirst(6))
    guard tiff.count >= 8 else { return nil }
    let isLittle = tiff[0] == 0x49
    func short(_ at: Int) -> Int? {
      guard at >= 0, at + 1 < tiff.count else { return nil }
      return isLittle ? Int(tiff[at + 1]) << 8 | Int(tiff[at]) : Int(tiff[at]) << 8 | Int(tiff[at + 1])
    }
    func long(_ at: Int) -> Int? {
      guard let first = short(at), let second = short(at + 2) else { return nil }
      return isLittle ? second << 16 | first : first << 16 | second
    }
    guard let directory = long(4), let count = short(directory) else { return nil }
    for entry in 0..<min(count, 512) {
      let at = directory + 2 + entry * 12
      guard let tag = short(at) else { return nil }
      if tag == 0x0112, let value = short(at + 8), (1...8).contains(value) { return value }
    }
    return nil
  }
}
