import Centre
import Domain

/// A field of an e-form or of a step as it is drawn: exactly one of `input`, `area`, `radios`, `select`, `checkboxes`
/// and `codes` is there.
struct AnswerFieldView: Sendable {
  struct Option: Sendable {
    let id: String
    let value: String
    let label: String
    let chosen: Bool
  }

  /// What can be chosen.
  struct Options: Sendable {
    let options: [Option]
  }

  /// A field of one line.
  struct Input: Sendable {
    let type: String
    let inputMode: String?
    let narrow: Bool
    let limit: Int?
  }

  /// A field of codes: what is chosen, and where to look codes up.
  struct Codes: Sendable {
    struct Chosen: Sendable {
      let code: String
      let name: String
      let warning: String?
    }

    let list: String
    let chosen: [Chosen]
  }

  let id: String
  let name: String
  let label: String
  let hint: String?
  let error: String?
  let optional: Bool
  let value: String
  let input: Input?
  let area: Bool
  let radios: Options?
  let select: Options?
  let checkboxes: Options?
  let codes: Codes?
  /// `field=value value`, for the page's script to show the field only then.
  let shownWhen: String?
  /// For an address: its present forms.
  var renewal: AddressOffersView?
}

/// A group of fields under a heading.
struct AnswerSectionView: Sendable {
  let title: String
  let fields: [AnswerFieldView]
  let shownWhen: String?
}

/// Draws the fields of a form from their definitions, the same for the portal, the kiosk, the counter and the steps of
/// the desk.
struct AnswerFields: Sendable {
  let form: ProcedureForm
  /// What was typed or is held, by the fields' keys.
  let values: [String: String]
  let problems: [FieldProblem]
  let lists: [String: CodeList]
  /// What stands before the keys in the names of the page's fields.
  var prefix = "answers"
  /// What stands before the keys in the names of problems.
  var problemPrefix = "answers"
  /// Fields that conditions ask for and that stand on the page under a name of their own.
  var named: [String: String] = [:]
  /// By what an address is renewed, where the page offers that.
  var addresses: AddressRenewing?
  let wording: Wording

  /// More choices than these are drawn as a list that opens.
  private static let fewChoices = 6

  /// The groups in their order.
  var sections: [AnswerSectionView] {
    form.sections.map { section in
      AnswerSectionView(
        title: section.title[wording.language], fields: section.fields.map(view), shownWhen: shown(section.when))
    }
  }

  /// The lines of the summary above the page for problems of these fields.
  var summary: [ErrorLine] {
    problems.compactMap { problem in
      guard let field = problem.field, field.hasPrefix(problemPrefix + "."),
        let known = form.field(String(field.dropFirst(problemPrefix.count + 1)))
      else { return nil }
      return ErrorLine(
        href: "#" + id(known),
        text: "\(known.label[wording.language]): \(wording.text(problem.textKey, problem.values))")
    }
  }

  private func id(_ field: FormField) -> String { FilingFields.id("\(prefix).\(field.key)") }

  private func shown(_ condition: FieldCondition?) -> String? {
    condition.map { "\(named[$0.field] ?? "\(prefix).\($0.field)")=\($0.values.joined(separator: " "))" }
  }

