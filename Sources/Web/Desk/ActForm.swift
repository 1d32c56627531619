import Centre
import Domain
import Storage

/// One act as a compact form of the dossier's page.
struct ActForm: Sendable {
  /// A value that goes with the form unseen.
  struct Hidden: Sendable {
    let name: String
    let value: String
  }

  let action: String
  let actionLabel: String
  /// What is to be known before it is done.
  let lead: String?
  /// The act that the page is for; it is red.
  let main: Bool
  /// Whether it stands open beside it.
  let opened: Bool
  /// Whether it is open because it was just tried.
  let tried: Bool
  /// Whether files can come with it.
  let multipart: Bool
  let hidden: [Hidden]
  let fields: [AnswerFieldView]
  let sections: [AnswerSectionView]
  let requestRows: [RequestRow]
  let paperRows: [SuppliedPaperRow]
  let corrections: [AnswerSectionView]
  let hasCorrections: Bool
  let last: [AnswerFieldView]
}

/// Makes the forms of what may be done to a dossier now: the one that the page is for first, the rest behind it.
struct ActForms: Sendable {
  let file: DossierFile
  let catalogue: Catalogue
  let typed: TypedAct?
  let uploads: [String: Upload]
  let wording: Wording
  let now: Instant

  /// The order of the page, after the step itself.
  private static let order: [DossierAction] = [
    .pay, .supplement, .resume, .returnPart, .requestSupplement, .sendBack, .takeBack, .reassign, .pause, .extend,
    .prepareApology, .externalStatus, .refuse, .withdraw, .stop,
  ]

  /// The forms in their order.
  var forms: [ActForm] {
    let steps = file.actions.filter { $0.stepAction != nil }
    let rest = Self.order.filter(file.actions.contains)
    // A fee that is still owed is taken before the result is handed over, so it stays open beside the step.
    let main = steps.first ?? rest.first { [.pay, .supplement, .resume].contains($0) }
    return (rest.filter { $0 == .pay } + steps + rest.filter { $0 != .pay }).map { form(of: $0, main: main) }
  }

  /// The lines of the summary above the page.
  var summary: [ErrorLine] {
    guard let typed else { return [] }
    let fields = ActFields(action: typed.action, typed: typed, wording: wording)
    return fields.summary(besides: typed.action == .supplement ? correctedFields : stepFields)
  }

  private func form(of action: DossierAction, main: DossierAction?) -> ActForm {
    let draw = ActFields(action: action, typed: typed, wording: wording)
    let parts = parts(of: action, draw)
    return ActForm(
      action: action.rawValue, actionLabel: wording.text("desk.act.\(action.rawValue)"), lead: lead(of: action),
      main: action == main, opened: action == main || action == .pay,
      tried: typed?.action == action, multipart: action == .supplement,
      hidden: action == .pay ? [ActForm.Hidden(name: "amount", value: String(file.dossier.unpaid))] : [],
      fields: parts.fields, sections: action.stepAction != nil ? stepSections : [],
      requestRows: action == .requestSupplement ? requestRows(draw) : [],
      paperRows: action == .supplement ? suppliedPapers : [],
      corrections: action == .supplement ? correctedFields?.sections ?? [] : [],
      hasCorrections: action == .supplement && file.procedure.form != nil, last: parts.last)
  }

  private func label(_ key: String) -> String { wording.text("dossier.field.\(key)") }

  /// The fields of an act, and those that stand at its end.
  private func parts(
    of action: DossierAction, _ draw: ActFields
  ) -> (fields: [AnswerFieldView], last: [AnswerFieldView]) {
    let reason = draw.area("note", label("reason"))
    let remark = draw.area("note", label("note"), optional: true)
    let collector = draw.line("collected_by", label("collector"), value: file.dossier.collector.name)
    switch action {
    case .accept, .check, .work, .post, .approve, .sign: return (outcome(draw), [remark])
    case .number, .seal, .issue: return ([], [])
    case .returnResult: return ([collector], [remark])
    case .returnPart:
      let results = file.waitingResults.map { ($0.token, resultName($0)) }
      return ([draw.checkboxes("tokens", label("results"), results), collector], [])
    case .sendBack:
      let steps = file.sendBackTargets.map { ($0.key.rawValue, $0.name[wording.language]) }
      return ([draw.select("to", label("to"), steps)], [reason])
    case .takeBack, .withdraw: return ([], [reason])
    case .reassign:
      let people = file.colleagues.map { ($0.id, $0.name) }
      return ([draw.select("assignee", label("colleague"), people, optional: true)], [reason])
    case .requestSupplement:
      let until = draw.line(
        "until", label("supplement-until"), value: file.supplementUntil.date.display,
        hint: wording.text("shared.hint.originals.issued_on"), narrow: true)
      return ([], [until])
    case .supplement: return ([], [remark])
    case .pause:
      let causes = DossierAct.pauseCauses.map { ($0.rawValue, wording.text("dossier.pause.\($0.rawValue)")) }
      return ([draw.radios("cause", label("cause"), causes)], [reason])
    case .resume: return ([], [])
    case .extend:
      let days = draw.line("working_days", label("days"), value: "1", number: true)
      let agreed = draw.checkboxes(
        "agreed_in_writing", label("agreement"), [("1", wording.text("desk.dossier.agreed"))], optional: true)
      return ([days, agreed], [reason])
    case .prepareApology:
      let until = draw.line(
        "until", label("new-date"), value: file.apologyDate.date.display,
        hint: wording.text("shared.hint.originals.issued_on"), narrow: true)
      return ([until], [draw.area("note", label("apology-reason"))])
    case .refuse: return ([], [draw.area("note", wording.text("desk.dossier.why-refuse"))])
    case .stop:
      return ([], [reason, draw.line("money", label("money"), optional: true)])
    case .externalStatus:
      let code = file.dossier.external?.code ?? file.dossier.reception.externalCode ?? ""
      return (
        [
          draw.line("external_code", label("external-code"), value: code),
          draw.line("status", label("external-status")),
          draw.line(
            "until", label("external-due"), hint: wording.text("shared.hint.originals.issued_on"), optional: true,
            narrow: true),
        ], []
      )
    case .pay:
      let ways = ["cash", "transfer"].map { ($0, wording.text("desk.receive.\($0)")) }
      return ([draw.radios("method", label("method"), ways)], [])
    }
  }

