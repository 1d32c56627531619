import Domain
import Storage

extension Centre {
  /// Takes the one-time code, or a recovery code, of somebody who gave the right password. The session goes on under
  /// another secret.
  ///
  /// - Throws: `SignInRefusal.wrongCode`, `.tooMany`, `.guarded`; `.ended` when no code is waited for.
  public func passCode(_ typed: String, sessionSecret: String, place: SignInPlace) async throws -> SignedIn {
    guard let visit = try await visit(sessionSecret: sessionSecret, browser: place.browser), visit.step == .code else {
      throw SignInRefusal.ended
    }
    let now = now()
    let staff = visit.actor.id
    let device = KnownDevice(place.device, of: staff, key: key)
    let attempt = Attempt("code|\(staff)", at: place, device: device, key: key)
    // Counted in a transaction of its own, which stays when the code is wrong.
    try await database.write { try $0.count(attempt, isProved: false, now: now) }
    let secret = Fingerprint.randomText()
    let step = try await database.write { tx -> SignInStep? in
      guard let account = try tx.staff(id: staff), try self.take(typed, of: account, now, tx) else {
        throw SignInRefusal.wrongCode
      }
      try tx.wasRight(attempt)
      try tx.rotateSession(visit.hash, to: Fingerprint.of(secret), proved: true)
      try tx.noteSignIn(staff, at: now)
      return try self.step(of: account, proved: true, tx)
    }
    return SignedIn(
      secret: secret, actor: visit.actor, step: step,
      device: step == nil ? KnownDevice.cookie(for: staff, key: key) : nil)
  }

  /// Whether what was typed is a one-time code of the officer that was not used yet, or a recovery code; it is used up
  /// by that.
  func take(_ typed: String, of account: StaffAccount, _ now: Instant, _ tx: Transaction) throws -> Bool {
    guard let code = try tx.code(of: account.id), code.confirmedAt != nil else { return false }
    if let digits = OneTimeCode.read(typed) {
      guard let secret = key.open(code.secret, of: account.id),
        let step = OneTimeCode.step(of: digits, secret: secret, seconds: now.seconds)
      else { return false }
      return try tx.takeStep(step, of: account.id)
    }
    guard let recovery = ReadableSecret.read(typed),
      try tx.useRecoveryCode(Fingerprint.of(recovery), of: account.id, at: now)
    else { return false }
    let left = try tx.recoveryCodesLeft(of: account.id)
    try tx.append(
      .recoveryCodeUsed, to: account.id, of: account.unit, ["left": String(left)], by: account.actor.reference, at: now)
    return true
  }
}

extension Instant {
  /// Whole seconds since 1970.
  var seconds: Int { Int(milliseconds / 1000) }
}
