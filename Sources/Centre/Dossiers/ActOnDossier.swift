public import Domain
import Storage

extension Centre {
  /// Does one action to one dossier, in one transaction.
  ///
  /// - Throws: `DossierRefusal`, `InvalidInput`, `IdempotencyRefusal`, `StorageError`.
  public func act(
    _ action: DossierAction, on code: DossierCode, _ act: DossierAct, by actor: Actor, key: IdempotencyKey
  ) async throws -> DossierActDone {
    let made = action == .issue ? try await makeResults(of: code, by: actor) : []
    let at = now()
    return try await once(key, scope: "act|\(actor.id)|\(code.rawValue)|\(action.rawValue)", at: at) { tx in
      let dossier = try self.dossier(code, for: actor, tx)
      if let seen = act.version, seen != dossier.version { throw DossierRefusal.changedMeanwhile }
      let decision = DossierDecision(dossier: dossier, procedure: try self.procedure(of: dossier))
      let role = try self.mayAct(action, decision, actor)
      // Who may not do it is told that, not what is missing.
      let act = try act.checked(for: action)
      let change = try self.change(action, decision, act, made, actor, at, tx)
      let assignee = dossier.turn?.assignee?.id
      let who =
        role == .leader
        ? actor.leading(dossier.reception.procedure, assignee: assignee) : actor.reference(as: role, assignee: assignee)
      let after = try self.append(change, to: dossier, by: who, at, tx)
      return DossierActDone(code: code, state: after.state, step: after.turn?.step, version: after.version)
    }
  }

  /// Why an actor's role does not let it do an action to a dossier as it stands; `nil` when it does.
  public func forbids(
    _ action: DossierAction, on code: DossierCode, by actor: Actor
  ) async throws -> DossierRefusal? {
    do {
      try await database.read { tx in
        let dossier = try self.dossier(code, for: actor, tx)
        let decision = DossierDecision(dossier: dossier, procedure: try self.procedure(of: dossier))
        _ = try self.mayAct(action, decision, actor)
      }
      return nil
    } catch let refusal as DossierRefusal where refusal.kind == .forbidden {
      return refusal
    } catch let refusal as DossierRefusal where refusal != .unknown {
      return nil
    }
  }

  /// Appends a change to a dossier, with what follows from it for what the office holds.
  func append(
    _ change: DossierChange, to dossier: Dossier, by actor: ActorReference, _ at: Instant, _ tx: Transaction
  ) throws -> Dossier {
    let event = DossierEvent(sequence: dossier.version + 1, at: at, actor: actor, change: change)
    var after = dossier
    after.apply(event)
    try tx.update(after, with: event)
    if after.state.isClosed && after.results.isEmpty { try releaseValues(of: after, tx) }
    return after
  }

  /// The role in which the actor may do it.
  func mayAct(_ action: DossierAction, _ decision: DossierDecision, _ actor: Actor) throws -> Role {
    let dossier = decision.dossier
    let reception = dossier.reception
    switch action {
    case .pay: return try role(of: actor, for: .takePayment, reception, otherwise: .receivingOfficer)
    case .supplement: return try role(of: actor, for: .supplementDossier, reception, otherwise: .receivingOfficer)
    case .withdraw: return try role(of: actor, for: .withdrawDossier, reception, otherwise: .receivingOfficer)
    case .externalStatus: return try role(of: actor, for: .tellExternalStatus, reception, otherwise: .specialist)
    case .takeBack:
      // Whose step it was is asked by the rule itself.
      let wanted = dossier.lastStep?.turn.role ?? .specialist
      let unit = (dossier.lastStep?.turn ?? dossier.turn)?.unit ?? reception.competentUnit
      guard role(of: actor, for: .takeBackStep, in: unit) != nil else { throw DossierRefusal.notYourRole(wanted) }
      return wanted
    case .reassign:
      guard let turn = dossier.turn else { throw DossierRefusal.closed }
      guard let held = role(of: actor, for: .reassignTurn, in: turn.unit, turn: turn.role) else {
        throw DossierRefusal.notYourRole(turn.role)
      }
      return held
    default: return try mayTakeTurn(action, decision, actor)
    }
  }

