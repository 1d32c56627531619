/// What may happen to a dossier next: pure rules that turn an intention into a change, or say why not.
///
/// Who may do it at all is asked before; here it is asked whether it fits the dossier's state and the procedure it
/// runs on.
public struct DossierDecision: Sendable {
  /// The dossier as it stands.
  public let dossier: Dossier
  /// The version of the procedure that the dossier runs on.
  public let procedure: Procedure

  /// Prepares to decide about a dossier.
  public init(dossier: Dossier, procedure: Procedure) {
    self.dossier = dossier
    self.procedure = procedure
  }

  // MARK: - Steps

  /// The present turn, when `action` is what it waits for.
  public func turn(for action: StepAction) throws(DossierRefusal) -> Turn {
    let turn = try openTurn()
    guard turn.action == action else { throw .notItsTurn(action: action, waiting: turn.action) }
    if action == .returnResult && dossier.unpaid > 0 { throw .unpaid(amount: dossier.unpaid) }
    return turn
  }

  /// The turn, when nothing holds the dossier up.
  private func openTurn() throws(DossierRefusal) -> Turn {
    guard let turn = dossier.turn else { throw .closed }
    if dossier.state == .supplement { throw .waitsForApplicant }
    if dossier.state == .paused { throw .paused }
    return turn
  }

  /// The turn after the present one, by its outcome where it has several; `nil` when the present one is the last.
  ///
  /// - Throws: `DossierRefusal.outcomeMissing` when the step can come to several things and `outcome` is none of them.
  public func next(after turn: Turn, outcome: String? = nil) throws(DossierRefusal) -> Turn? {
    guard let step = procedure.step(turn.step) else { return nil }
    var key = step.next
    if let outcomes = step.outcomes {
      guard let chosen = outcomes.first(where: { $0.key == outcome }) else { throw .outcomeMissing }
      key = chosen.next
    }
    return key.flatMap { procedure.step($0) }.map { self.turn(of: $0) }
  }

  /// The turn that a step makes in this dossier.
  public func turn(of step: ProcedureStep) -> Turn {
    step.turn(receiving: dossier.reception.receivingUnit, competent: dossier.reception.competentUnit)
  }

  /// The change when the present turn is done.
  ///
  /// - Parameters:
  ///   - answers: what was written down in the step's form, checked.
  ///   - outcome: what the step came to, for steps with outcomes; it is kept as the answer named like the step.
  ///   - calendar: when the unit works, for a step that must wait.
  public func stepDone(
    _ action: StepAction, note: String?, answers: Answers = Answers(), outcome: String? = nil,
    calendar: WorkingCalendar, now: Instant
  ) throws(DossierRefusal) -> DossierChange {
    let turn = try turn(for: action)
    if let until = waitsUntil(calendar), now < until, !isEarly(outcome, in: turn) { throw .tooEarly(until: until) }
    var kept = answers
    if let outcome, procedure.step(turn.step)?.outcomes != nil { kept[turn.step.rawValue] = outcome }
    return .stepDone(
      StepDone(
        step: turn.step, action: action, next: try next(after: turn, outcome: outcome), note: note, answers: kept)
    )
  }

  /// Until when the present step must wait, when it must.
  public func waitsUntil(_ calendar: WorkingCalendar) -> Instant? {
    guard let turn = dossier.turn, let wait = procedure.step(turn.step)?.waits else { return nil }
    return calendar.deadline(.workingDays(wait.workingDays), received: dossier.turnSince).dueAt
  }

  private func isEarly(_ outcome: String?, in turn: Turn) -> Bool {
    procedure.step(turn.step)?.outcomes?.first { $0.key == outcome }?.early ?? false
  }

  /// The steps that the present one may send back to.
  public var sendBackTargets: [ProcedureStep] {
    guard let turn = dossier.turn, !dossier.state.isWaiting, let step = procedure.step(turn.step),
      dossier.numbers.isEmpty
    else { return [] }
    let done = Set(dossier.evidence.map(\.step))
    return step.canSendBackTo.compactMap { procedure.step($0) }.filter {
      done.contains($0.key) || $0.key == procedure.firstStep?.key
    }
  }

  /// The change when the dossier goes back; a number that was taken can't be given back, so after numbering nothing
  /// goes back.
  public func sentBack(to key: StepKey, reason: String) throws(DossierRefusal) -> DossierChange {
    let turn = try openTurn()
    guard dossier.numbers.isEmpty else { throw .alreadyNumbered }
    guard let target = sendBackTargets.first(where: { $0.key == key }) else { throw .cannotSendBack }
    return .sentBack(
      SendingBack(from: turn.step, to: self.turn(of: target), reason: reason, undone: steps(from: target.key)))
  }

  /// Whether the last step can be taken back by `actor`: nothing came after it, the same person did it, and it left
  /// nothing behind that the law does not let go of: a number, a document, a result handed over.
  public func canTakeBack(_ actor: ActorReference) -> Bool {
    guard let last = dossier.lastStep, last.by.kind == actor.kind, last.by.id == actor.id else { return false }
    return ![.number, .seal, .issue, .returnResult].contains(last.turn.action)
  }

