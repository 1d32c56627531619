/// The pixels of a PNG with eight bits a channel, without interlacing: grey, colours or a palette, each with or without
/// transparency. What is larger than `limit` pixels is refused.
struct PNGPixels {
  let width: Int
  let height: Int
  /// Red, green and blue of each pixel.
  private(set) var colours: [UInt8] = []
  /// How opaque each pixel is.
  private(set) var opacity: [UInt8] = []

  static let limit = 16_000_000

  init(_ png: [UInt8]) throws(PDFFault) {
    let fault = PDFFault("the picture is no PNG that can be read")
    guard png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { throw fault }
    var header: [UInt8] = []
    var palette: [UInt8] = []
    var paletteOpacity: [UInt8] = []
    var packed: [UInt8] = []
    var at = 8
    while at + 12 <= png.count {
      let length = png[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
      guard length <= png.count - at - 12 else { throw fault }
      let data = png[(at + 8)..<(at + 8 + length)]
      switch String(decoding: png[(at + 4)..<(at + 8)], as: UTF8.self) {
      case "IHDR": header = Array(data)
      case "PLTE": palette = Array(data)
      case "tRNS": paletteOpacity = Array(data)
      case "IDAT": packed += data
      default: break
      }
      at += 12 + length
    }
    guard header.count == 13, header[8] == 8, header[12] == 0,
      let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][header[9]]
    else { throw fault }
    width = header[0..<4].reduce(0) { $0 << 8 | Int($1) }
    height = header[4..<8].reduce(0) { $0 << 8 | Int($1) }
    guard width > 0, height > 0, width <= Self.limit / height else { throw fault }
    let rows = try Inflate.undoPredictor(Inflate.run(packed[...]), columns: width * channels, step: channels)
    guard rows.count == width * height * channels else { throw fault }
    for start in stride(from: 0, to: rows.count, by: channels) {
      let pixel = rows[start..<(start + channels)]
      switch header[9] {
      case 0, 4:
        colours += [rows[start], rows[start], rows[start]]
        opacity.append(channels == 2 ? rows[start + 1] : 255)
      case 3:
        let index = Int(rows[start])
        guard index * 3 + 2 < palette.count else { throw fault }
        colours += palette[(index * 3)..<(index * 3 + 3)]
        opacity.append(index < paletteOpacity.count ? paletteOpacity[index] : 255)
      default:
        colours += pixel.prefix(3)
        opacity.append(channels == 4 ? rows[start + 3] : 255)
      }
    }
  }
}