  private func lead(of action: DossierAction) -> String? {
    switch action {
    case .pay: "\(wording.text("desk.dossier.pay")) \(wording.money(file.dossier.unpaid))"
    case .requestSupplement: wording.text("dossier.lead.request-supplement")
    case .supplement: wording.text("dossier.lead.supplement")
    case .takeBack: wording.text("dossier.lead.take-back")
    case .withdraw: wording.text("dossier.lead.withdraw")
    case .resume: wording.text("dossier.lead.resume")
    case .externalStatus: wording.text("dossier.lead.external-status")
    default: action.stepAction.flatMap { _ in earlyOnly }
    }
  }

  func resultName(_ result: IssuedResult) -> String {
    let number = file.dossier.numbers.first { $0.original == result.original }
    return result.name + (number.map { " · \($0.number)" } ?? "")
  }

  // MARK: - The step

  private var step: ProcedureStep? { file.dossier.turn.flatMap { file.procedure.step($0.step) } }

  /// Whether the step still waits, so that only what may come early can be chosen.
  private var stillWaits: Bool { file.waitsUntil.map { now < $0 } ?? false }

  private var earlyOnly: String? {
    stillWaits
      ? file.waitsUntil.map { wording.text("dossier.lead.early", ["until": wording.moment($0)]) } : nil
  }

  private func outcome(_ draw: ActFields) -> [AnswerFieldView] {
    guard let outcomes = step?.outcomes else { return [] }
    let open = outcomes.filter { !stillWaits || $0.early ?? false }
    return [draw.radios("outcome", label("outcome"), open.map { ($0.key, $0.name[wording.language]) })]
  }

  /// The fields of the step's own form.
  private var stepFields: AnswerFields? {
    guard let step, let form = step.form, let action = file.actions.first(where: { $0.stepAction == step.action })
    else { return nil }
    return AnswerFields(
      form: form, values: typed?.answers(of: action) ?? file.dossier.answers.values,
      problems: typed?.action == action ? typed?.problems ?? [] : [], lists: catalogue.lists, prefix: "answers",
      problemPrefix: "step", named: [step.key.rawValue: "outcome"], wording: wording)
  }

  /// The sections that can be asked at all: what depends on the e-form or an earlier step is known already, what
  /// depends on the step itself is shown and hidden by the page's script.
  private var stepSections: [AnswerSectionView] {
    guard let fields = stepFields, let step else { return [] }
    let here = Set(fields.form.fields.map(\.key) + [step.key.rawValue])
    func possible(_ condition: FieldCondition?) -> Bool {
      condition.map { here.contains($0.field) || $0.holds(file.dossier.answers) } ?? true
    }
    return zip(fields.form.sections, fields.sections).filter { possible($0.0.when) }.map { section, view in
      let asked = zip(section.fields, view.fields).filter { possible($0.0.when) }.map(\.1)
      return AnswerSectionView(title: view.title, fields: asked, shownWhen: view.shownWhen)
    }
  }

  // MARK: - What the applicant brings and corrects

  private var suppliedPapers: [SuppliedPaperRow] {
    SuppliedPaperRow.rows(
      file.procedure.papersToSend(for: file.dossier.answers), asked: file.dossier.supplementRequest?.items ?? [],
      typed: typed, uploads: uploads, uploadTo: "/desk/files", atCounter: true, wording)
  }

  /// The e-form with the answers as they stand.
  var correctedFields: AnswerFields? {
    guard file.dossier.state == .supplement, let form = file.procedure.form else { return nil }
    return AnswerFields(
      form: form, values: typed?.answers(of: .supplement) ?? file.dossier.answers.values,
      problems: typed?.action == .supplement ? typed?.problems ?? [] : [], lists: catalogue.lists, wording: wording)
  }
}