  /// The change when the last step is taken back.
  public func takenBack(by actor: ActorReference, reason: String) throws(DossierRefusal) -> DossierChange {
    guard let last = dossier.lastStep, canTakeBack(actor) else { throw .cannotTakeBack }
    return .takenBack(TakingBack(to: last.turn, undone: last.turn.step, reason: reason))
  }

  /// The change when the turn is given to a colleague, or to anybody of the role again.
  public func reassigned(to colleague: ActorReference?, reason: String) throws(DossierRefusal) -> DossierChange {
    _ = try openTurn()
    return .reassigned(Reassignment(to: colleague, reason: reason))
  }

  // MARK: - Endings

  /// The change when the dossier is refused. Once a leader has signed, it is no longer refused but sent back.
  public func refused(reason: String) throws(DossierRefusal) -> DossierChange {
    guard dossier.turn != nil else { throw .closed }
    guard dossier.evidence(of: .sign) == nil else { throw .alreadySigned }
    return .refused(RefusalGiven(reason: reason))
  }

  /// The change when the applicant withdraws, which is possible until a leader has signed.
  public func withdrawn(reason: String) throws(DossierRefusal) -> DossierChange {
    guard dossier.turn != nil else { throw .closed }
    guard dossier.evidence(of: .sign) == nil else { throw .alreadySigned }
    return .withdrawn(Withdrawal(reason: reason))
  }

  /// The change when the unit stops the dossier.
  public func stopped(reason: String, money: String?) throws(DossierRefusal) -> DossierChange {
    guard dossier.turn != nil else { throw .closed }
    guard dossier.numbers.isEmpty else { throw .alreadyNumbered }
    return .stopped(Stopping(reason: reason, money: money))
  }

  /// The change when some of the results are handed over; the last of them ends the dossier by the return step.
  public func partReturned(tokens: [String], collectedBy: String) throws(DossierRefusal) -> DossierChange {
    _ = try turn(for: .returnResult)
    let open = dossier.results.map(\.token).filter { !dossier.returnedTokens.contains($0) }
    guard !tokens.isEmpty, tokens.allSatisfy(open.contains), Set(tokens).count < open.count else {
      throw .cannotReturnPart
    }
    return .partReturned(PartReturned(tokens: tokens, collectedBy: collectedBy))
  }

  // MARK: - Another system's status

  /// The change when the system that owns the status tells where the dossier stands there. Its code and its date are
  /// kept as they are told.
  public func externalStatusTold(
    code: String?, status: String, dueAt: Instant?
  ) throws(DossierRefusal) -> DossierChange {
    guard case .other(let system) = procedure.owned.status else { throw .statusIsOurs }
    guard !dossier.state.isClosed else { throw .closed }
    guard let code = code ?? dossier.external?.code ?? dossier.reception.externalCode else {
      throw .externalCodeMissing
    }
    return .externalStatus(ExternalStatus(system: system, code: code, status: status, dueAt: dueAt))
  }

  // MARK: - Money

  /// The change when money is taken.
  public func paid(
    amount: Int, method: Payment.Method, receiptNumber: Int, bankReference: String? = nil
  ) throws(DossierRefusal) -> DossierChange {
    guard ![.refused, .withdrawn, .stopped].contains(dossier.state) else { throw .closed }
    guard dossier.unpaid > 0 else { throw .nothingToPay }
    guard amount == dossier.unpaid else { throw .wrongAmount(due: dossier.unpaid) }
    return .paid(
      Payment(amount: amount, method: method, receiptNumber: receiptNumber, bankReference: bankReference))
  }

  /// The steps that can follow from `key`, and itself: what must be done again when the dossier goes back there.
  private func steps(from key: StepKey) -> [StepKey] {
    var keys: [StepKey] = []
    var open = [key]
    while let key = open.popLast() {
      if keys.contains(key) { continue }
      keys.append(key)
      open += procedure.step(key)?.successors ?? []
    }
    return keys
  }
}

extension ProcedureStep {
  /// The turn that this step makes: reception and return are the receiving unit's, the rest is the competent one's.
  public func turn(receiving: UnitCode, competent: UnitCode) -> Turn {
    let unit = action == .receive || action == .returnResult ? receiving : competent
    return Turn(step: key, action: action, role: role, unit: unit)
  }
}

extension StepAction {
  /// The name of what is proved when the action is done; `error.*`, `portal.*` and `desk.*` texts and the API use it.
  public var evidenceName: String {
    switch self {
    case .receive: "accepted"
    case .check: "checked"
    case .work: "worked"
    case .post: "posted"
    case .approve: "approved"
    case .sign: "signed"
    case .number: "numbered"
    case .seal: "sealed"
    case .issue: "issued"
    case .returnResult: "returned"
    }
  }
}
