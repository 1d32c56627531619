public import Domain
import Storage

extension Centre {
  /// Proposes to give an officer back the access that was lost: password, one-time codes and recovery codes. Nothing
  /// changes before a second administrator confirms it.
  ///
  /// - Throws: `AccountRefusal`; `InvalidInput` when no reason is given.
  public func proposeRecovery(of id: String, reason: String, by actor: Actor) async throws {
    let at = now()
    var check = FormCheck()
    let reason = check.take(PlainText.check(reason, field: "why", limit: 300))
    let problems = check.problems
    try await database.write { tx in
      let account = try self.othersAccount(id, for: .recoverAccess, actor, tx)
      guard let reason, problems.isEmpty else { throw InvalidInput(problems) }
      let by = actor.reference(as: .unitAdministrator)
      try tx.save(StaffRecovery(staff: id, at: at, proposer: by, reason: reason))
      try tx.append(.recoveryProposed, to: id, of: account.unit, ["reason": reason], by: by, at: at)
    }
  }

  /// Takes a proposal back; either administrator may.
  public func withdrawRecovery(of id: String, by actor: Actor) async throws {
    let at = now()
    try await database.write { tx in
      let account = try self.othersAccount(id, for: .recoverAccess, actor, tx)
      guard try tx.deleteRecovery(of: id) else { return }
      try tx.append(
        .recoveryWithdrawn, to: id, of: account.unit, by: actor.reference(as: .unitAdministrator), at: at)
    }
  }

  /// Confirms what another administrator proposed: the officer gets a one-time password, their one-time codes and
  /// recovery codes are forgotten, and their sessions end.
  ///
  /// - Throws: `AccountRefusal.sameAdministrator` for who proposed it, `.own` for the officer, `.notProposed`.
  public func confirmRecovery(of id: String, by actor: Actor) async throws -> IssuedPassword {
    let at = now()
    _ = try await database.read { tx in try self.recovery(of: id, confirmedBy: actor, at, tx) }
    let (password, hash) = try await newPassword()
    return try await database.write { tx in
      let (account, recovery) = try self.recovery(of: id, confirmedBy: actor, at, tx)
      try tx.deleteRecovery(of: id)
      try tx.deleteCode(of: id)
      let issued = try self.issue(password, hash, to: account, at, tx)
      try tx.append(
        .recoveryConfirmed, to: id, of: account.unit,
        ["reason": recovery.reason, "proposer": recovery.proposer.name], by: actor.reference(as: .unitAdministrator),
        at: at)
      return issued
    }
  }

  private func recovery(
    of id: String, confirmedBy actor: Actor, _ now: Instant, _ tx: Transaction
  ) throws -> (StaffAccount, StaffRecovery) {
    let account = try othersAccount(id, for: .recoverAccess, actor, tx)
    guard let recovery = try waiting(try tx.recovery(of: id), now) else { throw AccountRefusal.notProposed }
    guard recovery.proposer.id != actor.id else { throw AccountRefusal.sameAdministrator }
    guard try areIndependent(actor.id, recovery.proposer.id, now, tx) else { throw AccountRefusal.notIndependent }
    return (account, recovery)
  }

  /// Why an administrator does not confirm what waits for an account; `nil` when they may.
  func refusalToConfirm(_ id: String, _ actor: Actor, _ now: Instant, _ tx: Transaction) throws -> AccountRefusal? {
    do {
      _ = try recovery(of: id, confirmedBy: actor, now, tx)
      return nil
    } catch let refusal as AccountRefusal {
      return refusal
    }
  }

  /// Whether two administrators are two people, as far as it can be told: whoever makes an account knows its first
  /// password, and could be both.
  private func areIndependent(_ one: String, _ other: String, _ now: Instant, _ tx: Transaction) throws -> Bool {
    let since = now.adding(minutes: -Self.independentDays * 24 * 60)
    func letIn(_ staff: String) throws -> String? {
      var filter = StaffEventFilter()
      filter.staff = staff
      filter.since = since
      filter.limit = 1000
      let lettingIn: Set<StaffEvent.Name> = [.created, .passwordIssued, .recoveryConfirmed]
      return try tx.staffEvents(filter).first { lettingIn.contains($0.name) && $0.by.kind == .staff }?.by.id
    }
    let (first, second) = (try letIn(one), try letIn(other))
    return first != other && second != one && (first == nil || first != second)
  }
}
