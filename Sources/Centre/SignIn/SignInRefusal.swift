public import Domain

/// What is still to be done before somebody who gave the right password is signed in.
public enum SignInStep: String, Sendable, CaseIterable {
  /// Give the one-time code.
  case code
  /// Choose a password in place of the one-time password.
  case password
  /// Set one-time codes up, which the installation demands.
  case enrol
}

/// Why somebody is not signed in.
public enum SignInRefusal: Refusal, Hashable {
  /// Name or password is wrong; which one is not told.
  case wrong
  /// Too many wrong passwords for this name from this place; try again later.
  case tooMany(minutes: Int)
  /// Many wrong passwords for this name from many places: give a one-time code as well, use a device that is known, or
  /// wait.
  case guarded(minutes: Int)
  /// The one-time code is wrong, or was used.
  case wrongCode
  /// There is no session, or it has ended.
  case ended
  /// The password was right, and something is still to be done.
  case unfinished(SignInStep)

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .wrong, .ended, .unfinished: .unauthenticated
    case .wrongCode: .invalid
    case .tooMany, .guarded: .tooMany
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .wrong: "error.sign-in.wrong"
    case .tooMany: "error.sign-in.too-many"
    case .guarded: "staff.error.guarded"
    case .wrongCode: "staff.error.wrong-code"
    case .ended: "error.sign-in.ended"
    case .unfinished: "staff.error.unfinished"
    }
  }

  /// The field.
  public var field: String? {
    switch self {
    case .wrong: "password"
    case .wrongCode, .guarded: "code"
    default: nil
    }
  }

  /// The values of the sentence.
  public var values: [String: String] {
    switch self {
    case .tooMany(let minutes), .guarded(let minutes): ["minutes": String(minutes)]
    default: [:]
    }
  }
}
