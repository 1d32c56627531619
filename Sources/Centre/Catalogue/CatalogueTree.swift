/// What a YAML file says, with the line of each part: texts, lists, and mappings with texts as keys. What a plain word
/// is, a number, a truth or a text, is asked of it only when it is read.
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

  init(scalar text: String, plain: Bool, line: Int) {
    self.line = line
    content = .scalar(text, plain: plain)
  }

  init(items: [CatalogueTree], line: Int) {
    self.line = line
    content = .sequence(items)
  }

  init(entries: [Entry], line: Int) {
    self.line = line
    content = .mapping(entries)
  }

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
