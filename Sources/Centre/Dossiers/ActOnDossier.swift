public import Domain
import Storage

/// What an officer wants done to a dossier, and which version of it they saw.
public struct DossierAct: Codable, Hashable, Sendable {
  /// The version that was seen; a later one means that somebody acted meanwhile. `nil` leaves the question out.
  public var version: Int?
  /// A remark for the next person; for sending back, refusing and extending the reason, which they need.
  public var note: String?
  /// The step to send back to.
  public var to: String?
  /// The amount paid, in đồng.
  public var amount: Int?
  /// `cash` or `transfer`.
  public var method: String?
  /// The working days to add.
  public var workingDays: Int?
  /// Whether the applicant agreed to more days in writing.
  public var agreedInWriting: Bool?
  /// The name of the person who takes the result, when it is not who was named.
  public var collectedBy: String?

  /// An act without anything beside.
  public init(version: Int? = nil, note: String? = nil) {
    self.version = version
    self.note = note
  }

  enum CodingKeys: String, CodingKey {
    case version, note, to, amount, method
    case workingDays = "working_days"
    case agreedInWriting = "agreed_in_writing"
    case collectedBy = "collected_by"
  }
}

/// What was done: the dossier's code, where it stands now, and how many events it has.
public struct DossierActDone: Codable, Hashable, Sendable {
  /// The code.
  public let code: DossierCode
  /// Where it stands.
  public let state: Dossier.State
  /// The step that waits now.
  public let step: StepKey?
  /// The number of events.
  public let version: Int
}

/// What can be done to a dossier, by the names that pages and the API use.
public enum DossierAction: String, CaseIterable, Codable, Hashable, Sendable {
  /// Take an online dossier in hand at reception.
  case accept
  /// The specialist has compared.
  case check
  /// The leader approves.
  case approve
  /// The leader signs.
  case sign
  /// The clerk takes the numbers.
  case number
  /// The clerk seals.
  case seal
  /// The clerk issues: the documents are made.
  case issue
  /// The result is handed over.
  case returnResult = "return"
  /// Back to an earlier step.
  case sendBack = "send-back"
  /// Refuse the dossier.
  case refuse
  /// Take the fee.
  case pay
  /// Give more time.
  case extend

  /// The step's action that this does, when it does one.
  public var stepAction: StepAction? {
    switch self {
    case .accept: .receive
    case .check: .check
    case .approve: .approve
    case .sign: .sign
    case .number: .number
    case .seal: .seal
    case .issue: .issue
    case .returnResult: .returnResult
    case .sendBack, .refuse, .pay, .extend: nil
    }
  }
}

extension Centre {
  /// Does one action to one dossier, in one transaction.
  ///
  /// - Throws: `DossierRefusal`, `InvalidInput`, `IdempotencyRefusal`, `StorageError`.
  public func act(
    _ action: DossierAction, on code: DossierCode, _ act: DossierAct, by actor: Actor, key: IdempotencyKey
  ) async throws -> DossierActDone {
    let act = try act.checked(for: action)
    let copies = action == .issue ? try await makeCopies(of: code, by: actor) : []
    let at = now()
    return try await once(key, scope: "act|\(actor.id)|\(code.rawValue)|\(action.rawValue)", at: at) { tx in
      let dossier = try self.dossier(code, for: actor, tx)
      if let seen = act.version, seen != dossier.version { throw DossierRefusal.changedMeanwhile }
      let decision = DossierDecision(dossier: dossier, procedure: try self.procedure(of: dossier))
      try self.mayAct(action, decision, actor)
      let change = try self.change(action, decision, act, copies, actor, at, tx)
      let event = DossierEvent(sequence: dossier.version + 1, at: at, actor: actor.reference, change: change)
      var after = dossier
      after.apply(event)
      try tx.update(after, with: event)
      return DossierActDone(code: code, state: after.state, step: after.turn?.step, version: after.version)
    }
  }

  private func mayAct(_ action: DossierAction, _ decision: DossierDecision, _ actor: Actor) throws {
    let unit = decision.dossier.reception.competentUnit
    let role: Role? =
      switch action {
      case .pay: .receivingOfficer
      case .refuse, .extend, .sendBack: decision.dossier.turn?.role
      default: action.stepAction.flatMap { decision.procedure.role(of: $0) }
      }
    guard let role else { throw DossierRefusal.closed }
    guard actor.holds(role, in: unit) else { throw DossierRefusal.notYourRole(role) }
  }

  private func change(
    _ action: DossierAction, _ decision: DossierDecision, _ act: DossierAct, _ copies: [IssuedCopy], _ actor: Actor,
    _ at: Instant, _ tx: Transaction
  ) throws -> DossierChange {
    switch action {
    case .accept: return try decision.stepDone(.receive, note: act.note)
    case .check: return try decision.stepDone(.check, note: act.note)
    case .approve: return try decision.stepDone(.approve, note: act.note)
    case .sign: return try decision.stepDone(.sign, note: act.note)
    case .seal: return try decision.stepDone(.seal, note: act.note)
    case .number: return try takeNumbers(decision, at, tx)
    case .issue: return try issue(copies, decision, tx)
    case .returnResult:
      let turn = try decision.turn(for: .returnResult)
      return .stepDone(
        StepDone(
          step: turn.step, action: .returnResult, next: decision.next(after: turn), note: act.note,
          collectedBy: act.collectedBy ?? decision.dossier.collector.name))
    case .sendBack: return try decision.sentBack(to: StepKey(rawValue: act.to ?? ""), reason: act.note ?? "")
    case .refuse: return try decision.refused(reason: act.note ?? "")
    case .pay: return try takePayment(decision, act, at, tx)
    case .extend:
      return try decision.extended(
        workingDays: act.workingDays ?? 0, reason: act.note ?? "", agreedInWriting: act.agreedInWriting ?? false,
        calendar: catalogue.calendar(for: decision.dossier.reception.competentUnit), now: at)
    }
  }

  private func takePayment(
    _ decision: DossierDecision, _ act: DossierAct, _ at: Instant, _ tx: Transaction
  ) throws -> DossierChange {
    // Decided before the number is taken, so that a refused payment takes none.
    _ = try decision.paid(amount: act.amount ?? decision.dossier.unpaid, method: .cash, receiptNumber: 0)
    let unit = decision.dossier.reception.receivingUnit.rawValue
    let number = try tx.nextNumber(in: "fee-receipt|\(unit)|\(at.date.year)")
    return try decision.paid(
      amount: act.amount ?? decision.dossier.unpaid, method: Payment.Method(rawValue: act.method ?? "") ?? .cash,
      receiptNumber: number)
  }
}

extension DossierAct {
  /// The act with its texts as they are kept.
  fileprivate func checked(for action: DossierAction) throws(InvalidInput) -> DossierAct {
    var check = FormCheck()
    var checked = self
    let needsReason = action == .sendBack || action == .refuse || action == .extend
    if needsReason {
      checked.note = check.take(PlainText.check(note ?? "", field: "note", limit: 1000))
    } else {
      checked.note = check.optionalText(note, field: "note", limit: 1000)
    }
    if let name = collectedBy, !name.isEmpty {
      checked.collectedBy = check.take(PersonName.check(name, field: "collected_by"))
    } else {
      checked.collectedBy = nil
    }
    if let method, Payment.Method(rawValue: method) == nil {
      check.note(FieldProblem("method", "error.payment.method"))
    }
    if let to, to.utf8.count > 60 { check.note(FieldProblem("to", "error.dossier.cannot-send-back")) }
    guard check.problems.isEmpty else { throw InvalidInput(check.problems) }
    return checked
  }
}
