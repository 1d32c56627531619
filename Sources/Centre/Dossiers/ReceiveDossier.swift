public import Domain
import Storage

/// What a person gets who filed: the contents of the receipt.
public struct ReceivedDossier: Codable, Hashable, Sendable {
  /// The dossier's code.
  public let code: DossierCode
  /// When it was received.
  public let receivedAt: Instant
  /// When the result is due by law.
  public let dueAt: Instant
  /// When it is promised, where that is earlier.
  public let promisedAt: Instant?
  /// The fee in đồng.
  public let fee: Int
}

/// Why a dossier is not received, beside faults of the form itself.
public enum ReceptionRefusal: Refusal, Hashable {
  /// The officer's own unit is another one.
  case otherUnit
  /// The actor does not receive dossiers.
  case notReceivingOfficer
  /// Citizens can't file from their devices here.
  case onlineFilingOff
  /// The unit has no officers in this installation yet.
  case unitNotStaffed

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .otherUnit, .notReceivingOfficer, .onlineFilingOff: .forbidden
    case .unitNotStaffed: .invalid
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .otherUnit: "error.reception.other-unit"
    case .notReceivingOfficer: "error.reception.not-receiving-officer"
    case .onlineFilingOff: "error.reception.online-filing-off"
    case .unitNotStaffed: "error.reception.unit-not-staffed"
    }
  }

  /// The field.
  public var field: String? {
    switch self {
    case .otherUnit, .unitNotStaffed: "unit"
    default: nil
    }
  }
}

extension Centre {
  /// Receives a dossier (tiếp nhận hồ sơ): gives it a code and a due date. What this answers is on disk, synced.
  ///
  /// The same procedure, checks and dossier at the counter, from a phone and at a kiosk. A counter officer has done
  /// the reception step with the filing; else it waits for one.
  ///
  /// - Parameter identification: how the person was identified who files online.
  ///
  /// - Throws: `InvalidInput`, `ReceptionRefusal`, `IdempotencyRefusal`, `StorageError`.
  public func receiveDossier(
    _ form: DossierForm, by actor: Actor, key idempotency: IdempotencyKey, identification: Identification? = nil
  ) async throws -> ReceivedDossier {
    let receivedAt = now()
    let filing = try await checked(form, at: receivedAt)
    try await mayReceive(filing, actor)
    try await readCalendar(of: filing.competent.code)
    let due = dueDates(of: filing, at: receivedAt)
    let fee = catalogue.fee(
      of: filing.procedure, for: filing.originals.map(\.original), filing.answers, exemption: filing.exemption,
      channel: filing.channel, on: receivedAt.date, unit: filing.unit.code)
    let person = key.personKey(of: (filing.owner ?? filing.filer).identity)
    return try await once(idempotency, scope: "receive|\(actor.id)", at: receivedAt) { tx in
      var files = AttachedFiles(tx: tx, owner: actor.id)
      let originals = try files.attach(filing.originals)
      let papers = try files.attach(filing.papers, of: filing.procedure, person: person, at: receivedAt)
      try self.mayFollow(filing.follows, tx, filing.unit.code)
      let number = try tx.nextNumber(in: "dossier|\(filing.unit.code.rawValue)|\(receivedAt.date.iso)")
      let code = DossierCode(agencyCode: filing.unit.agencyCode, date: receivedAt.date, number: number)
      guard let turns = filing.turns else { throw StorageError.inconsistent("a procedure without steps was loaded") }
      try tx.holdUniqueValues(of: filing, dossier: code)
      let reception = Reception(
        code: code, procedure: filing.procedure.code, version: filing.procedure.version, channel: filing.channel,
        receivingUnit: filing.unit.code, competentUnit: filing.competent.code, helpingUnit: nil, filer: filing.filer,
        owner: filing.owner, collector: filing.collector, originals: originals, answers: filing.answers, papers: papers,
        exemption: filing.exemption, note: filing.note, receivedAt: receivedAt, dueAt: due.legal,
        promisedAt: due.promised, externalCode: filing.externalCode, follows: filing.follows, fee: fee,
        turn: turns.first, receptionDone: turns.done, identification: identification)
      let event = DossierEvent(sequence: 1, at: receivedAt, actor: actor.reference, change: .received(reception))
      guard let dossier = Dossier(first: event) else { throw StorageError.inconsistent("a reception made no dossier") }
      try tx.insert(dossier, first: event)
      try self.notePeople(of: reception, tx)
      if let identification, identification.level == nil {
        try tx.insert(
          IdentityCheck(
            dossier: code, unit: filing.unit.code, provider: identification.provider, at: receivedAt))
      }
      return ReceivedDossier(
        code: code, receivedAt: receivedAt, dueAt: due.legal, promisedAt: due.promised, fee: fee)
    }
  }

  /// A dossier follows from one that the same unit received or decided, such as its guidance note.
  private func mayFollow(_ code: DossierCode?, _ tx: Transaction, _ unit: UnitCode) throws {
    guard let code else { return }
    let reception = try tx.dossier(code)?.reception
    guard let reception, [reception.receivingUnit, reception.competentUnit].contains(unit) else {
      throw InvalidInput([FieldProblem("follows", "error.reception.follows")])
    }
  }

  /// The unit at whose counter an actor receives.
  ///
  /// - Throws: `ReceptionRefusal.notReceivingOfficer`.
  public func counterUnit(of actor: Actor) throws(ReceptionRefusal) -> UnitCode {
    guard let unit = ownUnit(of: actor, for: .fileDossier) else { throw .notReceivingOfficer }
    return unit
  }

  private func mayReceive(_ filing: CheckedFiling, _ actor: Actor) async throws {
    switch actor.kind {
    case .citizen:
      if filing.channel == .online && !settings.onlineFiling { throw ReceptionRefusal.onlineFilingOff }
      if filing.channel == .counter { throw ReceptionRefusal.notReceivingOfficer }
      let unit = filing.unit.code
      guard try await database.read({ try $0.isStaffed(unit) }) else { throw ReceptionRefusal.unitNotStaffed }
    case .staff, .client, .program:
      _ = try counterUnit(of: actor)
      guard role(of: actor, for: .fileDossier, in: filing.unit.code) != nil else { throw ReceptionRefusal.otherUnit }
    }
  }
}

extension CheckedFiling {
  /// Whose turn it is first, and the reception step when the counter has done it.
  fileprivate var turns: (first: Turn, done: StepKey?)? {
    func turn(_ step: ProcedureStep) -> Turn { step.turn(receiving: unit.code, competent: competent.code) }
    guard let first = procedure.firstStep else { return nil }
    guard channel == .counter, first.action == .receive, let next = first.next.flatMap({ procedure.step($0) }) else {
      return (turn(first), nil)
    }
    return (turn(next), first.key)
  }
}

extension Transaction {
  /// Takes the values that must be unique in the unit, such as the name of a household business.
  fileprivate func holdUniqueValues(of filing: CheckedFiling, dossier: DossierCode) throws {
    for field in filing.procedure.form?.fields ?? [] {
      guard let kind = field.uniqueIn, !filing.answers[field.key].isEmpty else { continue }
      let value = SearchText.fold(filing.answers[field.key])
      if try holder(of: value, kind: kind, unit: filing.competent.code) != nil {
        throw InvalidInput([FieldProblem("answers.\(field.key)", "error.answers.taken")])
      }
      try hold(value, kind: kind, unit: filing.competent.code, dossier: dossier)
    }
  }
}
