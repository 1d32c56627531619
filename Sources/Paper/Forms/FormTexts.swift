public import Domain

/// The fixed words of a form: Vietnamese, as the law has them, and beside it the reader's language.
///
/// Paper knows no catalogue; whoever prints hands the sentences in.
public struct FormTexts: Sendable {
  /// The language of the person who gets the paper.
  public let language: Language
  private let lookUp: @Sendable (_ key: String, _ language: Language) -> String

  /// Takes the reader's language, and a function that answers a full key such as `paper.receipt.title` in a language.
  public init(language: Language, lookUp: @escaping @Sendable (_ key: String, _ language: Language) -> String) {
    self.language = language
    self.lookUp = lookUp
  }

  /// Both wordings of the text `paper.` + `key`, with `{placeholders}` filled.
  public func text(_ key: String, _ values: [String: String] = [:]) -> ReaderText {
    text(key, values, translated: values)
  }

  /// The same, where the reader's wording has other values.
  func text(_ key: String, _ values: [String: String], translated: [String: String]) -> ReaderText {
    ReaderText(
      vietnamese(key, values),
      language == .vi ? nil : Self.fill(lookUp("paper." + key, language), translated), language)
  }

  /// The Vietnamese wording of the text `paper.` + `key`, with `{placeholders}` filled.
  func vietnamese(_ key: String, _ values: [String: String] = [:]) -> String {
    Self.fill(lookUp("paper." + key, .vi), values)
  }

  private static func fill(_ text: String, _ values: [String: String]) -> String {
    guard !values.isEmpty, text.contains("{") else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      filled += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}

/// A text on a form: Vietnamese, and where the reader needs it the same in another language.
public struct ReaderText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The Vietnamese wording, which is the legal one.
  public let vietnamese: String
  /// The reader's wording, or `nil` when it would only repeat the Vietnamese.
  public let translation: String?
  /// The language of the translation.
  public let language: Language

  /// A text that stands as it is in every language, such as a name or an address.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// A text with its translation into the reader's language.
  public init(_ vietnamese: String, _ translation: String? = nil, _ language: Language = .vi) {
    self.vietnamese = vietnamese
    self.translation = translation == vietnamese || translation?.isEmpty == true || language == .vi ? nil : translation
    self.language = language
  }

  /// A text of the catalogue for a reader of `language`.
  public init(_ text: LocalizedText, for language: Language) {
    self.init(text.vi, text[language], language)
  }
}
