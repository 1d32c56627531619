public import Domain
import Foundation
import Storage

/// How an officer's one-time codes stand.
public struct CodeState: Sendable {
  /// Whether they are asked for at sign-in.
  public let isConfirmed: Bool
  /// The secret in base 32, and what an app's camera reads, while the app has not shown that it has it.
  public let offered: (secret: String, address: String)?
  /// How many recovery codes are left.
  public let recoveryCodes: Int
  /// Whether the installation demands them of this officer.
  public let isDemanded: Bool
}

/// Why one-time codes are not changed.
public enum CodeRefusal: Refusal, Hashable {
  /// The installation demands them of the officer's role.
  case demanded
  /// They are in use already.
  case confirmedAlready
  /// They were not set up.
  case notBegun

  /// It does not fit the present state.
  public var kind: RefusalKind { .conflict }
  /// The sentence.
  public var textKey: String {
    switch self {
    case .demanded: "staff.error.code-demanded"
    case .confirmedAlready: "staff.error.code-confirmed"
    case .notBegun: "staff.error.code-not-begun"
    }
  }
}

extension Centre {
  /// The name under which an app shows the codes.
  private static let issuer = "Cửa Ngõ"
  /// How many recovery codes are made at once.
  public static let recoveryCodes = 10

  /// How the codes of an officer stand.
  public func readCodeState(_ visit: SessionVisit) async throws -> CodeState {
    let staff = visit.actor.id
    let (code, left) = try await database.read { (try $0.code(of: staff), try $0.recoveryCodesLeft(of: staff)) }
    var offered: (secret: String, address: String)?
    if let code, code.confirmedAt == nil, let secret = key.open(code.secret, of: staff) {
      offered = (Base32.text(secret), Self.address(secret, username: visit.username))
    }
    return CodeState(
      isConfirmed: code?.confirmedAt != nil, offered: offered, recoveryCodes: left,
      isDemanded: demandsCode(of: visit.actor))
  }

  /// Whether an officer must give one-time codes.
  public func demandsCode(of actor: Actor) -> Bool { !settings.codeRoles.isDisjoint(with: actor.roles) }

