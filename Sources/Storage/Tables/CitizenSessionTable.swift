public import Domain

/// A signed-in citizen's session, kept on the server; the cookie holds a secret of which only the hash is kept.
public struct CitizenSession: Hashable, Sendable {
  /// The SHA-256 of the cookie's secret.
  public let hash: String
  /// The citizen.
  public let citizen: String
  /// The provider that vouches.
  public let provider: String
  /// The provider's identifier of the person.
  public let subject: String
  /// The provider's identifier of its own session, when it tells one.
  public let sid: String?
  /// The level at which the person was identified.
  public let level: IdentityLevel
  /// The token, which the provider wants to see again at the end.
  public let idToken: String
  /// When the citizen signed in.
  public let startedAt: Instant
  /// When it was last used, to the minute.
  public let seenAt: Instant

  /// Describes a session.
  public init(
    hash: String, citizen: String, provider: String, subject: String, sid: String?, level: IdentityLevel,
    idToken: String, startedAt: Instant, seenAt: Instant
  ) {
    self.hash = hash
    self.citizen = citizen
    self.provider = provider
    self.subject = subject
    self.sid = sid
    self.level = level
    self.idToken = idToken
    self.startedAt = startedAt
    self.seenAt = seenAt
  }
}

extension Transaction {
  /// Keeps a new session.
  public func insert(_ session: CitizenSession) throws {
    _ = try execute(
      """
      INSERT INTO citizen_session (hash, citizen, provider, subject, sid, level, id_token, started_at, seen_at)
      VALUES (\(session.hash), \(session.citizen), \(session.provider), \(session.subject), \(session.sid),
        \(session.level.rawValue), \(session.idToken), \(session.startedAt), \(session.seenAt))
      """)
  }

  /// The session of a cookie's hash.
  public func citizenSession(_ hash: String) throws -> CitizenSession? {
    guard let row = try row("SELECT * FROM citizen_session WHERE hash = \(hash)"),
      let level = IdentityLevel(rawValue: try row.int("level"))
    else { return nil }
    return CitizenSession(
      hash: hash, citizen: try row.text("citizen"), provider: try row.text("provider"),
      subject: try row.text("subject"), sid: try row.textIfPresent("sid"), level: level,
      idToken: try row.text("id_token"), startedAt: try row.instant("started_at"), seenAt: try row.instant("seen_at"))
  }

  /// Notes that a session was used.
  public func touchCitizenSession(_ hash: String, at: Instant) throws {
    _ = try execute("UPDATE citizen_session SET seen_at = \(at) WHERE hash = \(hash)")
  }

  /// Ends a session.
  public func deleteCitizenSession(_ hash: String) throws {
    _ = try execute("DELETE FROM citizen_session WHERE hash = \(hash)")
  }

  /// Ends the sessions that a provider names by its own session, its person, or both; answers how many.
  public func deleteCitizenSessions(provider: String, subject: String?, sid: String?) throws -> Int {
    var conditions: [SQL] = ["provider = \(provider)"]
    if let subject { conditions.append("subject = \(subject)") }
    if let sid { conditions.append("sid = \(sid)") }
    guard conditions.count > 1 else { return 0 }
    return try execute("DELETE FROM citizen_session WHERE \(SQL.joined(conditions, separator: " AND "))")
  }

  /// Forgets sessions that were not used since `before`.
  public func deleteCitizenSessions(unusedSince before: Instant) throws {
    _ = try execute("DELETE FROM citizen_session WHERE seen_at < \(before)")
  }

  /// Notes that a provider's logout token came, and forgets those of before `before`; `false` when it came already.
  public func takeLogoutToken(provider: String, idHash: String, at: Instant, forgetting before: Instant) throws -> Bool
  {
    _ = try execute("DELETE FROM logout_token WHERE at < \(before)")
    return try execute(
      """
      INSERT INTO logout_token (provider, id_hash, at) VALUES (\(provider), \(idHash), \(at))
      ON CONFLICT (provider, id_hash) DO NOTHING
      """) == 1
  }
}
