import Centre
import Domain
import Storage

/// Every stage of a dossier, as the person who holds its secret sees it.
struct ProgressPage: Sendable {
  struct Stage: Sendable {
    let name: String
    let at: String
    let note: String?
    let last: Bool
  }

  /// One of the four marks on the way, as a parcel's way is shown.
  struct Mark: Sendable {
    let name: String
    let passed: Bool
    let current: Bool
  }

  struct Result: Sendable {
    let paper: String
    let number: String?
    let link: String
    let check: String
  }

  /// A standard form to print: a button, since the secret never stands in an address.
  struct Form: Sendable {
    let form: String
    let event: Int
    let formName: String
  }

  /// What the applicant is asked to complete, and the fields to do so.
  struct SupplementView: Sendable {
    let until: String
    let items: [String]
    let paperRows: [SuppliedPaperRow]
    let sections: [AnswerSectionView]
    let note: String
  }

  /// The way to withdraw the dossier.
  struct WithdrawalView: Sendable {
    let reason: String
    let tried: Bool
    let error: String?
  }

  /// The problems of what was just tried.
  struct ErrorSummary: Sendable {
    let errors: [ErrorLine]
  }

  let code: String
  let secret: String
  /// Makes a second click on a button the same request.
  let key: String
  let procedure: String
  let unit: String
  /// Where the result is handed over, when another unit decides.
  let collectAt: String?
  let initials: String
  let state: String
  let next: String
  let received: String
  let due: String
  let timeLeft: TimeLeft
  let late: Bool
  let fee: String
  let unpaid: String?
  let payment: PaymentView?
  let marks: [Mark]
  let stages: [Stage]
  let results: [Result]
  let hasResults: Bool
  let promised: String?
  let external: String?
  let apology: String?
  /// What was just done on this page.
  let done: String?
  let related: [RelatedLine]
  let hasRelated: Bool
  let errors: ErrorSummary?
  let supplement: SupplementView?
  let withdrawal: WithdrawalView?
  let printed: [Form]
  /// Who in the offices read the dossier.
  let readings: [ReadingLine]
  let hasReadings: Bool

  init(
    _ progress: DossierProgress, secret: String, _ catalogue: Catalogue, _ wording: Wording, now: Instant,
    typed: TypedAct? = nil, uploads: [String: Upload] = [:], done: String? = nil
  ) {
    let language = wording.language
    code = progress.code.rawValue
    self.secret = secret
    key = "applicant-" + Fingerprint.randomText()
    procedure = catalogue.newestProcedure(progress.procedure)?.shortName[language] ?? progress.procedure.rawValue
    unit = catalogue.units.unit(progress.unit)?.name[language] ?? ""
    collectAt =
      progress.receivingUnit == progress.unit ? nil : catalogue.units.unit(progress.receivingUnit)?.name[language]
    initials = progress.initials
    state = wording.text("shared.state.\(progress.state.rawValue)")
    next = wording.text("portal.next.\(progress.state.rawValue)")
    received = wording.moment(progress.receivedAt)
    due = wording.moment(progress.dueAt)
    timeLeft =
      progress.state.isWaiting
      ? TimeLeft(standingStill: wording)
      : TimeLeft(
        dueAt: progress.dueAt, finishedAt: progress.finishedAt, now: now,
        calendar: catalogue.calendar(for: progress.unit), wording)
    late = progress.late
    fee = wording.money(progress.fee)
    unpaid = progress.unpaid > 0 ? wording.money(progress.unpaid) : nil
    payment = PaymentView(progress.payment, wording)
    marks = Self.marks(progress.state, wording)
    stages = progress.stages.enumerated().map { index, stage in
      Stage(
        name: wording.text("shared.event.\(stage.name)"), at: wording.moment(stage.at),
        note: stage.note.map { Self.read($0, catalogue, wording) },
        last: index == progress.stages.count - 1)
    }
    results = progress.results.map { result in
      Result(
        paper: result.name, number: result.number.map { "\($0) · \(result.book ?? "")" },
        link: "/verify/\(result.token)/ban-sao.pdf", check: "/verify/\(result.token)")
    }
    hasResults = !progress.results.isEmpty
    readings = progress.readings.map { ReadingLine($0, catalogue.units, wording) }
    hasReadings = !readings.isEmpty
    printed = progress.forms.map {
      Form(form: $0.form.rawValue, event: $0.event, formName: $0.name(among: progress.forms, wording))
    }
    promised = progress.promisedAt.map(wording.moment)
    external = progress.externalCode
    apology = progress.apology.map {
      wording.text(
        "portal.progress.apology",
        ["reason": Self.read($0.reason, catalogue, wording), "until": wording.moment($0.newDueAt)])
    }
    self.done = done.map { wording.text($0) }
    related = progress.related.map { RelatedLine($0, catalogue, wording) }
    hasRelated = !related.isEmpty
    let fields = Self.fields(progress, typed, catalogue, wording)
    errors = Self.summary(typed, fields, progress, wording)
    supplement = progress.supplement.map { request in
      SupplementView(
        until: wording.moment(request.until), items: request.items.map { Self.asked($0, progress, wording) },
        paperRows: SuppliedPaperRow.rows(
          progress.papers, asked: request.items, typed: typed, uploads: uploads, uploadTo: "/tra-cuu/tep",
          atCounter: false, wording),
        sections: fields?.sections ?? [], note: typed?.value("note", of: .supplement) ?? "")
    }
    let tried = typed?.action == .withdraw
    withdrawal =
      progress.canWithdraw
      ? WithdrawalView(
        reason: typed?.value("note", of: .withdraw) ?? "", tried: tried,
        error: tried ? typed?.problems.first.map { wording.text($0.textKey, $0.values) } : nil) : nil
  }

