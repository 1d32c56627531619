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

  /// The key of the list of procedures that another authority settles; it is made from the catalogue itself.
  public static let elsewhere = "procedures"

  /// The procedures that the commune can't settle, to choose the one that a guidance note leads to.
  public static func elsewhere(_ procedures: [Procedure]) -> CodeList {
    let newest = Dictionary(procedures.map { ($0.code, $0) }) { $0.version < $1.version ? $1 : $0 }
    return CodeList(
      key: elsewhere,
      name: LocalizedText(
        vi: "Thủ tục không thuộc thẩm quyền cấp xã", en: "Procedures beyond the commune's powers",
        ar: "إجراءات تتجاوز صلاحية البلدية"),
      source: Citation(text: "procedures/"),
      entries: newest.values.filter { $0.authority != nil }.sorted { $0.code.rawValue < $1.code.rawValue }.map {
        CodeEntry(
          code: $0.code.rawValue, name: $0.shortName, keywords: $0.keywords, warning: nil, source: nil)
      })
  }

  /// The lists of a catalogue by their keys, with the one that is made from its procedures.
  public static func byKey(_ lists: [CodeList], _ procedures: [Procedure]) -> [String: CodeList] {
    Dictionary(([elsewhere(procedures)] + lists).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

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
