/// A need in a citizen's own words, "Tôi muốn mở một cửa hàng nhỏ", and the few plain questions that lead from it to
/// the right procedure or the right office.
public struct Need: Codable, Hashable, Sendable {
  /// The key, which stands in addresses.
  public let key: String
  /// The need, in the first person.
  public let name: LocalizedText
  /// Other words people look for it with.
  public let keywords: [String]
  /// The first question.
  public let start: String
  /// The questions.
  public let questions: [NeedQuestion]
  /// Where they lead.
  public let answers: [NeedAnswer]

  /// The question with a key.
  public func question(_ key: String) -> NeedQuestion? { questions.first { $0.key == key } }

  /// The answer with a key.
  public func answer(_ key: String) -> NeedAnswer? { answers.first { $0.key == key } }
}

/// One plain question.
public struct NeedQuestion: Codable, Hashable, Sendable {
  /// The key.
  public let key: String
  /// The question.
  public let text: LocalizedText
  /// What helps to answer it.
  public let help: LocalizedText?
  /// What can be answered.
  public let choices: [NeedChoice]
}

/// One thing that can be answered.
public struct NeedChoice: Codable, Hashable, Sendable {
  /// The key.
  public let key: String
  /// What a person reads.
  public let label: LocalizedText
  /// The next question.
  public let next: String?
  /// The answer it leads to, when it leads to no further question.
  public let answer: String?
  /// What it fills in the procedure's form: fields and values.
  public let fills: [String: String]?
}

/// Where the questions lead: a procedure, or words about what to do when there is none to file here.
public struct NeedAnswer: Codable, Hashable, Sendable {
  /// The key.
  public let key: String
  /// What to do, in plain words.
  public let text: LocalizedText
  /// The procedure, when there is one: of the commune, or of the authority beyond it.
  public let procedure: ProcedureCode?
  /// Further procedures that belong to the need.
  public let also: [ProcedureCode]?
  /// What it fills in the procedure's form.
  public let fills: [String: String]?
  /// Where it is laid down, when it is law and not advice.
  public let source: Citation?
}
