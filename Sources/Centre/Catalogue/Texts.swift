public import Domain

/// Every sentence that a person reads, in each language.
public struct Texts: Sendable {
  private let flat: [Language: [String: String]]
  private let nested: [Language: TextTree]

  init(_ nested: [Language: TextTree]) {
    self.nested = nested
    flat = nested.mapValues { tree in
      var flat: [String: String] = [:]
      tree.flatten(prefix: "", into: &flat)
      return flat
    }
  }

  /// A sentence with its `{placeholders}` filled. A key without a text in the language is told in Vietnamese, and one
  /// without any is shown itself; the catalogue's check finds both before they are met.
  public func text(_ key: String, _ language: Language, _ values: [String: String] = [:]) -> String {
    guard let text = flat[language]?[key] ?? flat[.vi]?[key] else { return key }
    return Self.fill(text, values)
  }

  /// All sentences of a language as nested dictionaries, for templates: `{{t.portal.home.title}}`.
  public func tree(_ language: Language) -> [String: any Sendable] {
    if case .branch(let children)? = nested[language] { return children.mapValues(\.plain) }
    return [:]
  }

  /// The keys of a language.
  func keys(_ language: Language) -> Set<String> { Set((flat[language] ?? [:]).keys) }

  /// The placeholders of a sentence.
  func placeholders(_ key: String, _ language: Language) -> Set<String> {
    var found: Set<String> = []
    var rest = (flat[language]?[key] ?? "")[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      found.insert(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return found
  }

  private static func fill(_ text: String, _ values: [String: String]) -> String {
    guard !values.isEmpty, text.contains("{") else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      filled += rest[..<open]
      filled += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}

/// The sentences of a file or folder.
indirect enum TextTree: Sendable {
  case leaf(String)
  case branch([String: TextTree])

  var plain: any Sendable {
    switch self {
    case .leaf(let text): text
    case .branch(let children): children.mapValues(\.plain)
    }
  }

  func flatten(prefix: String, into flat: inout [String: String]) {
    switch self {
    case .leaf(let text): flat[prefix] = text
    case .branch(let children):
      for (key, child) in children { child.flatten(prefix: prefix.isEmpty ? key : "\(prefix).\(key)", into: &flat) }
    }
  }
}
