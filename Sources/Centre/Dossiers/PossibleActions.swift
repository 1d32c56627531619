import Domain

extension Centre {
  /// What an actor may do to a dossier now: asked of the same rules that decide when it is done, so that a page offers
  /// nothing that would be refused and hides nothing that would not.
  func possibleActions(
    _ decision: DossierDecision, _ actor: Actor, colleagues: [Colleague], _ calendar: WorkingCalendar, _ at: Instant
  ) -> [DossierAction] {
    DossierAction.allCases.filter { action in
      guard (try? mayAct(action, decision, actor)) != nil else { return false }
      if action == .reassign {
        let others = colleagues.filter { $0.id != decision.dossier.turn?.assignee?.id }
        return !others.isEmpty && fits { try decision.reassigned(to: nil, reason: "") }
      }
      return decision.allows(action, actor, calendar, at)
    }
  }
}

/// Whether a rule says yes.
private func fits(_ rule: () throws -> DossierChange) -> Bool { (try? rule()) != nil }

extension DossierDecision {
  /// Whether an action fits the dossier's state, whatever is filled in with it.
  fileprivate func allows(_ action: DossierAction, _ actor: Actor, _ calendar: WorkingCalendar, _ at: Instant) -> Bool {
    switch action {
    case .accept, .check, .work, .post, .approve, .sign, .number, .seal, .issue, .returnResult:
      guard let step = action.stepAction, let turn = try? turn(for: step) else { return false }
      let early = procedure.step(turn.step)?.outcomes?.contains { $0.early ?? false } ?? false
      return early || (waitsUntil(calendar).map { $0 <= at } ?? true)
    case .returnPart:
      return (try? turn(for: .returnResult)) != nil && waitingResults.count > 1
    case .sendBack: return !sendBackTargets.isEmpty
    case .takeBack: return canTakeBack(actor.reference)
    case .requestSupplement:
      return fits { try supplementRequested(items: [], until: at) }
    case .supplement: return dossier.state == .supplement
    case .pause: return fits { try paused(.other, reason: "") }
    case .resume: return dossier.state == .paused
    case .extend:
      return fits {
        try extended(workingDays: 1, reason: "", agreedInWriting: true, calendar: calendar, now: at)
      }
    case .prepareApology:
      return !dossier.state.isWaiting
        && fits { try apologyPrepared(reason: "", newDueAt: dossier.dueAt.adding(minutes: 1)) }
    case .refuse: return fits { try refused(reason: "") }
    case .withdraw: return fits { try withdrawn(reason: "") }
    case .stop: return fits { try stopped(reason: "", money: nil) }
    case .pay: return fits { try paid(amount: dossier.unpaid, method: .cash, receiptNumber: 0) }
    case .externalStatus: return fits { try externalStatusTold(code: "-", status: "", dueAt: nil) }
    case .reassign: return false
    }
  }

  /// The results that were not handed over yet.
  var waitingResults: [IssuedResult] {
    dossier.results.filter { !dossier.returnedTokens.contains($0.token) }
  }
}