  /// The role by which the actor may do something to what its unit received or decides.
  private func role(
    of actor: Actor, for permission: Permission, _ reception: Reception, otherwise wanted: Role
  ) throws -> Role {
    let units = [reception.receivingUnit, reception.competentUnit]
    guard let held = units.lazy.compactMap({ role(of: actor, for: permission, in: $0) }).first else {
      throw DossierRefusal.notYourRole(wanted)
    }
    return held
  }

  private func mayTakeTurn(_ action: DossierAction, _ decision: DossierDecision, _ actor: Actor) throws -> Role {
    guard let turn = decision.dossier.turn else { throw DossierRefusal.closed }
    if let wanted = action.stepAction, turn.action != wanted {
      // Told apart from "not your role": the page that was looked at is old.
      throw DossierRefusal.notItsTurn(action: wanted, waiting: turn.action)
    }
    let signs = action == .sign && turn.unit == actor.unit && turn.role == .leader
    let authorised = signs && actor.signing(of: decision.dossier.reception.procedure)?.delegation.form == .authorised
    guard authorised || role(of: actor, for: .takeTurn, in: turn.unit, turn: turn.role) == turn.role else {
      throw DossierRefusal.notYourRole(turn.role)
    }
    if let assignee = turn.assignee, !actor.accounts.contains(assignee.id) {
      throw DossierRefusal.assignedToOther
    }
    return turn.role
  }

  private func change(
    _ action: DossierAction, _ decision: DossierDecision, _ act: DossierAct, _ made: [IssuedResult], _ actor: Actor,
    _ at: Instant, _ tx: Transaction
  ) throws -> DossierChange {
    let calendar = try calendar(for: decision.dossier.reception.competentUnit, tx)
    let reason = act.note ?? ""
    switch action {
    case .accept, .check, .work, .post, .approve, .sign, .seal:
      guard let stepAction = action.stepAction else { throw DossierRefusal.unknownAction }
      let answers = try stepAnswers(decision, act, at)
      return try decision.stepDone(
        stepAction, note: act.note, answers: answers, outcome: act.outcome, calendar: calendar, now: at)
    case .number: return try takeNumbers(decision, at, tx)
    case .issue: return try issue(made, decision, at, tx)
    case .returnResult:
      let turn = try decision.turn(for: .returnResult)
      return .stepDone(
        StepDone(
          step: turn.step, action: .returnResult, next: try decision.next(after: turn), note: act.note,
          collectedBy: act.collectedBy ?? decision.dossier.collector.name))
    case .returnPart:
      return try decision.partReturned(
        tokens: act.tokens ?? [], collectedBy: act.collectedBy ?? decision.dossier.collector.name)
    case .sendBack: return try decision.sentBack(to: StepKey(rawValue: act.to ?? ""), reason: reason)
    case .takeBack: return try decision.takenBack(by: actor.reference, reason: reason)
    case .reassign: return try decision.reassigned(to: try colleague(act.assignee, decision, tx), reason: reason)
    case .requestSupplement:
      let until =
        try day(act.until, at, tx)
        ?? calendar.deadline(
          .workingDays(DossierDecision.supplementDays), received: at
        ).dueAt
      return try decision.supplementRequested(items: act.items ?? [], until: until)
    case .supplement: return try supplement(decision, act, sentBy: actor.id, calendar, at, tx)
    case .pause:
      return try decision.paused(act.cause.flatMap(Pause.Cause.init(rawValue:)) ?? .other, reason: reason)
    case .resume: return try decision.resumed(calendar: calendar, now: at)
    case .extend:
      return try decision.extended(
        workingDays: act.workingDays ?? 0, reason: reason, agreedInWriting: act.agreedInWriting ?? false,
        calendar: calendar, now: at)
    case .prepareApology:
      return try decision.apologyPrepared(
        reason: reason,
        newDueAt: try day(act.until, at, tx) ?? newDueDate(of: decision.dossier, calendar))
    case .refuse: return try decision.refused(reason: reason)
    case .withdraw: return try decision.withdrawn(reason: reason)
    case .stop: return try decision.stopped(reason: reason, money: act.money)
    case .pay: return try takePayment(decision, act, at, tx)
    case .externalStatus:
      return try decision.externalStatusTold(
        code: act.externalCode, status: act.status ?? "", dueAt: try externalDueDate(act.until, decision.dossier))
    }
  }

