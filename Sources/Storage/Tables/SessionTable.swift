public import Domain

/// A signed-in officer's session, kept on the server; the cookie holds a secret of which only the hash is kept.
public struct Session: Hashable, Sendable {
  /// The SHA-256 of the cookie's secret.
  public let hash: String
  /// What it is told apart by, which opens nothing.
  public let id: String
  /// The account.
  public let staff: String
  /// When the officer signed in.
  public let startedAt: Instant
  /// When it was last used, to the minute.
  public let seenAt: Instant
  /// The SHA-256 of what the browser calls itself; another browser can't use the session.
  public let browser: String
  /// The kind of device, `browser|system`.
  public let device: String
  /// From where, to the network only.
  public let place: String
  /// Whether a one-time code was given.
  public let proved: Bool

  /// Describes a session.
  public init(
    hash: String, id: String, staff: String, startedAt: Instant, seenAt: Instant, browser: String, device: String,
    place: String, proved: Bool
  ) {
    self.hash = hash
    self.id = id
    self.staff = staff
    self.startedAt = startedAt
    self.seenAt = seenAt
    self.browser = browser
    self.device = device
    self.place = place
    self.proved = proved
  }
}

extension Transaction {
  /// Keeps a new session.
  public func insert(_ session: Session) throws {
    _ = try execute(
      """
      INSERT INTO session (hash, id, staff, started_at, seen_at, browser, device, place, proved)
      VALUES (\(session.hash), \(session.id), \(session.staff), \(session.startedAt), \(session.seenAt),
        \(session.browser), \(session.device), \(session.place), \(session.proved))
      """)
  }

  /// The session of a cookie's hash.
  public func session(_ hash: String) throws -> Session? {
    try row("SELECT * FROM session WHERE hash = \(hash)").map(Session.init(row:))
  }

  /// The sessions of an officer that were used since a moment, the latest first.
  public func sessions(of staff: String, usedSince: Instant) throws -> [Session] {
    try rows("SELECT * FROM session WHERE staff = \(staff) AND seen_at > \(usedSince) ORDER BY seen_at DESC, id")
      .map(Session.init(row:))
  }

  /// Notes that a session was used.
  public func touchSession(_ hash: String, at: Instant) throws {
    _ = try execute("UPDATE session SET seen_at = \(at) WHERE hash = \(hash)")
  }

  /// Gives a session another secret; the one of before opens nothing any more.
  public func rotateSession(_ hash: String, to next: String, proved: Bool) throws {
    _ = try execute("UPDATE session SET hash = \(next), proved = \(proved) WHERE hash = \(hash)")
  }

  /// Ends a session.
  public func deleteSession(_ hash: String) throws {
    _ = try execute("DELETE FROM session WHERE hash = \(hash)")
  }

  /// Ends one session of an officer.
  public func deleteSession(id: String, of staff: String) throws {
    _ = try execute("DELETE FROM session WHERE id = \(id) AND staff = \(staff)")
  }

  /// Ends the sessions of an officer, all but one; answers how many.
  @discardableResult
  public func deleteSessions(of staff: String, except hash: String? = nil) throws -> Int {
    try execute("DELETE FROM session WHERE staff = \(staff) AND hash <> \(hash ?? "")")
  }

  /// Forgets sessions that were not used since `before`.
  public func deleteSessions(unusedSince before: Instant) throws {
    _ = try execute("DELETE FROM session WHERE seen_at < \(before)")
  }
}

extension Session {
  fileprivate init(row: Row) throws {
    self.init(
      hash: try row.text("hash"), id: try row.text("id"), staff: try row.text("staff"),
      startedAt: try row.instant("started_at"), seenAt: try row.instant("seen_at"), browser: try row.text("browser"),
      device: try row.text("device"), place: try row.text("place"), proved: try row.int("proved") == 1)
  }
}
