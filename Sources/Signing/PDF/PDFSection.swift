/// One cross-reference section: what one write of the file says of where objects stand.
struct PDFSection {
  /// Where an object stands.
  enum Entry: Equatable {
    case free
    case offset(Int, generation: Int)
    case packed(stream: Int, index: Int)
  }

  /// Where the section itself stands, as `startxref` names it.
  let offset: Int
  var entries: [Int: Entry]
  let trailer: [String: PDFValue]

  /// The most objects that a file may have.
  static let entryLimit = 2_000_000

  /// Where the section before stands; `nil` for the first.
  var previous: Int? { trailer["Prev"]?.integer }

  /// Reads the section at an offset, with the stream of a hybrid file beside it.
  static func read(_ bytes: [UInt8], at offset: Int, end: Int) throws(PDFFault) -> PDFSection {
    guard offset > 0, offset < end else { throw PDFFault("a cross-reference section stands outside the file") }
    var lexer = PDFLexer(bytes, at: offset, end: end)
    guard lexer.take("xref") else { return try readStream(bytes, at: offset, end) }
    var section = try readTable(&lexer, at: offset)
    if let beside = section.trailer["XRefStm"] {
      guard let position = beside.integer else { throw PDFFault("a hybrid file's stream can't be found") }
      let hidden = try readStream(bytes, at: position, end)
      for (number, entry) in hidden.entries {
        // Old readers see such objects as free: one that both know in different places is a trap for one of them.
        if let visible = section.entries[number], visible != .free, visible != entry {
          throw PDFFault("a hybrid file says two things of object \(number)")
        }
        section.entries[number] = entry
      }
    }
    return section
  }

  private static func readTable(_ lexer: inout PDFLexer, at offset: Int) throws(PDFFault) -> PDFSection {
    var entries: [Int: Entry] = [:]
    while true {
      lexer.skipSpace()
      if lexer.take("trailer") { break }
      guard let first = lexer.naturalNumber() else { throw PDFFault("a cross-reference table can't be read") }
      lexer.skipSpace()
      guard let count = lexer.naturalNumber(), first <= entryLimit, count <= entryLimit - first else {
        throw PDFFault("a cross-reference table can't be read")
      }
      for number in first..<(first + count) {
        lexer.skipSpace()
        guard let position = lexer.naturalNumber() else { throw PDFFault("a cross-reference table can't be read") }
        lexer.skipSpace()
        guard let generation = lexer.naturalNumber() else { throw PDFFault("a cross-reference table can't be read") }
        lexer.skipSpace()
        let entry: Entry
        if lexer.take("n") {
          // Some writers mark what they never wrote so.
          entry = position == 0 ? .free : .offset(position, generation: generation)
        } else if lexer.take("f") {
          entry = .free
        } else {
          throw PDFFault("a cross-reference table can't be read")
        }
        guard entries.updateValue(entry, forKey: number) == nil else {
          throw PDFFault("object \(number) stands twice in a cross-reference table")
        }
      }
    }
    guard let trailer = try lexer.value().dictionary else { throw PDFFault("a trailer can't be read") }
    return PDFSection(offset: offset, entries: entries, trailer: trailer)
  }

  private static func readStream(_ bytes: [UInt8], at offset: Int, _ end: Int) throws(PDFFault) -> PDFSection {
    let found = try PDFObjectReader(bytes, end: end).object(at: offset) { _ throws(PDFFault) in
      throw PDFFault("a cross-reference stream's length stands elsewhere")
    }
    guard let dictionary = found.object.value.dictionary, dictionary["Type"]?.name == "XRef",
      let range = found.object.stream, let widths = dictionary["W"]?.array?.map({ $0.integer ?? -1 }),
      widths.count == 3,
      widths.allSatisfy({ (0...8).contains($0) }), let size = dictionary["Size"]?.integer, size >= 0
    else { throw PDFFault("a cross-reference section can't be read") }
    let data = try PDFObjectReader.unpack(bytes[range], dictionary)
    let width = widths.reduce(0, +)
    let runs = dictionary["Index"]?.array?.map { $0.integer ?? -1 } ?? [0, size]
    guard width > 0, runs.count % 2 == 0, runs.allSatisfy({ (0...entryLimit).contains($0) }) else {
      throw PDFFault("a cross-reference stream can't be read")
    }
    var entries: [Int: Entry] = [:]
    var at = 0
    func field(_ width: Int) -> Int? {
      var value: UInt64 = 0
      for _ in 0..<width {
        value = value << 8 | UInt64(data[at])
        at += 1
      }
      return value <= UInt64(1) << 48 ? Int(value) : nil
    }
    for run in stride(from: 0, to: runs.count, by: 2) {
      guard runs[run + 1] <= (data.count - at) / width, runs[run] + runs[run + 1] <= entryLimit else {
        throw PDFFault("a cross-reference stream is too short")
      }
      for number in runs[run]..<(runs[run] + runs[run + 1]) {
        let kind = widths[0] == 0 ? 1 : field(widths[0])
        guard let second = field(widths[1]), let third = field(widths[2]) else {
          throw PDFFault("a cross-reference stream can't be read")
        }
        let entry: Entry
        switch kind {
        case 0: entry = .free
        case 1: entry = second == 0 ? .free : .offset(second, generation: third)
        case 2: entry = .packed(stream: second, index: third)
        default: throw PDFFault("a cross-reference stream has entries of an unknown kind")
        }
        guard entries.updateValue(entry, forKey: number) == nil else {
          throw PDFFault("object \(number) stands twice in a cross-reference stream")
        }
      }
    }
    return PDFSection(offset: offset, entries: entries, trailer: dictionary)
  }
}