  /// What was written down in the present step's form.
  private func stepAnswers(_ decision: DossierDecision, _ act: DossierAct, _ at: Instant) throws -> Answers {
    guard let turn = decision.dossier.turn, let form = decision.procedure.step(turn.step)?.form else {
      return Answers()
    }
    var check = FormCheck()
    // The outcome is known to the form's conditions: an objection asks for other things than none.
    var known = decision.dossier.answers
    known[turn.step.rawValue] = act.outcome ?? ""
    let answers = AnswersCheck(form: form, lists: catalogue.lists, today: at.date, prefix: "step")
      .checked(act.answers ?? [:], known: known, &check)
    guard check.problems.isEmpty else { throw InvalidInput(check.problems) }
    return answers
  }

  /// When the offices close on a day that was named without a time of day.
  private func endOfDay(_ date: CivilDate) -> Instant { .at(date, TimeOfDay(hour: 17, minute: 0)) }

  /// The end of the working day that was named; `nil` when none was.
  private func day(_ text: String?, _ at: Instant, _ tx: Transaction) throws -> Instant? {
    guard let text, !text.isEmpty else { return nil }
    var check = FormCheck()
    let date = check.date(text, field: "until", from: at.date, to: at.date.adding(days: 370))
    guard let date, check.problems.isEmpty else { throw InvalidInput(check.problems) }
    return endOfDay(date)
  }

  /// The moment when another system says that a dossier is due: as it is told, or the end of a day that was named.
  private func externalDueDate(_ text: String?, _ dossier: Dossier) throws -> Instant? {
    guard let text, !text.isEmpty else { return nil }
    if let moment = Instant(iso8601: text) { return moment }
    var check = FormCheck()
    let received = dossier.reception.receivedAt.date
    let date = check.date(text, field: "until", from: received, to: received.adding(days: 3650))
    guard let date, check.problems.isEmpty else { throw InvalidInput(check.problems) }
    return endOfDay(date)
  }

  private func colleague(
    _ id: String?, _ decision: DossierDecision, _ tx: Transaction
  ) throws -> ActorReference? {
    guard let id, !id.isEmpty, let turn = decision.dossier.turn else { return nil }
    guard let account = try tx.staff(id: id), account.active, account.unit == turn.unit,
      account.roles.contains(turn.role)
    else { throw DossierRefusal.assigneeUnknown }
    return account.actor.reference
  }

  private func takePayment(
    _ decision: DossierDecision, _ act: DossierAct, _ at: Instant, _ tx: Transaction
  ) throws -> DossierChange {
    // Decided before the number is taken, so that a refused payment takes none.
    let amount = act.amount ?? decision.dossier.unpaid
    _ = try decision.paid(amount: amount, method: .cash, receiptNumber: 0)
    return try decision.paid(
      amount: amount, method: Payment.Method(rawValue: act.method ?? "") ?? .cash,
      receiptNumber: try nextFeeReceipt(decision.dossier, at, tx))
  }

  /// The running number of the unit's fee receipts in the year.
  func nextFeeReceipt(_ dossier: Dossier, _ at: Instant, _ tx: Transaction) throws -> Int {
    try tx.nextNumber(in: "fee-receipt|\(dossier.reception.receivingUnit.rawValue)|\(at.date.year)")
  }

  /// Gives back the values that a dossier held which ended without a result.
  private func releaseValues(of dossier: Dossier, _ tx: Transaction) throws {
    for field in try procedure(of: dossier).form?.fields ?? [] {
      guard let kind = field.uniqueIn, !dossier.answers[field.key].isEmpty else { continue }
      let value = SearchText.fold(dossier.answers[field.key])
      let unit = dossier.reception.competentUnit
      guard try tx.holder(of: value, kind: kind, unit: unit) == dossier.reception.code else { continue }
      try tx.release(value, kind: kind, unit: unit)
    }
  }
}
