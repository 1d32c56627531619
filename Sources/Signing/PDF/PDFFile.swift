/// A PDF as the chain of its updates: what each write said, and every object as it was after each.
///
/// The file is read strictly. It is used by one thread at a time.
final class PDFFile {
  let bytes: [UInt8]
  /// The cross-reference sections, the newest first.
  let sections: [PDFSection]

  private var objects: [Int: PDFObjectReader.Found] = [:]
  private var packs: [Int: [(number: Int, value: PDFValue)]] = [:]
  private var reading: Set<Int> = []

  /// The most updates that a file may have.
  static let sectionLimit = 1000

  /// The end of the part that is read.
  let end: Int

  /// Reads the chain of updates of a file, or of the part of it before `end`: nothing behind is looked at.
  init(_ bytes: [UInt8], end: Int? = nil) throws(PDFFault) {
    self.bytes = bytes
    self.end = min(max(0, end ?? bytes.count), bytes.count)
    guard bytes.starts(with: Array("%PDF-".utf8)) else { throw PDFFault("the file does not begin as a PDF") }
    var sections: [PDFSection] = []
    var seen: Set<Int> = []
    var next: Int? = try Self.startOfSections(bytes, end: self.end)
    var entries = 0
    while let offset = next {
      guard seen.insert(offset).inserted else { throw PDFFault("the chain of updates goes round in a circle") }
      let section = try PDFSection.read(bytes, at: offset, end: self.end)
      entries += section.entries.count
      guard sections.count < Self.sectionLimit, entries <= PDFSection.entryLimit else {
        throw PDFFault("the file has too many updates")
      }
      sections.append(section)
      if let previous = section.trailer["Prev"], previous.integer == nil {
        throw PDFFault("the chain of updates is broken")
      }
      next = section.previous
    }
    self.sections = sections
  }

  /// What `startxref` says at the end of the file, or of the part of it that ends at `end`. After the mark of the end
  /// there may be white space alone.
  static func startOfSections(_ bytes: [UInt8], end: Int) throws(PDFFault) -> Int {
    var at = min(end, bytes.count)
    while at > 0, PDFLexer.isSpace(bytes[at - 1]) { at -= 1 }
    guard at >= 5, Array(bytes[(at - 5)..<at]) == Array("%%EOF".utf8) else {
      throw PDFFault("the file does not end with the mark of its end")
    }
    let word = Array("startxref".utf8)
    var start = at - 5
    let lowest = max(0, at - 64)
    while start >= lowest, !bytes[start..<at].starts(with: word) { start -= 1 }
    guard start >= lowest else { throw PDFFault("the file does not say where its cross-references are") }
    var lexer = PDFLexer(bytes, at: start, end: at)
    guard lexer.take("startxref") else { throw PDFFault("the file does not say where its cross-references are") }
    lexer.skipSpaceOnly()
    guard let offset = lexer.naturalNumber() else {
      throw PDFFault("the file does not say where its cross-references are")
    }
    lexer.skipSpaceOnly()
    guard lexer.at == at - 5 else { throw PDFFault("the file does not say where its cross-references are") }
    return offset
  }

  /// The trailer as of a section.
  func trailer(_ view: Int) -> [String: PDFValue] { sections[view].trailer }

  /// Where an object stands, as of a section and those before it; `nil` when they know nothing of it.
  func entry(_ number: Int, _ view: Int) -> PDFSection.Entry? {
    for section in sections[view...] {
      if let entry = section.entries[number] { return entry }
    }
    return nil
  }

  /// An object as of a section; null when there is none.
  func object(_ number: Int, _ view: Int) throws(PDFFault) -> PDFObject {
    switch entry(number, view) {
    case nil, .free?: return .null
    case .offset(let offset, let generation)?:
      let found = try read(at: offset, view)
      guard found.reference == PDFReference(number: number, generation: generation) else {
        throw PDFFault("at \(offset) there is another object than \(number)")
      }
      return found.object
    case .packed(let stream, let index)?:
      let pack = try self.pack(stream, view)
      guard index < pack.count, pack[index].number == number else {
        throw PDFFault("object \(number) is not where it is said to be")
      }
      return PDFObject(value: pack[index].value, stream: nil, contents: nil)
    }
  }

  /// A value, or what it refers to.
  func resolve(_ value: PDFValue?, _ view: Int) throws(PDFFault) -> PDFValue {
    var value = value ?? .null
    for _ in 0..<8 {
      guard let reference = value.reference else { return value }
      value = try object(reference, view).value
    }
    throw PDFFault("references go round in a circle")
  }

  /// What a reference refers to; null when the generation is another.
  func object(_ reference: PDFReference, _ view: Int) throws(PDFFault) -> PDFObject {
    switch entry(reference.number, view) {
    case .offset(_, let generation)? where generation != reference.generation: return .null
    case .packed? where reference.generation != 0: return .null
    default: return try object(reference.number, view)
    }
  }

  private func read(at offset: Int, _ view: Int) throws(PDFFault) -> PDFObjectReader.Found {
    if let known = objects[offset] { return known }
    guard reading.insert(offset).inserted else { throw PDFFault("a stream's length is within itself") }
    defer { reading.remove(offset) }
    let found = try PDFObjectReader(bytes, end: end).object(at: offset) { reference throws(PDFFault) in
      guard let length = try self.object(reference, view).value.integer else {
        throw PDFFault("a stream's length is no number")
      }
      return length
    }
    objects[offset] = found
    return found
  }

  private func pack(_ number: Int, _ view: Int) throws(PDFFault) -> [(number: Int, value: PDFValue)] {
    guard case .offset(let offset, _)? = entry(number, view) else {
      throw PDFFault("an object stream is not in the file")
    }
    if let known = packs[offset] { return known }
    let object = try self.object(number, view)
    guard let dictionary = object.value.dictionary, dictionary["Type"]?.name == "ObjStm", let range = object.stream,
      let count = dictionary["N"]?.integer, let first = dictionary["First"]?.integer, count >= 0, first >= 0
    else { throw PDFFault("object stream \(number) can't be read") }
    let data = try PDFObjectReader.unpack(bytes[range], dictionary)
    guard first <= data.count, count <= data.count else { throw PDFFault("object stream \(number) can't be read") }
    var head = PDFLexer(data, at: 0, end: first)
    var result: [(number: Int, value: PDFValue)] = []
    for _ in 0..<count {
      head.skipSpace()
      guard let number = head.naturalNumber() else { throw PDFFault("an object stream can't be read") }
      head.skipSpace()
      guard let position = head.naturalNumber(), position <= data.count - first else {
        throw PDFFault("an object stream can't be read")
      }
      var lexer = PDFLexer(data, at: first + position)
      result.append((number, try lexer.value()))
    }
    packs[offset] = result
    return result
  }
}
