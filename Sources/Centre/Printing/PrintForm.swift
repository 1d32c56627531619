public import Domain
import Paper
import Storage

extension Centre {
  /// A standard form of a dossier for an officer of its unit to print, in the citizen's language beside Vietnamese.
  ///
  /// - Parameter event: the place in the history of what the form tells of; the last such event when it is left out.
  /// - Throws: `DossierRefusal.unknown` for a dossier that the actor may not know of, `PrintRefusal` when there is
  ///   nothing to print.
  public func printForm(
    _ form: StandardForm, event: Int? = nil, of code: DossierCode, by actor: Actor, language: Language
  ) async throws -> [UInt8] {
    let events = try await database.read { tx in
      _ = try self.dossier(code, for: actor, tx)
      return try tx.events(of: code)
    }
    let pdf = try printed(form, event, events, forApplicant: false, language)
    try await note(.form, form.rawValue, of: [code], by: actor)
    return pdf
  }

  /// A standard form for the person who holds the dossier's secret. Whoever finds a receipt holds it too, so personal
  /// numbers and telephone numbers of an e-form are shown with their last digits alone.
  public func printForm(
    _ form: StandardForm, event: Int? = nil, code: String, secret: String, place: String, language: Language
  ) async throws -> [UInt8] {
    try printed(form, event, try await opened(code, secret, place).1, forApplicant: true, language)
  }

  /// The form as a PDF, for who may see it.
  func printed(
    _ form: StandardForm, _ event: Int?, _ events: [DossierEvent], forApplicant: Bool, _ language: Language
  ) throws -> [UInt8] {
    guard let dossier = Dossier(events: events) else { throw DossierRefusal.unknown }
    let procedure = try procedure(of: dossier)
    let printable = PrintableForm.all(of: events, hasEForm: procedure.form != nil, forApplicant: forApplicant)
    let wanted = printable.last { $0.form == form && (event == nil || $0.event == event) }
    guard let wanted, let told = events.first(where: { $0.sequence == wanted.event }) else {
      throw PrintRefusal.nothingToPrint(form)
    }
    let history = History(
      dossier: dossier, procedure: procedure, event: told, events: events, language: language,
      forApplicant: forApplicant)
    return try notice(history).pdf(formTexts(language))
  }

  /// What a form is made from: the event that it tells of, and the dossier around it.
  struct History {
    let dossier: Dossier
    let procedure: Procedure
    let event: DossierEvent
    let events: [DossierEvent]
    let language: Language
    let forApplicant: Bool

    /// The dossier as it stood before the event.
    var before: Dossier? { Dossier(events: events.filter { $0.sequence < event.sequence }) }

    /// Whether the applicant withdrew the dossier, which whoever is at the counter writes down.
    var isWithdrawal: Bool { if case .withdrawn = event.change { true } else { false } }
  }

  private func notice(_ history: History) throws -> Notice {
    switch history.event.change {
    case .received: try application(history)
    case .supplementRequested(let request): try supplementRequest(history, request)
    case .refused(let refused): try refusal(history, refused)
    case .extended(let extended): try self.extended(history, extended)
    case .apologyPrepared(let apology), .apologySent(let apology): try self.apology(history, apology)
    case .withdrawn(let withdrawal): try stop(history, reason: withdrawal.reason, money: nil, byApplicant: true)
    case .stopped(let stopping): try stop(history, reason: stopping.reason, money: stopping.money, byApplicant: false)
    case .paid(let payment): try feeReceipt(history, payment)
    default: throw PrintRefusal.unknownForm
    }
  }

  /// What every form tells of the dossier, as of the event.
  func matter(_ history: History) throws -> DossierMatter {
    let reception = history.dossier.reception
    let competent = try unit(reception.competentUnit)
    let actor = history.event.actor
    let leads = history.before?.turn.map { $0.role == .leader && $0.unit == actor.unit } ?? false
    return DossierMatter(
      head: centreHead(of: try unit(actor.unit ?? reception.competentUnit), on: history.event.at.date),
      code: reception.code.rawValue, url: lookUpURL(reception.code, key.lookUpSecret(of: reception.code)),
      owner: history.dossier.owner.party, request: history.procedure.request(history.language),
      competentBody: competent.committee, receivedAt: reception.receivedAt,
      officer: officer(actor, signs: leads && !history.isWithdrawal))
  }

  /// An officer as the forms name them; a program and a citizen act for nobody.
  ///
  /// - Parameter signs: whether it was a leader's act, who then signs the letter under their title. Whatever another
  ///   officer did, the letter waits for the head of the office.
  func officer(_ actor: ActorReference, signs: Bool) -> DossierMatter.Officer? {
    guard actor.kind == .staff else { return nil }
    return DossierMatter.Officer(
      name: actor.name, title: signs ? actor.title.split(separator: "\n").map { String($0) } : [])
  }
}
