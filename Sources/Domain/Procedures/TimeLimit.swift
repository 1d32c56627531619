/// The time that the law gives, and the time that the province promises where it is shorter. Both are counted.
public struct TimeLimit: Codable, Hashable, Sendable {
  /// How the law counts it.
  public let rule: DeadlineRule
  /// What the province promises instead, when it is shorter (cắt giảm thời gian giải quyết).
  public let promised: DeadlineRule?
  /// How many working days may be added without the applicant's agreement; `nil` when none.
  public let extraWorkingDays: Int?
  /// Where the law gives another time by what is asked for; the first case that holds decides.
  public let cases: [TimeCase]?
  /// Where it is laid down.
  public let source: Citation
  /// In plain words.
  public let text: LocalizedText

  enum CodingKeys: String, CodingKey {
    case rule, promised, cases, source, text
    case extraWorkingDays = "extra_working_days"
  }

  /// The limit that answers decide: of the first case that holds, which stands whole by itself, else this one.
  public func decided(by answers: Answers) -> TimeLimit {
    guard let found = cases?.first(where: { $0.when.holds(answers) }) else { return self }
    return TimeLimit(
      rule: found.rule, promised: found.promised, extraWorkingDays: found.extraWorkingDays, cases: nil,
      source: found.source, text: found.text)
  }

  /// In plain words with every case, for who has not said yet what is asked for.
  public var wholeText: LocalizedText {
    func joined(_ language: Language) -> String {
      ([text] + (cases ?? []).map(\.text)).map { $0[language] }.joined(separator: " ")
    }
    return LocalizedText(vi: joined(.vi), en: joined(.en), ar: joined(.ar))
  }
}

/// A time that the law gives where the e-form was answered in a certain way.
public struct TimeCase: Codable, Hashable, Sendable {
  /// When it is so; a condition on the e-form, since the time is known from the filing on.
  public let when: FieldCondition
  /// How the law counts it.
  public let rule: DeadlineRule
  /// What the province promises instead, when it is shorter.
  public let promised: DeadlineRule?
  /// How many working days may be added without the applicant's agreement; `nil` when none.
  public let extraWorkingDays: Int?
  /// Where it is laid down.
  public let source: Citation
  /// In plain words that say what it is for.
  public let text: LocalizedText

  enum CodingKeys: String, CodingKey {
    case when, rule, promised, source, text
    case extraWorkingDays = "extra_working_days"
  }
}
