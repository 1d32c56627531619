public import Domain

/// Why a citizen is not signed in.
public enum CitizenRefusal: Refusal, Hashable {
  /// There is no such provider here.
  case unknownProvider
  /// The provider does not answer, or not in a way that can be used.
  case unavailable
  /// Too many sign-ins are under way.
  case tooMany
  /// The sign-in was not begun in this browser, came back already, or took too long.
  case state
  /// The person did not agree at the provider.
  case declined
  /// The provider's answer is not what it must be, or another provider's.
  case answer
  /// The provider does not take the code.
  case code
  /// The provider's token is not what it must be.
  case token(TokenFault)
  /// There is no session, or it has ended.
  case ended

  /// What kind of "no" it is. That a provider is down is no fault of ours, so it is never `unavailable`.
  public var kind: RefusalKind {
    switch self {
    case .unknownProvider: .missing
    case .unavailable: .conflict
    case .tooMany: .tooMany
    case .state, .declined, .answer, .code, .token: .forbidden
    case .ended: .unauthenticated
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .unknownProvider: "citizen.error.unknown-provider"
    case .unavailable: "citizen.error.unavailable"
    case .tooMany: "citizen.error.too-many"
    case .state: "citizen.error.state"
    case .declined: "citizen.error.declined"
    case .answer, .code, .token: "citizen.error.not-trusted"
    case .ended: "citizen.error.ended"
    }
  }

  /// For the log: what was wrong, without anything of the person's.
  public var reason: String {
    switch self {
    case .token(let fault): "token: \(fault.rawValue)"
    default: "\(self)"
    }
  }
}

/// What is wrong with a provider's token.
public enum TokenFault: String, Error, Hashable, Sendable {
  /// It is no token, or larger than one may be.
  case malformed
  /// It is signed in a way that is not taken: neither RS256 nor ES256.
  case algorithm
  /// The provider has no such key.
  case key
  /// The signature is wrong.
  case signature
  /// Another provider's.
  case issuer
  /// For somebody else.
  case audience
  /// Given to somebody else.
  case party
  /// Its time is over.
  case expired
  /// Its time has not come.
  case notYet
  /// It was made long ago.
  case stale
  /// It does not belong to this sign-in.
  case nonce
  /// It names nobody.
  case subject
  /// It was not given with this access token.
  case accessToken
  /// It is a token of another kind.
  case kind
  /// It came before.
  case replayed
}
