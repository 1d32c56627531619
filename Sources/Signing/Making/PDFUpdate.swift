/// An update at the end of a PDF: objects that are new or changed, and where they stand.
struct PDFUpdate {
  private let file: PDFFile
  private var bodies: [(number: Int, body: [UInt8])] = []
  private var next: Int

  /// An update of a file.
  init(_ file: PDFFile) {
    self.file = file
    let known = file.sections.flatMap { section in
      [section.entries.keys.max() ?? 0, section.trailer["Size"]?.integer ?? 0]
    }
    next = (known.max() ?? 0) + 1
  }

  /// A number that no object has.
  mutating func newNumber() -> Int {
    defer { next += 1 }
    return next
  }

  /// Puts an object in, new or in place of the one with its number.
  mutating func put(_ number: Int, _ value: PDFValue) { bodies.append((number, PDFWriter.bytes(value))) }

  /// Puts a stream in.
  mutating func put(_ number: Int, _ dictionary: [String: PDFValue], stream: [UInt8]) {
    var dictionary = dictionary
    dictionary["Length"] = .integer(stream.count)
    let body = PDFWriter.bytes(.dictionary(dictionary)) + Array("\nstream\n".utf8) + stream + Array("\nendstream".utf8)
    bodies.append((number, body))
  }

  /// Puts an object in as it is written.
  mutating func put(_ number: Int, raw: [UInt8]) { bodies.append((number, raw)) }

  /// The file with the update behind it.
  func bytes() -> [UInt8] {
    var result = file.bytes
    if result.last != 10 { result.append(10) }
    var entries: [(number: Int, offset: Int)] = []
    for (number, body) in bodies {
      entries.append((number, result.count))
      result += Array("\(number) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
    }
    entries.sort { $0.number < $1.number }
    let start = result.count
    var trailer = file.trailer(0).filter { ["Root", "Info", "ID"].contains($0.key) }
    trailer["Prev"] = .integer(file.sections[0].offset)
    if file.trailer(0)["Type"]?.name == "XRef" {
      let own = next
      trailer["Size"] = .integer(own + 1)
      writeStream(&result, entries + [(own, start)], own, trailer)
    } else {
      trailer["Size"] = .integer(next)
      result += Array("xref\n".utf8)
      for (number, offset) in entries { result += Array("\(number) 1\n\(Self.padded(offset)) 00000 n \n".utf8) }
      result += Array("trailer\n".utf8) + PDFWriter.bytes(.dictionary(trailer)) + [10]
    }
    return result + Array("startxref\n\(start)\n%%EOF\n".utf8)
  }

  private func writeStream(
    _ result: inout [UInt8], _ entries: [(number: Int, offset: Int)], _ own: Int, _ trailer: [String: PDFValue]
  ) {
    var dictionary = trailer
    dictionary["Type"] = .name("XRef")
    dictionary["W"] = .array([.integer(1), .integer(5), .integer(1)])
    dictionary["Index"] = .array(entries.flatMap { [.integer($0.number), .integer(1)] })
    var rows: [UInt8] = []
    for entry in entries {
      rows.append(1)
      for shift in stride(from: 32, through: 0, by: -8) {
        rows.append(UInt8(truncatingIfNeeded: entry.offset >> shift))
      }
      rows.append(0)
    }
    dictionary["Length"] = .integer(rows.count)
    result += Array("\(own) 0 obj\n".utf8) + PDFWriter.bytes(.dictionary(dictionary)) + Array("\nstream\n".utf8)
    result += rows + Array("\nendstream\nendobj\n".utf8)
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
  }
}

/// Writes values of a PDF.
enum PDFWriter {
  static func bytes(_ value: PDFValue) -> [UInt8] {
    switch value {
    case .null: Array("null".utf8)
    case .boolean(let value): Array((value ? "true" : "false").utf8)
    case .integer(let value): Array(String(value).utf8)
    case .real(let text): Array(text.utf8)
    case .string(let bytes): [60] + bytes.flatMap { Array(Hex.text($0).utf8) } + [62]
    case .name(let name): Self.name(name)
    case .array(let values): [91] + Array(values.map(Self.bytes).joined(separator: [32])) + [93]
    case .dictionary(let values):
      Array("<<".utf8)
        + values.sorted { $0.key < $1.key }.flatMap { [32] + Self.name($0.key) + [32] + Self.bytes($0.value) }
        + Array(" >>".utf8)
    case .reference(let reference): Array("\(reference.number) \(reference.generation) R".utf8)
    }
  }

  private static func name(_ name: String) -> [UInt8] {
    [47]
      + name.unicodeScalars.flatMap { scalar -> [UInt8] in
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        let isPlain = PDFLexer.isRegular(byte) && byte > 32 && byte < 127 && byte != UInt8(ascii: "#")
        return isPlain ? [byte] : [UInt8(ascii: "#")] + Array(Hex.text(byte).utf8)
      }
  }

  /// A text string: plain letters as they are, others as UTF-16.
  static func text(_ text: String) -> PDFValue {
    if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) { return .string(Array(text.utf8)) }
    return .string([0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
  }
}
