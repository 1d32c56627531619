public import Domain

/// A signed-in officer's session, kept on the server; the cookie holds a secret of which only the hash is kept.
public struct Session: Hashable, Sendable {
  /// The SHA-256 of the cookie's secret.
  public let hash: String
  /// The account.
  public let staff: String
  /// When the officer signed in.
  public let startedAt: Instant
  /// When it was last used, to the minute.
  public let seenAt: Instant

  /// Describes a session.
  public init(hash: String, staff: String, startedAt: Instant, seenAt: Instant) {
    self.hash = hash
    self.staff = staff
    self.startedAt = startedAt
    self.seenAt = seenAt
  }
}

extension Transaction {
  /// Keeps a new session.
  public func insert(_ session: Session) throws {
    _ = try execute(
      """
      INSERT INTO session (hash, staff, started_at, seen_at)
      VALUES (\(session.hash), \(session.staff), \(session.startedAt), \(session.seenAt))
      """)
  }

  /// The session of a cookie's hash.
  public func session(_ hash: String) throws -> Session? {
    try row("SELECT * FROM session WHERE hash = \(hash)").map { row in
      Session(
        hash: try row.text("hash"), staff: try row.text("staff"), startedAt: try row.instant("started_at"),
        seenAt: try row.instant("seen_at"))
    }
  }

  /// Notes that a session was used.
  public func touchSession(_ hash: String, at: Instant) throws {
    _ = try execute("UPDATE session SET seen_at = \(at) WHERE hash = \(hash)")
  }

  /// Ends a session.
  public func deleteSession(_ hash: String) throws {
    _ = try execute("DELETE FROM session WHERE hash = \(hash)")
  }

  /// Forgets sessions that were not used since `before`.
  public func deleteSessions(unusedSince before: Instant) throws {
    _ = try execute("DELETE FROM session WHERE seen_at < \(before)")
  }
}
