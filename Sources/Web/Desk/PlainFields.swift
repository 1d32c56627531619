import Centre
import Domain

/// Draws the fields of a small form of the desk.
struct PlainFields: Sendable {
  let problems: [FieldProblem]
  let wording: Wording

  /// The lines of the summary above the form.
  var summary: [ErrorLine] {
    problems.map { problem in
      ErrorLine(
        href: "#" + FilingFields.id(problem.field ?? "form"), text: wording.text(problem.textKey, problem.values))
    }
  }

  private func error(_ name: String) -> String? {
    problems.first { $0.field == name }.map { wording.text($0.textKey, $0.values) }
  }

  /// A line.
  func line(
    _ name: String, _ label: String, value: String?, hint: String? = nil, optional: Bool = false, narrow: Bool = true
  ) -> AnswerFieldView {
    AnswerFieldView(
      id: FilingFields.id(name), name: name, label: label, hint: hint, error: error(name), optional: optional,
      value: value ?? "", input: AnswerFieldView.Input(type: "text", inputMode: nil, narrow: narrow, limit: 300),
      area: false, radios: nil, select: nil, checkboxes: nil, codes: nil, shownWhen: nil)
  }

  /// Several of a few.
  func checkboxes(
    _ name: String, _ label: String, _ choices: [(String, String)], values: Set<String>
  ) -> AnswerFieldView {
    let options = choices.map { value, label in
      AnswerFieldView.Option(
        id: FilingFields.id("\(name).\(value)"), value: value, label: label, chosen: values.contains(value))
    }
    return AnswerFieldView(
      id: FilingFields.id(name), name: name, label: label, hint: nil, error: error(name), optional: false, value: "",
      input: nil, area: false, radios: nil, select: nil, checkboxes: AnswerFieldView.Options(options: options),
      codes: nil, shownWhen: nil)
  }

  /// A password or a one-time code.
  func secret(
    _ name: String, _ label: String, hint: String? = nil, type: String = "password", autocomplete: String
  ) -> FieldView {
    FieldView(
      id: FilingFields.id(name), name: name, label: label, hint: hint, value: "", error: error(name), type: type,
      inputMode: nil, autocomplete: autocomplete, optional: false, narrow: true)
  }

  /// One of many.
  func select(
    _ name: String, _ label: String, _ choices: [(String, String)], value: String?
  ) -> AnswerFieldView {
    let options = choices.map { AnswerFieldView.Option(id: "", value: $0.0, label: $0.1, chosen: $0.0 == value) }
    return AnswerFieldView(
      id: FilingFields.id(name), name: name, label: label, hint: nil, error: error(name), optional: false, value: "",
      input: nil, area: false, radios: nil, select: AnswerFieldView.Options(options: options), checkboxes: nil,
      codes: nil, shownWhen: nil)
  }
}
