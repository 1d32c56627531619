public import Domain
import Storage

/// A dossier as anybody who holds its secret sees it: the stages, not the people.
public struct DossierProgress: Hashable, Sendable {
  /// One thing that happened.
  public struct Stage: Hashable, Sendable {
    /// The event's name, such as `received` or `approved`.
    public let name: String
    /// When.
    public let at: Instant
    /// What the citizen must know of it: the reason of a refusal or of more time; `nil` otherwise.
    public let note: String?
  }

  /// One result that can be downloaded.
  public struct Result: Hashable, Sendable {
    /// What it is: the paper that was copied, or the document that was made.
    public let name: String
    /// The number in the register.
    public let number: Int?
    /// The book's code.
    public let book: String?
    /// The public token of the check page.
    public let token: String
  }

  /// The code.
  public let code: DossierCode
  /// The procedure.
  public let procedure: ProcedureCode
  /// The unit that decides it.
  public let unit: UnitCode
  /// The unit that received it and hands the result over.
  public let receivingUnit: UnitCode
  /// The initials of the person whose dossier it is.
  public let initials: String
  /// Where it stands.
  public let state: Dossier.State
  /// The step that waits.
  public let step: StepKey?
  /// When it was received.
  public let receivedAt: Instant
  /// When the result is due.
  public let dueAt: Instant
  /// When it was ready.
  public let finishedAt: Instant?
  /// Whether it is or was late.
  public let late: Bool
  /// The fee in đồng.
  public let fee: Int
  /// What is not paid yet, in đồng.
  public let unpaid: Int
  /// How it is paid by transfer, while something is unpaid and the unit has an account.
  public let payment: PaymentOrder?
  /// When the province promises it, where that is earlier.
  public let promisedAt: Instant?
  /// What the applicant is asked to complete, while it is waited for.
  public let supplement: SupplementRequest?
  /// The papers that can be sent to complete it.
  public let papers: [RequiredPaper]
  /// The e-form, whose answers can be corrected; the answers themselves are not shown here.
  public let form: ProcedureForm?
  /// Whether the applicant may still withdraw it.
  public let canWithdraw: Bool
  /// The apology that went out.
  public let apology: Apology?
  /// The code in the system that owns the status.
  public let externalCode: String?
  /// The dossiers that belong together with this one, such as what was sent up with a guidance note.
  public let related: [RelatedDossier]
  /// What happened, the oldest first.
  public let stages: [Stage]
  /// What was made; only once the result is ready.
  public let results: [Result]
  /// The standard forms that the applicant can print.
  public let forms: [PrintableForm]
  /// Who in the offices read the dossier, the latest first.
  public let readings: [Reading]
}

/// Why a look-up finds nothing.
public enum LookUpRefusal: Refusal, Hashable {
  /// Code and secret don't belong together; which one is wrong is not told.
  case wrong
  /// Too many wrong secrets for this code from this place.
  case tooMany(minutes: Int)

  /// What kind of "no" it is.
  public var kind: RefusalKind { self == .wrong ? .missing : .tooMany }
  /// The sentence.
  public var textKey: String { self == .wrong ? "error.look-up.wrong" : "error.look-up.too-many" }
  /// The field.
  public var field: String? { self == .wrong ? "secret" : nil }
  /// The values of the sentence.
  public var values: [String: String] {
    if case .tooMany(let minutes) = self { ["minutes": String(minutes)] } else { [:] }
  }
}

extension Centre {
  /// Looks a dossier up by its code and secret, as typed or read from the QR.
  public func lookUp(code typedCode: String, secret typedSecret: String, place: String) async throws -> DossierProgress
  {
    let (dossier, events) = try await opened(typedCode, typedSecret, place)
    let (related, readings) = try await database.read { tx in
      var filter = ReadingFilter(unit: nil)
      filter.dossier = dossier.reception.code
      return (try self.related(to: dossier, tx), try tx.readings(filter))
    }
    return progress(of: dossier, events, related.map { relation($0, forOwnerOf: dossier) }, readings)
  }

