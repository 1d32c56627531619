/// A language that a page, a form or an answer can be read in.
public enum Language: String, CaseIterable, Codable, Hashable, Sendable {
  /// Vietnamese, the language of the law and the default.
  case vi
  /// English.
  case en
  /// Arabic, written right to left.
  case ar

  /// Whether the language is written from right to left, so that the page is mirrored.
  public var isRightToLeft: Bool { self == .ar }
}

/// One text in each language.
public struct LocalizedText: Codable, Hashable, Sendable {
  /// The Vietnamese text, which is the legal one.
  public let vi: String
  /// The English text.
  public let en: String
  /// The Arabic text.
  public let ar: String

  /// Creates a text from its three languages.
  public init(vi: String, en: String, ar: String) {
    self.vi = vi
    self.en = en
    self.ar = ar
  }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .vi: vi
    case .en: en
    case .ar: ar
    }
  }
}
