import Domain
import Storage

/// A new password as typed.
public struct PasswordForm: Sendable {
  /// The present one; not asked for right after a one-time password was given.
  public var present: String
  /// The new one.
  public var chosen: String
  /// The new one again.
  public var again: String

  /// Takes what was typed.
  public init(present: String, chosen: String, again: String) {
    self.present = present
    self.chosen = chosen
    self.again = again
  }
}

extension Centre {
  /// Gives an officer the password that they chose. Their other sessions end, and this one goes on under another
  /// secret.
  ///
  /// - Throws: `InvalidInput` that names the field; `SignInRefusal.tooMany` after many wrong present passwords.
  public func changePassword(
    _ form: PasswordForm, _ visit: SessionVisit, place: SignInPlace
  ) async throws -> SignedIn {
    try visit.finished(except: .password)
    let now = now()
    let staff = visit.actor.id
    guard let account = try await database.read({ try $0.staff(id: staff) }) else { throw SignInRefusal.ended }
    let attempt = Attempt(
      "password|\(account.username)", at: place, device: KnownDevice(place.device, of: staff, key: key), key: key)
    var check = FormCheck()
    if account.oneTimeUntil == nil {
      try await database.write { try $0.count(attempt, isProved: true, now: now) }
      if try await fits(form.present, account.passwordHash) {
        try await database.write { try $0.wasRight(attempt) }
      } else {
        check.note(FieldProblem("present", "staff.error.present-password"))
      }
    }
    if let problem = Self.problem(of: form.chosen, username: account.username) {
      check.note(problem)
    } else if form.chosen != form.again {
      check.note(FieldProblem("again", "staff.error.passwords-differ"))
    } else if try await fits(form.chosen, account.passwordHash) {
      check.note(FieldProblem("chosen", "staff.error.same-password"))
    }
    guard check.problems.isEmpty else { throw InvalidInput(check.problems) }
    let hash = try await passwords.hash(form.chosen)
    let secret = Fingerprint.randomText()
    let step = try await database.write { tx -> SignInStep? in
      guard let account = try tx.staff(id: staff), let session = try tx.session(visit.hash) else {
        throw SignInRefusal.ended
      }
      let changed = account.with(passwordHash: hash, oneTimeUntil: .some(nil))
      try tx.save(changed)
      try tx.deleteSessions(of: staff, except: visit.hash)
      try tx.rotateSession(visit.hash, to: Fingerprint.of(secret), proved: session.proved)
      try tx.append(.passwordChanged, to: staff, of: account.unit, by: account.actor.reference, at: now)
      return try self.step(of: changed, proved: session.proved, tx)
    }
    return SignedIn(
      secret: secret, actor: visit.actor, step: step,
      device: step == nil ? KnownDevice.cookie(for: staff, key: key) : nil)
  }

  private func fits(_ password: String, _ hash: String) async throws -> Bool {
    let bounded = password.utf8.count <= PasswordHasher.limit ? password : ""
    return try await passwords.verify(bounded, hash: hash)
  }

  /// What is wrong with a password that somebody chose.
  static func problem(of password: String, username: String) -> FieldProblem? {
    if password.count < 10 || password.utf8.count > PasswordHasher.limit {
      return FieldProblem("chosen", "error.account.password")
    }
    let folded = SearchText.fold(password)
    if folded.contains(username) || Set(folded).count < 4 { return FieldProblem("chosen", "staff.error.easy-password") }
    return nil
  }
}
