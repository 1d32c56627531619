public import Domain
import Storage

/// Who comes with a session's cookie.
public struct SessionVisit: Sendable {
  /// The officer.
  public let actor: Actor
  /// What must still be done before anything else; `nil` when the officer is signed in.
  public let step: SignInStep?
  /// Whether one-time codes are asked for at sign-in.
  public let hasCode: Bool
  /// Whether the officer is urged to set one-time codes up.
  public var isUrged: Bool { !hasCode && !actor.roles.isDisjoint(with: Role.urgedToGiveCodes) }
  /// What the session is told apart by.
  public let session: String
  /// The hash of the session's secret.
  let hash: String
  /// The name to sign in with.
  public let username: String

  /// Asks that nothing is still to be done, but for what is done now.
  func finished(except doing: SignInStep? = nil) throws(SignInRefusal) {
    if let step, step != doing { throw .unfinished(step) }
  }
}

extension Centre {
  /// Who comes with the secret of a session's cookie, from a browser that calls itself `browser`; `nil` when there is no
  /// such session, when it has ended, or when it was opened with another browser.
  public func visit(sessionSecret: String, browser: String = "") async throws -> SessionVisit? {
    guard sessionSecret.utf8.count <= 100 else { return nil }
    let hash = Fingerprint.of(sessionSecret)
    let now = now()
    let found = try await database.read { tx -> (Session, SessionVisit)? in
      guard let session = try tx.session(hash), let account = try tx.staff(id: session.staff),
        account.mayAct(on: now.date), session.isOpen(at: now), session.browser == Fingerprint.of(browser)
      else { return nil }
      let actor = account.actor(
        covering: try tx.covered(by: account.id, on: now.date), signing: try tx.signings(of: account.id, on: now.date))
      let visit = SessionVisit(
        actor: actor, step: try self.step(of: account, proved: session.proved, tx),
        hasCode: try tx.code(of: account.id)?.confirmedAt != nil, session: session.id, hash: hash,
        username: account.username)
      return (session, visit)
    }
    guard let (session, visit) = found else { return nil }
    if now.minutes(since: session.seenAt) >= 1 {
      try await database.write { try $0.touchSession(hash, at: now) }
    }
    return visit
  }

  /// The officer whose session a cookie's secret opens; `nil` when there is none, or something is still to be done.
  public func actor(sessionSecret: String, browser: String = "") async throws -> Actor? {
    guard let visit = try await visit(sessionSecret: sessionSecret, browser: browser), visit.step == nil else {
      return nil
    }
    return visit.actor
  }
}

extension Session {
  /// Whether it has neither been left unused for too long nor lasted too long.
  func isOpen(at now: Instant) -> Bool {
    now.minutes(since: seenAt) < SessionLimits.idleMinutes
      && now.minutes(since: startedAt) < SessionLimits.absoluteMinutes
  }
}