  /// What an app reads (the `otpauth` scheme that authenticator apps share).
  static func address(_ secret: [UInt8], username: String) -> String {
    func escaped(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "!"..."~")))
        ?? ""
    }
    return
      "otpauth://totp/\(escaped(issuer)):\(escaped(username))?secret=\(Base32.text(secret))&issuer=\(escaped(issuer))"
      + "&algorithm=SHA1&digits=\(OneTimeCode.digits)&period=\(OneTimeCode.period)"
  }

  /// Makes a new secret, which counts once the app has shown that it has it.
  public func beginCode(_ visit: SessionVisit) async throws {
    try visit.finished(except: .enrol)
    let staff = visit.actor.id
    let secret = Array(SecretKey.randomBytes().prefix(OneTimeCode.secretLength))
    let sealed = try key.seal(secret, of: staff)
    let now = now()
    try await database.write { tx in
      if try tx.code(of: staff)?.confirmedAt != nil { throw CodeRefusal.confirmedAlready }
      try tx.save(StaffCode(staff: staff, secret: sealed, begunAt: now))
    }
  }

  /// Asks for codes from now on: the app has shown that it has the secret.
  ///
  /// - Returns: the session's new secret, and the recovery codes, which are shown once and kept as hashes.
  /// - Throws: `SignInRefusal.wrongCode`, `.tooMany`; `CodeRefusal`.
  public func confirmCode(
    _ typed: String, _ visit: SessionVisit, place: SignInPlace
  ) async throws -> (session: SignedIn, recoveryCodes: [String]) {
    try visit.finished(except: .enrol)
    let now = now()
    let staff = visit.actor.id
    let attempt = Attempt(
      "code|\(staff)", at: place, device: KnownDevice(place.device, of: staff, key: key), key: key)
    try await database.write { try $0.count(attempt, isProved: true, now: now) }
    let codes = Self.newRecoveryCodes()
    let secret = Fingerprint.randomText()
    let step = try await database.write { tx -> SignInStep? in
      guard let account = try tx.staff(id: staff), let code = try tx.code(of: staff) else { throw CodeRefusal.notBegun }
      if code.confirmedAt != nil { throw CodeRefusal.confirmedAlready }
      guard let digits = OneTimeCode.read(typed), let shared = self.key.open(code.secret, of: staff),
        let step = OneTimeCode.step(of: digits, secret: shared, seconds: now.seconds)
      else { throw SignInRefusal.wrongCode }
      try tx.wasRight(attempt)
      try tx.save(
        StaffCode(staff: staff, secret: code.secret, begunAt: code.begunAt, confirmedAt: now, lastStep: step))
      try tx.saveRecoveryCodes(codes.map(Fingerprint.of), of: staff)
      try tx.append(.codeEnrolled, to: staff, of: account.unit, by: account.actor.reference, at: now)
      // Other sessions are asked for a code when they are used next.
      try tx.rotateSession(visit.hash, to: Fingerprint.of(secret), proved: true)
      return try self.step(of: account, proved: true, tx)
    }
    let session = SignedIn(
      secret: secret, actor: visit.actor, step: step,
      device: step == nil ? KnownDevice.cookie(for: staff, key: key) : nil)
    return (session, codes.map(ReadableSecret.printed))
  }

  /// Makes new recovery codes in place of those that are left, for who gives a one-time code.
  public func renewRecoveryCodes(
    _ typed: String, _ visit: SessionVisit, place: SignInPlace
  ) async throws -> [String] {
    let codes = Self.newRecoveryCodes()
    try await withCode(typed, visit, place) { account, now, tx in
      try tx.saveRecoveryCodes(codes.map(Fingerprint.of), of: account.id)
      try tx.append(.recoveryCodesMade, to: account.id, of: account.unit, by: account.actor.reference, at: now)
    }
    return codes.map(ReadableSecret.printed)
  }

  /// Asks for no codes any more, for who gives one.
  public func removeCode(_ typed: String, _ visit: SessionVisit, place: SignInPlace) async throws {
    guard !demandsCode(of: visit.actor) else { throw CodeRefusal.demanded }
    try await withCode(typed, visit, place) { account, now, tx in
      try tx.deleteCode(of: account.id)
      try tx.append(.codeRemoved, to: account.id, of: account.unit, by: account.actor.reference, at: now)
    }
  }

  private func withCode(
    _ typed: String, _ visit: SessionVisit, _ place: SignInPlace,
    _ body: @escaping @Sendable (StaffAccount, Instant, Transaction) throws -> Void
  ) async throws {
    try visit.finished()
    let now = now()
    let staff = visit.actor.id
    let attempt = Attempt(
      "code|\(staff)", at: place, device: KnownDevice(place.device, of: staff, key: key), key: key)
    try await database.write { try $0.count(attempt, isProved: true, now: now) }
    try await database.write { tx in
      guard let account = try tx.staff(id: staff), try self.take(typed, of: account, now, tx) else {
        throw SignInRefusal.wrongCode
      }
      try tx.wasRight(attempt)
      try body(account, now, tx)
    }
  }

  private static func newRecoveryCodes() -> [String] { (0..<recoveryCodes).map { _ in ReadableSecret.random() } }
}

extension Centre {
  /// Gives an account a secret that is known beforehand, confirmed: for a sample that can be tried out.
  ///
  /// - Throws: `AccountRefusal.unknown`.
  public func keepCode(username: String, secret: [UInt8]) async throws {
    let at = now()
    try await database.write { tx in
      guard let account = try tx.staff(username: username) else { throw AccountRefusal.unknown }
      let sealed = try self.key.seal(secret, of: account.id)
      try tx.save(StaffCode(staff: account.id, secret: sealed, begunAt: at, confirmedAt: at))
      try tx.append(
        .codeEnrolled, to: account.id, of: account.unit, by: Actor.program(in: account.unit).reference, at: at)
    }
  }
}
