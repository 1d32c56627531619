public import Domain

/// By what an officer's one-time codes are checked.
public struct StaffCode: Hashable, Sendable {
  /// The account.
  public let staff: String
  /// The secret, sealed.
  public let secret: String
  /// When it was made.
  public let begunAt: Instant
  /// When the officer showed that the app has it; `nil` before that.
  public let confirmedAt: Instant?
  /// The step of time of the last code that was taken: none of it or of before is taken again.
  public let lastStep: Int

  /// Describes it.
  public init(staff: String, secret: String, begunAt: Instant, confirmedAt: Instant? = nil, lastStep: Int = 0) {
    self.staff = staff
    self.secret = secret
    self.begunAt = begunAt
    self.confirmedAt = confirmedAt
    self.lastStep = lastStep
  }
}

extension Transaction {
  /// Keeps a secret in place of the one before.
  public func save(_ code: StaffCode) throws {
    _ = try execute(
      """
      INSERT INTO staff_code (staff, secret, begun_at, confirmed_at, last_step)
      VALUES (\(code.staff), \(code.secret), \(code.begunAt), \(code.confirmedAt), \(code.lastStep))
      ON CONFLICT (staff) DO UPDATE SET secret = excluded.secret, begun_at = excluded.begun_at,
        confirmed_at = excluded.confirmed_at, last_step = excluded.last_step
      """)
  }

  /// What an officer's codes are checked by; `nil` when none was made.
  public func code(of staff: String) throws -> StaffCode? {
    try row("SELECT * FROM staff_code WHERE staff = \(staff)").map { row in
      StaffCode(
        staff: try row.text("staff"), secret: try row.text("secret"), begunAt: try row.instant("begun_at"),
        confirmedAt: try row.instantIfPresent("confirmed_at"), lastStep: try row.int("last_step"))
    }
  }

  /// The accounts that give one-time codes.
  public func staffWithCodes() throws -> Set<String> {
    Set(try rows("SELECT staff FROM staff_code WHERE confirmed_at IS NOT NULL").map { try $0.text("staff") })
  }

  /// Takes the code of a step of time, unless one of it or of a later one was taken; answers whether it did.
  public func takeStep(_ step: Int, of staff: String) throws -> Bool {
    try execute("UPDATE staff_code SET last_step = \(step) WHERE staff = \(staff) AND last_step < \(step)") == 1
  }

  /// Forgets an officer's secret and recovery codes.
  public func deleteCode(of staff: String) throws {
    _ = try execute("DELETE FROM staff_code WHERE staff = \(staff)")
    _ = try execute("DELETE FROM recovery_code WHERE staff = \(staff)")
  }

  /// Keeps the hashes of new recovery codes in place of those of before.
  public func saveRecoveryCodes(_ hashes: [String], of staff: String) throws {
    _ = try execute("DELETE FROM recovery_code WHERE staff = \(staff)")
    for hash in hashes { _ = try execute("INSERT INTO recovery_code (hash, staff) VALUES (\(hash), \(staff))") }
  }

  /// How many recovery codes are left.
  public func recoveryCodesLeft(of staff: String) throws -> Int {
    try row("SELECT COUNT(*) AS count FROM recovery_code WHERE staff = \(staff) AND used_at IS NULL")?.int("count") ?? 0
  }

  /// Uses a recovery code; answers whether it was there and not used.
  public func useRecoveryCode(_ hash: String, of staff: String, at: Instant) throws -> Bool {
    try execute(
      "UPDATE recovery_code SET used_at = \(at) WHERE hash = \(hash) AND staff = \(staff) AND used_at IS NULL") == 1
  }
}