  /// A note in the reader's language, where it is the reason that apologies have when nobody wrote another.
  private static func read(_ note: String, _ catalogue: Catalogue, _ wording: Wording) -> String {
    let key = "shared.apology.reason"
    return note.replacing(catalogue.texts.text(key, .vi), with: wording.text(key))
  }

  /// One thing that is asked for, with the name of the paper or field that it is about.
  private static func asked(_ item: SupplementRequest.Item, _ progress: DossierProgress, _ wording: Wording) -> String {
    let name =
      progress.papers.first { $0.key == item.about }?.name[wording.language]
      ?? item.about.flatMap { progress.form?.field($0)?.label[wording.language] }
    return [name, item.text].compactMap { $0 }.joined(separator: ": ")
  }

  /// The fields that can be corrected here: those that were asked about, and those that a correction made wrong. What
  /// was answered before is not shown: a secret on paper is enough to look, not to read a whole form.
  private static func fields(
    _ progress: DossierProgress, _ typed: TypedAct?, _ catalogue: Catalogue, _ wording: Wording
  ) -> AnswerFields? {
    let mine = typed?.action == .supplement ? typed : nil
    let wrong = (mine?.problems ?? []).compactMap { $0.field }.filter { $0.hasPrefix("answers.") }
      .map { String($0.dropFirst("answers.".count)) }
    let asked = Set((progress.supplement?.items ?? []).compactMap(\.about) + wrong)
    guard let form = progress.form?.only(asked) else { return nil }
    return AnswerFields(
      form: form, values: mine?.answers(of: .supplement) ?? [:], problems: mine?.problems ?? [],
      lists: catalogue.lists, wording: wording)
  }

  private static func summary(
    _ typed: TypedAct?, _ fields: AnswerFields?, _ progress: DossierProgress, _ wording: Wording
  ) -> ErrorSummary? {
    guard let typed, !typed.problems.isEmpty else { return nil }
    let answers = fields?.summary ?? []
    let rest = typed.problems.filter { problem in
      !(problem.field ?? "").hasPrefix("answers.")
        || progress.form?.field(String((problem.field ?? "").dropFirst("answers.".count))) == nil
    }
    let lines = rest.map { problem in
      let paper = progress.papers.first { "papers.\($0.key)" == problem.field?.prefix("papers.\($0.key)".count) ?? "" }
      let told = [paper?.name[wording.language], wording.text(problem.textKey, problem.values)].compactMap { $0 }
      let place = paper.map { FilingFields.id("supplement.papers.\($0.key)") } ?? "\(typed.action.rawValue)-note"
      return ErrorLine(href: "#" + place, text: told.joined(separator: ": "))
    }
    return ErrorSummary(errors: lines + answers)
  }

  private static func marks(_ state: Dossier.State, _ wording: Wording) -> [Mark] {
    let way: [Dossier.State] =
      switch state {
      case .refused, .withdrawn, .stopped: [.received, .processing, state]
      case .supplement, .paused: [.received, state, .resultReady, .returned]
      case .received, .processing, .resultReady, .returned: [.received, .processing, .resultReady, .returned]
      }
    let place = way.firstIndex(of: state) ?? 0
    return way.enumerated().map { index, mark in
      Mark(
        name: wording.text("shared.state.\(mark.rawValue)"), passed: index < place, current: index == place)
    }
  }
}
