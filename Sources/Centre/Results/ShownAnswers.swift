public import Domain

/// One answer as people read it.
public struct ShownAnswer: Hashable, Sendable {
  /// What was asked.
  public let label: String
  /// What was answered.
  public let value: String
}

/// The answers under one heading.
public struct ShownSection: Hashable, Sendable {
  /// The heading.
  public let title: String
  /// The answers, in the order of the form.
  public let answers: [ShownAnswer]
}

extension Catalogue {
  /// The answers of a dossier as people read them in a language, by the sections of the e-form, then by the steps in
  /// which officers wrote something down. What was not answered is left out.
  public func shownAnswers(_ answers: Answers, of procedure: Procedure, _ language: Language) -> [ShownSection] {
    func shown(_ key: String, _ label: LocalizedText) -> ShownAnswer? {
      guard !answers[key].isEmpty else { return nil }
      let value = DocumentValues.shown(
        answers[key], key: key, procedure: procedure, catalogue: self, language)
      return ShownAnswer(label: label[language], value: value)
    }
    let form = (procedure.form?.sections ?? []).map { section in
      ShownSection(
        title: section.title[language], answers: section.fields.compactMap { shown($0.key, $0.label) })
    }
    let steps = procedure.steps.map { step in
      let outcome = step.outcomes == nil ? nil : shown(step.key.rawValue, step.name)
      return ShownSection(
        title: step.name[language],
        answers: [outcome].compactMap { $0 } + (step.form?.fields ?? []).compactMap { shown($0.key, $0.label) })
    }
    return (form + steps).filter { !$0.answers.isEmpty }
  }
}
