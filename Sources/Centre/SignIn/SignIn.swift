public import Domain
import Logging
import Storage

/// Why somebody is not signed in.
public enum SignInRefusal: Refusal, Hashable {
  /// Name or password is wrong; which one is not told.
  case wrong
  /// Too many wrong passwords for this name from this place; try again later.
  case tooMany(minutes: Int)
  /// There is no session, or it has ended.
  case ended

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .wrong, .ended: .unauthenticated
    case .tooMany: .tooMany
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .wrong: "error.sign-in.wrong"
    case .tooMany: "error.sign-in.too-many"
    case .ended: "error.sign-in.ended"
    }
  }

  /// The field.
  public var field: String? { self == .wrong ? "password" : nil }

  /// The values of the sentence.
  public var values: [String: String] {
    if case .tooMany(let minutes) = self { ["minutes": String(minutes)] } else { [:] }
  }
}

/// How long sessions last.
public enum SessionLimits {
  /// Unused for this many minutes, a session ends.
  public static let idleMinutes = 60
  /// A session ends after this many minutes at the latest.
  public static let absoluteMinutes = 12 * 60
}

extension Centre {
  /// Signs an officer in and answers the secret for the cookie, of which only the hash is kept.
  ///
  /// - Parameter place: where the attempt comes from (the client's address), so that guessing can be slowed without
  ///   locking the officer out
  ///   elsewhere.
  public func signIn(username: String, password: String, place: String) async throws -> (secret: String, actor: Actor) {
    let username = SearchText.fold(String(username.prefix(100)))
    let now = now()
    let attempt = "\(username)|\(place)"
    if let minutes = signInThrottle.minutesToWait(attempt, now: now) { throw SignInRefusal.tooMany(minutes: minutes) }
    let account = try await database.read { try $0.staff(username: username) }
    // The same work for an unknown name, so that time tells nothing about which names exist.
    let hash = account?.passwordHash ?? Self.nobodysHash
    let bounded = password.utf8.count <= PasswordHasher.limit ? password : ""
    let fits = try await passwords.verify(bounded, hash: hash)
    guard let account, account.active, fits else {
      signInThrottle.failed(attempt, now: now)
      logger.notice("sign-in refused")
      throw SignInRefusal.wrong
    }
    signInThrottle.succeeded(attempt)
    let secret = Fingerprint.randomText()
    let session = Session(hash: Fingerprint.of(secret), staff: account.id, startedAt: now, seenAt: now)
    try await database.write { tx in
      try tx.deleteSessions(unusedSince: now.adding(minutes: -SessionLimits.absoluteMinutes))
      try tx.insert(session)
    }
    return (secret, account.actor)
  }

  /// The officer whose session a cookie's secret opens; `nil` when there is none or it has ended.
  public func actor(sessionSecret: String) async throws -> Actor? {
    guard sessionSecret.utf8.count <= 100 else { return nil }
    let hash = Fingerprint.of(sessionSecret)
    let now = now()
    let found = try await database.read { tx -> (Session, StaffAccount, [StaffAccount])? in
      guard let session = try tx.session(hash), let account = try tx.staff(id: session.staff), account.active else {
        return nil
      }
      return (session, account, try tx.covered(by: account.id, on: now.date))
    }
    guard let (session, account, covered) = found,
      now.minutes(since: session.seenAt) < SessionLimits.idleMinutes,
      now.minutes(since: session.startedAt) < SessionLimits.absoluteMinutes
    else { return nil }
    if now.minutes(since: session.seenAt) >= 1 {
      try await database.write { try $0.touchSession(hash, at: now) }
    }
    return account.actor(covering: covered)
  }

  /// Ends a session.
  public func signOut(sessionSecret: String) async throws {
    let hash = Fingerprint.of(String(sessionSecret.prefix(100)))
    try await database.write { try $0.deleteSession(hash) }
  }

  /// A hash that no password fits.
  private static let nobodysHash =
    "$argon2id$v=19$m=65536,t=3,p=1$Y3VhbmdvLW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
}
