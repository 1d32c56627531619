public import Domain

/// Why an account is not kept, changed or given back.
public enum AccountRefusal: Refusal, Hashable {
  /// The actor administers no accounts.
  case notAdministrator
  /// There is no such account among those that the actor administers.
  case unknown
  /// Nobody changes their own account: somebody else must look.
  case own
  /// A password alone is given back by one administrator only to who also gives one-time codes.
  case needsTwo
  /// Nothing was proposed, or it is too long ago.
  case notProposed
  /// Who proposed it does not confirm it.
  case sameAdministrator
  /// One of the two was let in by the other, or both by a third, not long ago: it could be one person.
  case notIndependent

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .notAdministrator, .own, .sameAdministrator, .notIndependent: .forbidden
    case .unknown: .missing
    case .needsTwo, .notProposed: .conflict
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .notAdministrator: "staff.error.not-administrator"
    case .unknown: "staff.error.account-unknown"
    case .own: "staff.error.own-account"
    case .needsTwo: "staff.error.needs-two"
    case .notProposed: "staff.error.not-proposed"
    case .sameAdministrator: "staff.error.same-administrator"
    case .notIndependent: "staff.error.not-independent"
    }
  }
}
