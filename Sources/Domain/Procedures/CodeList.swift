/// A list of codes that forms choose from, such as the lines of business.
public struct CodeList: Codable, Hashable, Sendable {
  /// The key that fields name.
  public let key: String
  /// What it lists.
  public let name: LocalizedText
  /// Where it comes from.
  public let source: Citation
  /// The codes.
  public let entries: [CodeEntry]

  /// The entry of a code.
  public func entry(_ code: String) -> CodeEntry? { entries.first { $0.code == code } }

  /// The entries in which every word of `text` stands, without diacritics, or that begin with a code.
  public func find(_ text: String) -> [CodeEntry] {
    let words = SearchText.fold(String(text.prefix(100))).split(separator: " ")
    guard !words.isEmpty else { return [] }
    return entries.filter { entry in
      let held = SearchText.fold(
        ([entry.code, entry.name.vi, entry.name.en, entry.name.ar] + (entry.keywords ?? [])).joined(separator: " "))
      return words.allSatisfy { held.contains($0) }
    }
  }
}

/// One code.
public struct CodeEntry: Codable, Hashable, Sendable {
  /// The code.
  public let code: String
  /// What it stands for.
  public let name: LocalizedText
  /// Other words people look for it with.
  public let keywords: [String]?
  /// What must be known by whoever chooses it: a conditional line of business. A warning, never a stop.
  public let warning: LocalizedText?
  /// Where the warning is laid down.
  public let source: Citation?
}
