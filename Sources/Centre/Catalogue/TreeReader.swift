import CYAML

/// Reads a YAML text into a tree, as libyaml tells of it piece by piece.
///
/// What can stand for more than its size, anchors and aliases, is refused, as are tags and more than one document.
struct TreeReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let depthLimit: Int

  /// The tree of a text; `nil` when it says nothing.
  ///
  /// - Throws: `CatalogueTree.Fault` for what is no YAML, nested too deep, a key that is no text or stands twice, an
  ///   alias, a tag such as `!!binary`.
  static func tree(of text: String, depthLimit: Int) throws(CatalogueTree.Fault) -> CatalogueTree? {
    var text = text
    let result = text.withUTF8 { bytes in
      Result { () throws(CatalogueTree.Fault) in
        try TreeReader(bytes, depthLimit: depthLimit).document()
      }
    }
    return try result.get()
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
    // The parser keeps its own address, so it may not move.
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    self.depthLimit = depthLimit
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// A piece of a text.
  private enum Piece {
    case scalar(String, plain: Bool), sequenceStart, sequenceEnd, mappingStart, mappingEnd, end, other
  }

  private borrowing func document() throws(CatalogueTree.Fault) -> CatalogueTree? {
    var (piece, line) = try next()
    while case .other = piece { (piece, line) = try next() }
    if case .end = piece { return nil }
    let tree = try tree(from: piece, line, depth: 1)
    (piece, line) = try next()
    while case .other = piece { (piece, line) = try next() }
    guard case .end = piece else { throw CatalogueTree.Fault(line: line, reason: "holds more than one document") }
    return tree
  }

  private borrowing func tree(
    from piece: Piece, _ line: Int, depth: Int
  ) throws(CatalogueTree.Fault) -> CatalogueTree {
    guard depth <= depthLimit else {
      throw CatalogueTree.Fault(line: line, reason: "is nested deeper than \(depthLimit) levels")
    }
    switch piece {
    case .scalar(let text, let plain): return CatalogueTree(scalar: text, plain: plain, line: line)
    case .sequenceStart: return CatalogueTree(items: try items(depth), line: line)
    case .mappingStart: return CatalogueTree(entries: try entries(depth), line: line)
    case .sequenceEnd, .mappingEnd, .end, .other: throw CatalogueTree.Fault(line: line, reason: "is not YAML")
    }
  }

  private borrowing func items(_ depth: Int) throws(CatalogueTree.Fault) -> [CatalogueTree] {
    var items: [CatalogueTree] = []
    while true {
      let (piece, line) = try next()
      if case .sequenceEnd = piece { return items }
      items.append(try tree(from: piece, line, depth: depth + 1))
    }
  }

  private borrowing func entries(_ depth: Int) throws(CatalogueTree.Fault) -> [CatalogueTree.Entry] {
    var entries: [CatalogueTree.Entry] = []
    var keys: Set<String> = []
    while true {
      let (piece, keyLine) = try next()
      if case .mappingEnd = piece { return entries }
      guard case .scalar(let key, _) = piece else {
        throw CatalogueTree.Fault(line: keyLine, reason: "a key is no text")
      }
      guard keys.insert(key).inserted else {
        throw CatalogueTree.Fault(line: keyLine, reason: "the key \(key) stands twice")
      }
      let (value, line) = try next()
      entries.append(
        CatalogueTree.Entry(key: key, keyLine: keyLine, value: try tree(from: value, line, depth: depth + 1)))
    }
  }

  /// The next piece and its line.
  private borrowing func next() throws(CatalogueTree.Fault) -> (Piece, line: Int) {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it can't be parsed"
      throw CatalogueTree.Fault(line: parser.pointee.problem_mark.line + 1, reason: "is not YAML: \(problem)")
    }
    defer { yaml_event_delete(&event) }
    let line = event.start_mark.line + 1
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      try checkTag(scalar.tag, "str", line)
      guard scalar.anchor == nil else { throw Self.alias(line) }
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return (.scalar(text, plain: scalar.style == YAML_PLAIN_SCALAR_STYLE), line)
    case YAML_SEQUENCE_START_EVENT:
      try checkTag(event.data.sequence_start.tag, "seq", line)
      guard event.data.sequence_start.anchor == nil else { throw Self.alias(line) }
      return (.sequenceStart, line)
    case YAML_MAPPING_START_EVENT:
      try checkTag(event.data.mapping_start.tag, "map", line)
      guard event.data.mapping_start.anchor == nil else { throw Self.alias(line) }
      return (.mappingStart, line)
    case YAML_ALIAS_EVENT: throw Self.alias(line)
    case YAML_SEQUENCE_END_EVENT: return (.sequenceEnd, line)
    case YAML_MAPPING_END_EVENT: return (.mappingEnd, line)
    case YAML_STREAM_END_EVENT: return (.end, line)
    default: return (.other, line)
    }
  }

  private static func alias(_ line: Int) -> CatalogueTree.Fault {
    CatalogueTree.Fault(line: line, reason: "anchors and aliases are not taken")
  }

  /// A tag may say no more than what is there anyway.
  private borrowing func checkTag(
    _ tag: UnsafeMutablePointer<UInt8>?, _ own: String, _ line: Int
  ) throws(CatalogueTree.Fault) {
    guard let tag else { return }
    let told = String(decodingCString: tag, as: UTF8.self)
    guard told == "!" || told == "tag:yaml.org,2002:\(own)" else {
      throw CatalogueTree.Fault(line: line, reason: "tags such as \(told) are not taken")
    }
  }
}
