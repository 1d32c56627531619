/// Reads one object of the file's body.
struct PDFObjectReader {
  let bytes: [UInt8]
  /// Nothing is read from here on.
  let end: Int

  init(_ bytes: [UInt8], end: Int) {
    self.bytes = bytes
    self.end = end
  }

  /// An object with its number.
  struct Found {
    let reference: PDFReference
    let object: PDFObject
  }

  /// Reads `N G obj … endobj` at an offset.
  /// - Parameter length: finds the length of a stream that stands in another object.
  func object(
    at offset: Int, length: (PDFReference) throws(PDFFault) -> Int
  ) throws(PDFFault) -> Found {
    guard offset > 0, offset < end else { throw PDFFault("an object stands outside the file") }
    var lexer = PDFLexer(bytes, at: offset, end: end)
    // Some writers begin an object one line end late.
    lexer.skipSpace()
    guard let number = lexer.naturalNumber() else { throw PDFFault("there is no object at \(offset)") }
    lexer.skipSpace()
    guard let generation = lexer.naturalNumber() else { throw PDFFault("there is no object at \(offset)") }
    lexer.skipSpace()
    guard lexer.take("obj") else { throw PDFFault("there is no object at \(offset)") }
    lexer.skipSpace()
    // An object may hold nothing, which is null.
    if lexer.take("endobj") {
      return Found(reference: PDFReference(number: number, generation: generation), object: .null)
    }
    let value = try lexer.value()
    let contents = lexer.contents
    lexer.skipSpace()
    var stream: Range<Int>?
    if lexer.take("stream") {
      guard let dictionary = value.dictionary else { throw PDFFault("stream \(number) has no dictionary") }
      stream = try self.stream(&lexer, dictionary, number, length)
      lexer.skipSpace()
    }
    guard lexer.take("endobj") else { throw PDFFault("object \(number) has no end") }
    return Found(
      reference: PDFReference(number: number, generation: generation),
      object: PDFObject(value: value, stream: stream, contents: value.dictionary == nil ? nil : contents))
  }

  private func stream(
    _ lexer: inout PDFLexer, _ dictionary: [String: PDFValue], _ number: Int,
    _ length: (PDFReference) throws(PDFFault) -> Int
  ) throws(PDFFault) -> Range<Int> {
    var start = lexer.at
    if start < end, bytes[start] == 13 { start += 1 }
    guard start < end, bytes[start] == 10 else { throw PDFFault("stream \(number) has no beginning") }
    start += 1
    let count: Int
    switch dictionary["Length"] {
    case .integer(let given): count = given
    case .reference(let reference): count = try length(reference)
    default: throw PDFFault("stream \(number) has no length")
    }
    guard count >= 0, count <= end - start else { throw PDFFault("stream \(number) is longer than the file") }
    lexer.at = start + count
    lexer.skipSpaceOnly()
    guard lexer.take("endstream") else { throw PDFFault("stream \(number) does not end where it says") }
    return start..<(start + count)
  }

  /// A cross-reference or object stream's data.
  static func unpack(_ bytes: ArraySlice<UInt8>, _ dictionary: [String: PDFValue]) throws(PDFFault) -> [UInt8] {
    let filters: [PDFValue] =
      switch dictionary["Filter"] {
      case nil, .null?: []
      case .array(let several)?: several
      case let one?: [one]
      }
    if filters.isEmpty { return Array(bytes) }
    guard filters == [.name("FlateDecode")] else { throw PDFFault("a stream is packed in an unknown way") }
    let data = try Inflate.run(bytes)
    var parameters = dictionary["DecodeParms"]
    if case .array(let several)? = parameters { parameters = several.first }
    guard let parameters, parameters != .null else { return data }
    guard let given = parameters.dictionary else { throw PDFFault("a stream is packed in an unknown way") }
    let predictor = given["Predictor"]?.integer ?? 1
    if predictor == 1 { return data }
    guard (10...15).contains(predictor), given["Colors"]?.integer ?? 1 == 1,
      given["BitsPerComponent"]?.integer ?? 8 == 8
    else { throw PDFFault("a stream is packed in an unknown way") }
    return try Inflate.undoPredictor(data, columns: given["Columns"]?.integer ?? 1)
  }
}

extension PDFLexer {
  /// Goes over white space, but not over comments.
  mutating func skipSpaceOnly() {
    while at < end, Self.isSpace(bytes[at]) { at += 1 }
  }
}
