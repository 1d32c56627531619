/// What was done to an officer's account, by whom and when. It is never changed, and the journal seals it.
public struct StaffEvent: Hashable, Sendable {
  /// What was done.
  public enum Name: String, Codable, Hashable, Sendable, CaseIterable {
    /// The account was made.
    case created
    /// A post was given, changed or ended: title, roles, unit, days.
    case postGiven = "post-given"
    /// A post began or ended because its day had come.
    case postTurned = "post-turned"
    /// The account may not sign in any more.
    case deactivated
    /// The account may sign in again.
    case activated
    /// A one-time password was issued.
    case passwordIssued = "password-issued"
    /// The officer chose a password.
    case passwordChanged = "password-changed"
    /// One-time codes are asked for at sign-in from now on.
    case codeEnrolled = "code-enrolled"
    /// One-time codes are not asked for any more.
    case codeRemoved = "code-removed"
    /// New recovery codes were made.
    case recoveryCodesMade = "recovery-codes-made"
    /// A recovery code was used in place of a one-time code.
    case recoveryCodeUsed = "recovery-code-used"
    /// An administrator proposed to give back access that was lost.
    case recoveryProposed = "recovery-proposed"
    /// The proposal was taken back.
    case recoveryWithdrawn = "recovery-withdrawn"
    /// A second administrator confirmed it.
    case recoveryConfirmed = "recovery-confirmed"
    /// An administrator ended the officer's sessions.
    case sessionsEnded = "sessions-ended"
    /// The officer may sign in somebody's place.
    case delegated
    /// Signing in somebody's place has ended before its time.
    case delegationEnded = "delegation-ended"
  }

  /// The account.
  public let staff: String
  /// Its place among the account's events, from 1.
  public let sequence: Int
  /// When.
  public let at: Instant
  /// The unit that the account belonged to.
  public let unit: UnitCode
  /// What was done.
  public let name: Name
  /// What of: `title`, `roles`, `reason` and the like. Never a secret.
  public let facts: [String: String]
  /// Who did it, with name and title of that time.
  public let by: ActorReference

  /// Describes an event.
  public init(
    staff: String, sequence: Int, at: Instant, unit: UnitCode, name: Name, facts: [String: String],
    by: ActorReference
  ) {
    self.staff = staff
    self.sequence = sequence
    self.at = at
    self.unit = unit
    self.name = name
    self.facts = facts
    self.by = by
  }
}
