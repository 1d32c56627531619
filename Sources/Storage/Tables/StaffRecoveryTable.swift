public import Domain

/// A proposal to give an officer back the access that was lost, which waits for a second administrator.
public struct StaffRecovery: Hashable, Sendable {
  /// The account.
  public let staff: String
  /// When it was proposed.
  public let at: Instant
  /// Who proposed it.
  public let proposer: ActorReference
  /// Why.
  public let reason: String

  /// Describes a proposal.
  public init(staff: String, at: Instant, proposer: ActorReference, reason: String) {
    self.staff = staff
    self.at = at
    self.proposer = proposer
    self.reason = reason
  }
}

extension Transaction {
  /// Keeps a proposal in place of one of before.
  public func save(_ recovery: StaffRecovery) throws {
    let proposer = try JSONText.encodeSorted(recovery.proposer)
    _ = try execute(
      """
      INSERT INTO staff_recovery (staff, at, proposer, reason)
      VALUES (\(recovery.staff), \(recovery.at), \(proposer), \(recovery.reason))
      ON CONFLICT (staff) DO UPDATE SET at = excluded.at, proposer = excluded.proposer, reason = excluded.reason
      """)
  }

  /// The proposal that waits for an account.
  public func recovery(of staff: String) throws -> StaffRecovery? {
    try row("SELECT * FROM staff_recovery WHERE staff = \(staff)").map { row in
      StaffRecovery(
        staff: try row.text("staff"), at: try row.instant("at"),
        proposer: try JSONText.decode(ActorReference.self, from: try row.text("proposer")),
        reason: try row.text("reason"))
    }
  }

  /// Ends a proposal; answers whether there was one, so that of two who confirm it only one does.
  @discardableResult
  public func deleteRecovery(of staff: String) throws -> Bool {
    try execute("DELETE FROM staff_recovery WHERE staff = \(staff)") == 1
  }
}
