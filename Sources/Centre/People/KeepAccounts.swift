public import Domain
import Storage

/// A new account as typed.
public struct AccountForm: Codable, Hashable, Sendable {
  /// The name to sign in with.
  public var username: String?
  /// The officer's name.
  public var name: String?
  /// The post.
  public var post = PostForm()

  /// An empty form.
  public init() {}
}

/// A one-time password, shown once to who issued it.
public struct IssuedPassword: Sendable {
  /// The account.
  public let staff: String
  /// The officer's name.
  public let name: String
  /// The name to sign in with.
  public let username: String
  /// The password, in groups.
  public let password: String
  /// Until when it can be used.
  public let until: Instant
}

extension Centre {
  /// Makes an account with a one-time password, which must be changed at the first sign-in.
  ///
  /// - Throws: `AccountRefusal.notAdministrator`; `InvalidInput` that names the field.
  public func createAccount(_ form: AccountForm, by actor: Actor) async throws -> IssuedPassword {
    guard actor.kind == .staff, actor.may(.keepAccounts) else { throw AccountRefusal.notAdministrator }
    let at = now()
    var check = FormCheck()
    let username = SearchText.fold(form.username ?? "")
    if !Self.canBeUsername(username) { check.note(FieldProblem("username", "staff.error.username")) }
    let name = check.take(PersonName.check(form.name ?? "", field: "name"))
    let post = form.post.checked(number: 1, centre: self, actor, today: at.date, &check)
    let checked = check
    let (password, hash) = try await newPassword()
    let until = at.adding(minutes: Self.oneTimeDays * 24 * 60)
    return try await database.write { tx in
      var check = checked
      if try tx.staff(username: username) != nil { check.note(FieldProblem("username", "staff.error.username-taken")) }
      guard let name, let post, check.problems.isEmpty else { throw InvalidInput(check.problems) }
      let account = StaffAccount(
        id: "staff:" + Fingerprint.randomText().prefix(16), username: username, name: name, post: post,
        passwordHash: hash, oneTimeUntil: until)
      try tx.save(account)
      _ = try tx.turnHeld(on: at.date)
      var facts = post.facts
      facts["username"] = username
      facts["name"] = name
      try tx.append(.created, to: account.id, of: post.unit, facts, by: actor.reference(as: .unitAdministrator), at: at)
      return IssuedPassword(staff: account.id, name: name, username: username, password: password, until: until)
    }
  }

  /// Issues a one-time password to an officer who forgot theirs. One administrator can do so for who also gives one-time
  /// codes: the administrator then can't sign in in the officer's name. For others it takes two (`proposeRecovery`).
  public func issuePassword(to id: String, by actor: Actor) async throws -> IssuedPassword {
    let at = now()
    _ = try await database.read { tx in try self.othersAccount(id, for: .keepAccounts, actor, tx) }
    let (password, hash) = try await newPassword()
    return try await database.write { tx in
      let account = try self.othersAccount(id, for: .keepAccounts, actor, tx)
      guard try tx.code(of: id)?.confirmedAt != nil else { throw AccountRefusal.needsTwo }
      let issued = try self.issue(password, hash, to: account, at, tx)
      try tx.append(
        .passwordIssued, to: id, of: account.unit, by: actor.reference(as: .unitAdministrator), at: at)
      return issued
    }
  }

  /// Closes an account, or opens it again. Whoever is closed out is signed out at once.
  public func setAccount(_ id: String, active: Bool, reason: String, by actor: Actor) async throws {
    let at = now()
    var check = FormCheck()
    let reason = check.take(PlainText.check(reason, field: "reason", limit: 200))
    let problems = check.problems
    try await database.write { tx in
      let account = try self.othersAccount(id, for: .keepAccounts, actor, tx)
      guard let reason, problems.isEmpty else { throw InvalidInput(problems) }
      guard account.active != active else { return }
      try tx.save(account.with(active: active))
      if !active { try tx.deleteSessions(of: id) }
      try tx.append(
        active ? .activated : .deactivated, to: id, of: account.unit, ["reason": reason],
        by: actor.reference(as: .unitAdministrator), at: at)
    }
  }

  /// Ends all sessions of a colleague; answers how many.
  @discardableResult
  public func endSessions(of id: String, by actor: Actor) async throws -> Int {
    let at = now()
    return try await database.write { tx in
      let account = try self.othersAccount(id, for: .keepAccounts, actor, tx)
      let ended = try tx.deleteSessions(of: id)
      try tx.append(
        .sessionsEnded, to: id, of: account.unit, ["count": String(ended)],
        by: actor.reference(as: .unitAdministrator), at: at)
      return ended
    }
  }

  /// A one-time password and its hash.
  func newPassword() async throws -> (password: String, hash: String) {
    let password = ReadableSecret.printed(ReadableSecret.random())
    return (password, try await passwords.hash(password))
  }

  /// Puts a one-time password in place of the one that an officer had, and ends what was opened with that.
  func issue(
    _ password: String, _ hash: String, to account: StaffAccount, _ at: Instant, _ tx: Transaction
  ) throws -> IssuedPassword {
    let until = at.adding(minutes: Self.oneTimeDays * 24 * 60)
    try tx.save(account.with(passwordHash: hash, oneTimeUntil: until))
    try tx.deleteSessions(of: account.id)
    return IssuedPassword(
      staff: account.id, name: account.name, username: account.username, password: password, until: until)
  }

  /// Letters without diacritics, digits, points, hyphens: what a person types on any keyboard.
  private static func canBeUsername(_ text: String) -> Bool {
    (2...60).contains(text.utf8.count)
      && text.utf8.allSatisfy { sign in
        (97...122).contains(sign) || (48...57).contains(sign) || [45, 46, 95].contains(sign)
      }
  }
}
