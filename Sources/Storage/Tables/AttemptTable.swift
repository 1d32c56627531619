public import Domain

/// Attempts to guess a secret, counted for all processes. A subject is a keyed hash: the table names nobody.
extension Transaction {
  /// How often it was tried in vain, and when last. Whoever asks holds the row until the end of the transaction, and
  /// makes it where there is none, so that attempts at the same time are counted one after the other.
  public func attempts(_ subject: String, now: Instant) throws -> (failures: Int, lastAt: Instant)? {
    _ = try execute(
      """
      INSERT INTO attempt (subject, failures, last_at) VALUES (\(subject), 0, \(now))
      ON CONFLICT (subject) DO UPDATE SET failures = attempt.failures
      """)
    return try row("SELECT failures, last_at FROM attempt WHERE subject = \(subject)").map {
      (try $0.int("failures"), try $0.instant("last_at"))
    }
  }

  /// Counts an attempt; what was counted before `since` is forgotten.
  public func countAttempt(_ subject: String, at: Instant, since: Instant) throws {
    _ = try execute(
      """
      INSERT INTO attempt (subject, failures, last_at) VALUES (\(subject), 1, \(at))
      ON CONFLICT (subject) DO UPDATE SET
        failures = CASE WHEN attempt.last_at < \(since) THEN 1 ELSE attempt.failures + 1 END,
        last_at = excluded.last_at
      """)
  }

  /// Takes one attempt back, which was right.
  public func uncountAttempt(_ subject: String) throws {
    _ = try execute("UPDATE attempt SET failures = failures - 1 WHERE subject = \(subject) AND failures > 0")
  }

  /// Forgets the attempts at a subject.
  public func forgetAttempts(_ subject: String) throws {
    _ = try execute("DELETE FROM attempt WHERE subject = \(subject)")
  }

  /// Forgets what was counted before a moment.
  public func forgetAttempts(before: Instant) throws {
    _ = try execute("DELETE FROM attempt WHERE last_at < \(before)")
  }
}
