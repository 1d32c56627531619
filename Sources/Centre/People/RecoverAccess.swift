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
    return (account, recovery)
  }
}