  private func view(_ field: FormField) -> AnswerFieldView {
    let value = values[field.key] ?? ""
    let chosen = Set(value.split(whereSeparator: \.isNewline).map(String.init))
    let id = id(field)
    func options(_ choices: [(key: String, label: String)]) -> AnswerFieldView.Options {
      let options = choices.enumerated().map { index, choice in
        AnswerFieldView.Option(
          id: index == 0 ? id : "\(id)-\(index)", value: choice.key, label: choice.label,
          chosen: chosen.contains(choice.key))
      }
      return AnswerFieldView.Options(options: options)
    }
    let choices = options((field.choices ?? []).map { ($0.key, $0.label[wording.language]) })
    let yesNo = options([("yes", wording.text("shared.yes")), ("no", wording.text("shared.no"))])
    let radios =
      field.kind == .yesNo ? yesNo : field.kind == .choice && choices.options.count <= Self.fewChoices ? choices : nil
    let problem = problems.first { $0.field == "\(problemPrefix).\(field.key)" }
    return AnswerFieldView(
      id: id, name: "\(prefix).\(field.key)", label: field.label[wording.language],
      hint: field.help?[wording.language] ?? hint(field),
      error: problem.map { wording.text($0.textKey, $0.values) }, optional: !field.isRequired,
      value: shown(value, field),
      input: input(field), area: field.kind == .longText, radios: radios,
      select: field.kind == .choice && radios == nil ? choices : nil,
      checkboxes: field.kind == .choices ? choices : nil, codes: codes(field, chosen: value),
      shownWhen: shown(field.when),
      renewal: field.kind == .address ? addresses?.offers(value, field: "\(prefix).\(field.key)", wording) : nil)
  }

  /// A day as it is written here; everything else as it was typed.
  private func shown(_ value: String, _ field: FormField) -> String {
    switch field.kind {
    case .date, .pastDate: CivilDate(iso: value)?.display ?? value
    default: value
    }
  }

  private func hint(_ field: FormField) -> String? {
    switch field.kind {
    case .date, .pastDate: wording.text("shared.hint.originals.issued_on")
    case .personalNumber: wording.text("shared.hint.person.personal_number")
    case .money: wording.text("shared.hint.money")
    default: nil
    }
  }

  private func input(_ field: FormField) -> AnswerFieldView.Input? {
    switch field.kind {
    case .text, .address, .name:
      AnswerFieldView.Input(type: "text", inputMode: nil, narrow: false, limit: field.most ?? 200)
    case .number, .money, .date, .pastDate, .personalNumber:
      AnswerFieldView.Input(type: "text", inputMode: "numeric", narrow: true, limit: 20)
    case .phone: AnswerFieldView.Input(type: "tel", inputMode: "tel", narrow: true, limit: 20)
    case .longText, .choice, .choices, .yesNo, .codes: nil
    }
  }

  private func codes(_ field: FormField, chosen value: String) -> AnswerFieldView.Codes? {
    guard field.kind == .codes, let key = field.list else { return nil }
    let chosen = value.split(whereSeparator: { $0.isNewline || $0 == "," || $0 == ";" }).map { part in
      let code = part.filter { !$0.isWhitespace }
      let entry = lists[key]?.entry(code)
      return AnswerFieldView.Codes.Chosen(
        code: code, name: entry?.name[wording.language] ?? "", warning: entry?.warning?[wording.language])
    }
    return AnswerFieldView.Codes(list: key, chosen: chosen)
  }
}

extension FormBody {
  /// The answers that a page posted under a prefix; several values of one field stand one a line.
  func answers(_ prefix: String = "answers") -> [String: String] {
    var answers: [String: String] = [:]
    for name in names where name.hasPrefix(prefix + ".") && name.utf8.count <= 160 {
      let values = all(name).filter { !$0.isEmpty }
      answers[String(name.dropFirst(prefix.count + 1))] = values.joined(separator: "\n")
    }
    return answers
  }

  /// The papers that a page posted: `papers.KEY.files`, `papers.KEY.on_paper`, `papers.KEY.reuse`.
  func papers() -> [PaperForm] {
    let keys = Set(
      names.compactMap { name -> String? in
        let parts = name.split(separator: ".").map(String.init)
        return parts.count == 3 && parts[0] == "papers" && parts[1].utf8.count <= 60 ? parts[1] : nil
      })
    return keys.sorted().prefix(100).map { key in
      var paper = PaperForm()
      paper.key = key
      let files = all("papers.\(key).files").filter { !$0.isEmpty }
      paper.files = files.isEmpty ? nil : files
      paper.onPaper = self["papers.\(key).on_paper"]
      paper.reuse = self["papers.\(key).reuse"]
      return paper
    }
  }
}
