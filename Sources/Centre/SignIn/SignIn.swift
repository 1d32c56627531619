public import Domain
import Logging
import Storage

/// How long sessions last.
public enum SessionLimits {
  /// Unused for this many minutes, a session ends.
  public static let idleMinutes = 60
  /// A session ends after this many minutes at the latest.
  public static let absoluteMinutes = 12 * 60
}

/// What somebody got who gave the right password.
public struct SignedIn: Sendable {
  /// The secret for the session's cookie, of which only the hash is kept.
  public let secret: String
  /// The officer.
  public let actor: Actor
  /// What is still to be done; `nil` when the officer is signed in.
  public let step: SignInStep?
  /// The secret for the device's cookie, once everything that is asked for was given.
  public let device: String?
}

extension Centre {
  /// Signs an officer in with a password, and with a one-time code where one is given along with it. The session is
  /// always a new one; the one that the browser had is ended.
  ///
  /// - Parameters:
  ///   - code: a one-time code or recovery code, asked for along with the password when a name is being guessed at.
  ///   - former: the secret of the session that the browser had.
  /// - Throws: `SignInRefusal`.
  public func signIn(
    username: String, password: String, code: String? = nil, place: SignInPlace, former: String? = nil
  ) async throws -> SignedIn {
    let username = SearchText.fold(String(username.prefix(100)))
    let now = now()
    let account = try await database.read { try $0.staff(username: username) }
    let device = account.flatMap { KnownDevice(place.device, of: $0.id, key: key) }
    let attempt = Attempt("password|\(username)", at: place, device: device, key: key)
    // A password that was issued has 65 random bits: it can't be guessed, and its holder must not be kept out.
    let isIssued = account?.oneTimeUntil.map { $0 > now } ?? false
    let typedCode = code.flatMap { $0.isEmpty ? nil : $0 }
    let isProved = isIssued || typedCode != nil
    try await database.write { try $0.count(attempt, isProved: isProved, now: now) }
    let found = try await checked(account, password, now)
    // Asked whether the password was right or not, so that time tells nothing about it.
    let codeAttempt = typedCode.map { _ in
      Attempt(found.map { "code|\($0.id)" } ?? "code|nobody|\(username)", at: place, device: device, key: key)
    }
    let mayTry = try await counted(codeAttempt, isProved: found == nil, now)
    let proves = try await proves(typedCode, account, now) && mayTry
    guard let account = found, proves else {
      logger.notice("sign-in refused")
      throw SignInRefusal.wrong
    }
    let proved = typedCode != nil
    let right = [attempt] + (codeAttempt.map { [$0] } ?? [])
    return try await open(account, proved: proved, right: right, place: place, former: former, now)
  }

  /// The account, when the password is right and the officer may act today.
  private func checked(_ account: StaffAccount?, _ password: String, _ now: Instant) async throws -> StaffAccount? {
    var typed = password.utf8.count <= PasswordHasher.limit ? password : ""
    if account?.oneTimeUntil != nil { typed = ReadableSecret.read(typed).map(ReadableSecret.printed) ?? typed }
    // The same work for an unknown name, so that time tells nothing about which names exist.
    let fits = try await passwords.verify(typed, hash: account?.passwordHash ?? Self.nobodysHash)
    guard let account, account.mayAct(on: now.date), fits, account.oneTimeUntil.map({ $0 > now }) ?? true else {
      return nil
    }
    return account
  }

  /// Counts an attempt at the code that was given along with the password: whoever knows the password guesses codes no
  /// faster here than after it. When there were too many, the code is taken for wrong, and nothing more is told: another
  /// answer would tell that the password is right.
  private func counted(_ attempt: Attempt?, isProved: Bool, _ now: Instant) async throws -> Bool {
    guard let attempt else { return true }
    do {
      try await database.write { try $0.count(attempt, isProved: isProved, now: now) }
      return true
    } catch is SignInRefusal {
      return false
    }
  }

  /// Whether a code that was given along with the password is right. Where none was, nothing is wrong with it; where
  /// the officer has no codes, nothing fits: whoever guesses learns nothing about the password.
  private func proves(_ code: String?, _ account: StaffAccount?, _ now: Instant) async throws -> Bool {
    guard let code else { return true }
    return try await database.write { tx in
      guard let account else { return try tx.takeStep(0, of: "") }
      return try self.take(code, of: account, now, tx)
    }
  }

  private func open(
    _ account: StaffAccount, proved: Bool, right: [Attempt], place: SignInPlace, former: String?, _ now: Instant
  ) async throws -> SignedIn {
    let secret = Fingerprint.randomText()
    let session = Session(
      hash: Fingerprint.of(secret), id: String(Fingerprint.randomText().prefix(16)), staff: account.id, startedAt: now,
      seenAt: now, browser: place.browserHash, device: place.deviceKind, place: place.network, proved: proved)
    let step = try await database.write { tx -> SignInStep? in
      for attempt in right { try tx.wasRight(attempt) }
      try tx.forgetAttempts(before: now.adding(minutes: -AttemptLimits.nameMemory))
      try tx.deleteSessions(unusedSince: now.adding(minutes: -SessionLimits.absoluteMinutes))
      if let former { try tx.deleteSession(Fingerprint.of(String(former.prefix(100)))) }
      try tx.insert(session)
      let step = try self.step(of: account, proved: proved, tx)
      if step != .code { try tx.noteSignIn(account.id, at: now) }
      return step
    }
    return SignedIn(
      secret: secret, actor: account.actor, step: step,
      device: step == nil ? KnownDevice.cookie(for: account.id, key: key) : nil)
  }

  /// What an officer must still do who gave the right password.
  func step(of account: StaffAccount, proved: Bool, _ tx: Transaction) throws -> SignInStep? {
    let hasCode = try tx.code(of: account.id)?.confirmedAt != nil
    if hasCode && !proved { return .code }
    if account.oneTimeUntil != nil { return .password }
    if !hasCode && !settings.codeRoles.isDisjoint(with: account.roles) { return .enrol }
    return nil
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
