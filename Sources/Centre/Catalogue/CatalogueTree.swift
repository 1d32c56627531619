import Yams

/// What a YAML file says, with the line of each part: texts, lists, and mappings with texts as keys.
///
/// The parser's own nodes work out what a plain word may be, a number, a day, a truth, whenever two of them are
/// compared; a file of a thousand lines would be read a hundred times slower.
struct CatalogueTree: Sendable {
  /// One key of a mapping.
  struct Entry: Sendable {
    let key: String
    let keyLine: Int
    let value: CatalogueTree
  }

  /// What keeps a file from being taken.
  struct Fault: Error {
    let line: Int
    let reason: String
  }

  private indirect enum Content: Sendable {
    case scalar(String, plain: Bool)
    case sequence([CatalogueTree])
    case mapping([Entry])
  }

  /// The line, from 1.
  let line: Int
  private let content: Content

  /// Takes a parser's node.
  ///
  /// - Throws: `Fault` for what is nested too deep, a key that is no text or stands twice, a tag such as `!!binary`.
  init(_ node: Node, depth: Int, limit: Int? = nil) throws {
    let limit = limit ?? depth
    let line = node.mark?.line ?? 1
    guard depth > 0 else { throw Fault(line: line, reason: "is nested deeper than \(limit) levels") }
    self.line = line
    guard Self.tags.contains(node.tag.description) else {
      throw Fault(line: line, reason: "tags such as \(node.tag.description) are not taken")
    }
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string, plain: scalar.style == .plain || scalar.style == .any)
    case .sequence(let sequence):
      content = .sequence(try sequence.map { try CatalogueTree($0, depth: depth - 1, limit: limit) })
    case .mapping(let mapping):
      var entries: [Entry] = []
      var keys: Set<String> = []
      for (key, value) in mapping {
        let keyLine = key.mark?.line ?? line
        guard let name = key.scalar?.string else { throw Fault(line: keyLine, reason: "a key is no text") }
        guard keys.insert(name).inserted else { throw Fault(line: keyLine, reason: "the key \(name) stands twice") }
        entries.append(
          Entry(key: name, keyLine: keyLine, value: try CatalogueTree(value, depth: depth - 1, limit: limit)))
      }
      content = .mapping(entries)
    case .alias: throw Fault(line: line, reason: "anchors and aliases are not taken")
    }
  }

  /// The tags that the parser gives to what has none.
  private static let tags: Set<String> = [
    "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map", "", "!",
  ]

  /// The keys of a mapping with what stands under them; empty for anything else.
  var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

  /// The items of a list; empty for anything else.
  var items: [CatalogueTree] { if case .sequence(let items) = content { items } else { [] } }

  /// The text as written.
  var scalar: String? { if case .scalar(let text, _) = content { text } else { nil } }

  /// The text of a word without quotes, which may be a number, `true` or nothing.
  var plain: String? { if case .scalar(let text, true) = content { text } else { nil } }

  /// Whether it is a text.
  var isScalar: Bool { scalar != nil }

  /// Whether it is a list.
  var isSequence: Bool { if case .sequence = content { true } else { false } }

  /// Whether it is a mapping.
  var isMapping: Bool { if case .mapping = content { true } else { false } }

  /// Whether nothing is said.
  var isNull: Bool { plain.map { ["", "~", "null", "Null", "NULL"].contains($0) } ?? false }

  /// What stands under a key, or at an index.
  subscript(key: String) -> CatalogueTree? {
    switch content {
    case .mapping(let entries): entries.first { $0.key == key }?.value
    case .sequence(let items): Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
    case .scalar: nil
    }
  }
}
