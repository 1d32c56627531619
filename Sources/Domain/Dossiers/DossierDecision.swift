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

  /// The present turn, when `action` is what it waits for.
  public func turn(for action: StepAction) throws(DossierRefusal) -> Turn {
    guard let turn = dossier.turn else { throw .closed }
    guard turn.action == action else { throw .notItsTurn(action: action, waiting: turn.action) }
    if action == .returnResult && dossier.unpaid > 0 { throw .unpaid(amount: dossier.unpaid) }
    return turn
  }

  /// The turn after the present one; `nil` when the present one is the last.
  public func next(after turn: Turn) -> Turn? {
    guard let step = procedure.step(turn.step), let key = step.next, let next = procedure.step(key) else { return nil }
    return next.turn
  }

  /// The change when the present turn, which proves nothing more than that it was done, is done.
  public func stepDone(_ action: StepAction, note: String?) throws(DossierRefusal) -> DossierChange {
    let turn = try turn(for: action)
    return .stepDone(StepDone(step: turn.step, action: action, next: next(after: turn), note: note))
  }

  /// The steps that the present one may send back to.
  public var sendBackTargets: [ProcedureStep] {
    guard let turn = dossier.turn, let step = procedure.step(turn.step), dossier.numbers.isEmpty else { return [] }
    return step.canSendBackTo.compactMap { procedure.step($0) }
  }

  /// The change when the dossier goes back; a number that was taken can't be given back, so after numbering nothing
  /// goes back.
  public func sentBack(to key: StepKey, reason: String) throws(DossierRefusal) -> DossierChange {
    guard let turn = dossier.turn else { throw .closed }
    guard dossier.numbers.isEmpty else { throw .alreadyNumbered }
    guard let target = sendBackTargets.first(where: { $0.key == key }) else { throw .cannotSendBack }
    return .sentBack(SendingBack(from: turn.step, to: target.turn, reason: reason, undone: steps(from: target.key)))
  }

  /// The change when the dossier is refused. Once a leader has signed, it is no longer refused but sent back.
  public func refused(reason: String) throws(DossierRefusal) -> DossierChange {
    guard dossier.turn != nil else { throw .closed }
    guard dossier.evidence(of: .sign) == nil else { throw .alreadySigned }
    return .refused(RefusalGiven(reason: reason))
  }

  /// The change when money is taken.
  public func paid(amount: Int, method: Payment.Method, receiptNumber: Int) throws(DossierRefusal) -> DossierChange {
    guard dossier.state != .refused else { throw .closed }
    guard dossier.unpaid > 0 else { throw .nothingToPay }
    guard amount == dossier.unpaid else { throw .wrongAmount(due: dossier.unpaid) }
    return .paid(Payment(amount: amount, method: method, receiptNumber: receiptNumber))
  }

  /// The change when the time is extended: up to two working days, more only with the applicant's written agreement
  /// (Decree 23/2015/NĐ-CP art. 21), and only before it has run out.
  public func extended(
    workingDays: Int, reason: String, agreedInWriting: Bool, calendar: WorkingCalendar, now: Instant
  ) throws(DossierRefusal) -> DossierChange {
    guard let turn = dossier.turn, turn.action != .returnResult else { throw .closed }
    guard let allowed = procedure.extraWorkingDays else { throw .cannotExtend }
    guard now <= dossier.dueAt else { throw .extendedTooLate }
    let given = dossier.extensions.reduce(0) { $0 + $1.workingDays }
    guard (1...30).contains(workingDays) else { throw .extensionDays }
    guard given + workingDays <= allowed || agreedInWriting else { throw .extensionNeedsAgreement(limit: allowed) }
    let due = calendar.deadline(
      procedure.deadlineRule, received: dossier.reception.receivedAt, extraWorkingDays: given + workingDays)
    return .extended(
      Extension(
        previousDueAt: dossier.dueAt, dueAt: due.dueAt, workingDays: workingDays, reason: reason,
        agreedInWriting: agreedInWriting))
  }

  /// The steps from `key` to the end, in the procedure's order.
  private func steps(from key: StepKey) -> [StepKey] {
    var keys: [StepKey] = []
    var current: StepKey? = key
    while let key = current, !keys.contains(key) {
      keys.append(key)
      current = procedure.step(key)?.next
    }
    return keys
  }
}

extension ProcedureStep {
  /// The turn that this step makes.
  public var turn: Turn { Turn(step: key, action: action, role: role) }
}

extension StepAction {
  /// The name of what is proved when the action is done; `error.*`, `portal.*` and `desk.*` texts and the API use it.
  public var evidenceName: String {
    switch self {
    case .receive: "accepted"
    case .check: "checked"
    case .approve: "approved"
    case .sign: "signed"
    case .number: "numbered"
    case .seal: "sealed"
    case .issue: "issued"
    case .returnResult: "returned"
    }
  }
}