  /// The receipt's contents for the person who holds the secret.
  func opened(_ typedCode: String, _ typedSecret: String, _ place: String) async throws -> (Dossier, [DossierEvent]) {
    let now = now()
    let attempt = "\(typedCode.prefix(60))|\(place)"
    if let minutes = lookUpThrottle.minutesToWait(attempt, now: now) { throw LookUpRefusal.tooMany(minutes: minutes) }
    guard let secret = ReadableSecret.read(typedSecret),
      let code = try await code(typed: typedCode, openedBy: secret)
    else {
      lookUpThrottle.failed(attempt, now: now)
      throw LookUpRefusal.wrong
    }
    let events = try await database.read { try $0.events(of: code) }
    guard let dossier = Dossier(events: events) else {
      lookUpThrottle.failed(attempt, now: now)
      throw LookUpRefusal.wrong
    }
    return (dossier, events)
  }

  /// The code that a secret opens: the one that was typed, or that of the dossier which has the typed one elsewhere,
  /// such as a dossier that a unit of before the merger began.
  private func code(typed: String, openedBy secret: String) async throws -> DossierCode? {
    if let code = DossierCode(typed: typed), Fingerprint.same(secret, key.lookUpSecret(of: code)) { return code }
    let external = typed.filter { !$0.isWhitespace }
    guard (1...60).contains(external.count) else { return nil }
    return try await database.read { try $0.dossiers(externalCode: external) }
      .first { Fingerprint.same(secret, key.lookUpSecret(of: $0)) }
  }

  private func progress(
    of dossier: Dossier, _ events: [DossierEvent], _ related: [RelatedDossier], _ readings: [Reading]
  ) -> DossierProgress {
    let reception = dossier.reception
    let completing = dossier.state == .supplement ? try? procedure(of: dossier) : nil
    let ready = dossier.state == .resultReady || dossier.state == .returned
    return DossierProgress(
      code: reception.code, procedure: reception.procedure, unit: reception.competentUnit,
      receivingUnit: reception.receivingUnit, initials: dossier.owner.initials, state: dossier.state,
      step: dossier.turn?.step, receivedAt: reception.receivedAt, dueAt: dossier.dueAt, finishedAt: dossier.finishedAt,
      late: dossier.isLate(at: now()), fee: reception.fee, unpaid: dossier.unpaid, payment: paymentOrder(of: dossier),
      promisedAt: dossier.promisedAt,
      supplement: dossier.state == .supplement ? dossier.supplementRequest : nil,
      papers: completing?.papersToSend(for: dossier.answers) ?? [], form: completing?.form,
      canWithdraw: dossier.turn != nil && dossier.evidence(of: .sign) == nil,
      apology: dossier.apologySentAt == nil ? nil : dossier.apology,
      externalCode: dossier.external?.code ?? reception.externalCode,
      related: related,
      stages: events.filter { $0.change.isForCitizen }.map {
        DossierProgress.Stage(name: $0.change.name, at: $0.at, note: $0.change.noteForCitizen)
      },
      results: ready ? dossier.results.map { result(of: dossier, $0) } : [],
      forms: PrintableForm.all(
        of: events, hasEForm: (try? procedure(of: dossier))?.form != nil, forApplicant: true),
      readings: readings)
  }

  private func result(of dossier: Dossier, _ result: IssuedResult) -> DossierProgress.Result {
    let number = dossier.numbers.first { $0.original == result.original }
    return DossierProgress.Result(
      name: result.name, number: number?.number,
      book: number.map { RegisterBook.code(symbol: $0.book, year: $0.year) }, token: result.token)
  }
}

extension DossierChange {
  /// Whether the citizen is told of it at all. How officers divide their work is not the citizen's concern.
  fileprivate var isForCitizen: Bool {
    switch self {
    case .reassigned, .takenBack, .apologyPrepared: false
    default: true
    }
  }

  /// What the citizen is told of an event beside its name. Remarks between officers are not.
  fileprivate var noteForCitizen: String? {
    switch self {
    case .refused(let refused): refused.reason
    case .extended(let extended): extended.reason
    case .rescheduled(let moved): moved.reason
    case .paused(let pausing): pausing.reason
    case .withdrawn(let withdrawal): withdrawal.reason
    case .stopped(let stopping): [stopping.reason, stopping.money].compactMap { $0 }.joined(separator: " ")
    case .apologySent(let apology): "\(apology.reason) → \(apology.newDueAt.date.display)"
    case .externalStatus(let told): "\(told.system): \(told.status)"
    default: nil
    }
  }
}
