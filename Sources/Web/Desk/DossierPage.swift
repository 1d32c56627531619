import Centre
import Domain
import Storage

/// One dossier as an officer sees it.
struct DossierPage: Sendable {
  struct Guide: Sendable {
    let text: String
    let source: String?
  }

  let code: String
  let version: Int
  let key: String
  let procedure: String
  let state: String
  let turn: String?
  let timeLeft: TimeLeft
  /// Against the promise, where it is earlier than the law.
  let promiseLeft: [TimeLeft]
  let payment: PaymentView?
  let people: [DossierFact]
  let time: [DossierFact]
  let answers: [ShownSection]
  let papers: DossierPapers
  let history: DossierHistory
  let prints: [DossierPrint]
  let forms: [ActForm]
  let further: [ActForm]
  let hasFurther: Bool
  let stepName: String?
  let checks: [Guide]
  let law: [Guide]
  let mistakes: [Guide]
  let hasGuide: Bool
  let nothingToDo: String?
  let asked: [DossierFact]
  let hasAsked: Bool
  let openReason: String?
  let justReceived: Bool
  let errors: [ErrorLine]
  let hasErrors: Bool
  /// What was typed for an act that can't be done any more.
  let lost: [DossierFact]
  let hasLost: Bool
  let related: [RelatedLine]
  let hasRelated: Bool
  /// The way to send the dossier itself to the authority that a guidance note names.
  let sendUp: SendUp?

  init(
    _ file: DossierFile, _ catalogue: Catalogue, _ wording: Wording, now: Instant, justReceived: Bool,
    typed: TypedAct?, uploads: [String: Upload] = [:]
  ) {
    let dossier = file.dossier
    let language = wording.language
    code = dossier.reception.code.rawValue
    version = dossier.version
    key = "act-" + Fingerprint.randomText()
    procedure = file.procedure.shortName[language]
    state = wording.text("shared.state.\(dossier.state.rawValue)")
    let told = DossierFacts(file: file, catalogue: catalogue, wording: wording, now: now)
    turn = told.turn
    timeLeft = TimeLeft(dossier, against: dossier.dueAt, now: now, calendar: file.calendar, wording)
    promiseLeft = [dossier.promisedAt].compactMap { $0 }.filter { $0 != dossier.dueAt }.map {
      TimeLeft(dossier, against: $0, now: now, calendar: file.calendar, wording)
    }
    payment = PaymentView(file.payment, wording)
    people = told.people
    time = told.time
    answers = catalogue.shownAnswers(dossier.answers, of: file.procedure, language)
    papers = DossierPapers(file, wording)
    history = DossierHistory(
      file.events, seen: typed?.seen.flatMap { $0 < dossier.version ? $0 : nil }, file.procedure, wording)
    prints = DossierPrint.all(of: file, wording)
    let acts = ActForms(
      file: file, catalogue: catalogue, typed: typed, uploads: uploads, wording: wording, now: now)
    let all = acts.forms
    forms = all.filter(\.opened)
    further = all.filter { !$0.opened }
    hasFurther = !further.isEmpty
    let present = dossier.turn.flatMap { file.procedure.step($0.step) }
    func guides(_ texts: [GuidedText]?) -> [Guide] {
      (texts ?? []).map { Guide(text: $0.text[language], source: $0.source?.text) }
    }
    stepName = present?.name[language]
    checks = guides(present?.guide.checks)
    law = guides(present?.guide.law)
    mistakes = guides(present?.guide.mistakes)
    hasGuide = present != nil
    nothingToDo = Self.nothingToDo(file, acts: all, wording, now: now, turn: told.turn)
    asked = (dossier.supplementRequest?.items ?? []).map { item in
      DossierFact(fact: Self.subject(of: item, file.procedure, wording), told: item.text)
    }
    hasAsked = !asked.isEmpty
    openReason = dossier.openReason
    self.justReceived = justReceived
    errors = acts.summary
    hasErrors = !errors.isEmpty
    lost = Self.lost(typed, all, file.procedure, wording)
    hasLost = !lost.isEmpty
    related = file.related.map { RelatedLine($0, catalogue, wording) }
    sendUp = SendUp(file, catalogue, now.date, wording)
    hasRelated = !related.isEmpty || sendUp != nil
  }

  /// Why there is nothing for the reader to do, when there is not.
  private static func nothingToDo(
    _ file: DossierFile, acts: [ActForm], _ wording: Wording, now: Instant, turn: String?
  ) -> String? {
    guard let turn else { return wording.text("desk.dossier.closed") }
    guard !acts.contains(where: \.main) else { return nil }
    if let until = file.waitsUntil, now < until, file.dossier.turn?.action == .post, !file.dossier.state.isWaiting {
      return wording.text("dossier.lead.waits", ["until": wording.moment(until)])
    }
    return "\(wording.text("desk.dossier.waits")) \(turn)."
  }

  /// What a request of the applicant is about: a paper, a field, or nothing of the form.
  static func subject(of item: SupplementRequest.Item, _ procedure: Procedure, _ wording: Wording) -> String {
    guard let key = item.about else { return wording.text("dossier.field.further") }
    return procedure.papers.first { $0.key == key }?.name[wording.language]
      ?? procedure.anyField(key)?.label[wording.language] ?? wording.text("dossier.field.further")
  }

  /// What was typed for an act whose form no longer stands on the page, so that it can be copied.
  private static func lost(
    _ typed: TypedAct?, _ acts: [ActForm], _ procedure: Procedure, _ wording: Wording
  ) -> [DossierFact] {
    guard let typed, !acts.contains(where: { $0.action == typed.action.rawValue }) else { return [] }
    let note = typed.body["note"].map { [DossierFact(fact: wording.text("dossier.field.note"), told: $0)] } ?? []
    let items = typed.act(present: Answers()).items ?? []
    let answers = typed.body.answers().sorted { $0.key < $1.key }.compactMap { key, value in
      value.isEmpty
        ? nil : procedure.anyField(key).map { DossierFact(fact: $0.label[wording.language], told: value) }
    }
    return note + items.map { DossierFact(fact: subject(of: $0, procedure, wording), told: $0.text) } + answers
  }
}

extension TimeLeft {
  /// The time left of a dossier; while it stands still, that is said instead.
  init(_ dossier: Dossier, against due: Instant, now: Instant, calendar: WorkingCalendar, _ wording: Wording) {
    if dossier.state.isWaiting {
      self.init(standingStill: wording)
    } else {
      self.init(dueAt: due, finishedAt: dossier.finishedAt, now: now, calendar: calendar, wording)
    }
  }
}
