import Centre
import Domain

/// Draws the fields of an act that every procedure has: a reason, a colleague, a day.
struct ActFields: Sendable {
  let action: DossierAction
  let typed: TypedAct?
  let wording: Wording

  private func id(_ name: String) -> String { FilingFields.id("\(action.rawValue).\(name)") }

  /// What is wrong with a field, when this is the act that was refused.
  func problem(_ name: String) -> String? {
    guard let typed, typed.action == action else { return nil }
    return typed.problems.first { $0.field == name }.map { wording.text($0.textKey, $0.values) }
  }

  private func draw(
    _ name: String, _ label: String, value: String = "", hint: String? = nil, optional: Bool = false,
    input: AnswerFieldView.Input? = nil, area: Bool = false, radios: AnswerFieldView.Options? = nil,
    select: AnswerFieldView.Options? = nil, checkboxes: AnswerFieldView.Options? = nil
  ) -> AnswerFieldView {
    AnswerFieldView(
      id: id(name), name: name, label: label, hint: hint, error: problem(name), optional: optional,
      value: typed?.value(name, of: action) ?? value, input: input, area: area, radios: radios, select: select,
      checkboxes: checkboxes, codes: nil, shownWhen: nil)
  }

  /// A line.
  func line(
    _ name: String, _ label: String, value: String = "", hint: String? = nil, optional: Bool = false,
    number: Bool = false, narrow: Bool = false
  ) -> AnswerFieldView {
    draw(
      name, label, value: value, hint: hint, optional: optional,
      input: AnswerFieldView.Input(
        type: "text", inputMode: number ? "numeric" : nil, narrow: narrow || number, limit: 500))
  }

  /// Several lines.
  func area(_ name: String, _ label: String, hint: String? = nil, optional: Bool = false) -> AnswerFieldView {
    draw(name, label, hint: hint, optional: optional, area: true)
  }

  /// One of a few.
  func radios(_ name: String, _ label: String, _ choices: [(String, String)]) -> AnswerFieldView {
    draw(name, label, radios: options(name, choices))
  }

  /// One of many.
  func select(_ name: String, _ label: String, _ choices: [(String, String)], optional: Bool = false)
    -> AnswerFieldView
  {
    draw(name, label, optional: optional, select: options(name, choices))
  }

  /// Any of them.
  func checkboxes(_ name: String, _ label: String, _ choices: [(String, String)], optional: Bool = false)
    -> AnswerFieldView
  {
    draw(name, label, optional: optional, checkboxes: options(name, choices))
  }

  private func options(_ name: String, _ choices: [(String, String)]) -> AnswerFieldView.Options {
    let chosen = typed?.action == action ? Set(typed?.body.all(name) ?? []) : []
    return AnswerFieldView.Options(
      options: choices.enumerated().map { index, choice in
        AnswerFieldView.Option(
          id: index == 0 ? id(name) : "\(id(name))-\(index)", value: choice.0, label: choice.1,
          chosen: chosen.contains(choice.0))
      })
  }

  /// The lines above the page for problems of these fields.
  func summary(besides answers: AnswerFields?) -> [ErrorLine] {
    guard let typed, typed.action == action else { return [] }
    let told = answers?.summary ?? []
    let rest = typed.problems.filter { problem in
      guard let answers, let field = problem.field, field.hasPrefix(answers.problemPrefix + ".") else { return true }
      return answers.form.field(String(field.dropFirst(answers.problemPrefix.count + 1))) == nil
    }
    return rest.map { problem in
      // What is wrong with no field in particular leads to the act itself.
      let field = problem.field.flatMap { ["form", "version", "action"].contains($0) ? nil : $0 }
      return ErrorLine(
        href: "#" + (field.map(id) ?? "act-\(action.rawValue)"), text: wording.text(problem.textKey, problem.values))
    } + told
  }
}
