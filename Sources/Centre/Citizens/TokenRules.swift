import Crypto
import Domain
import Foundation

/// What a provider's token must say, once its signature is known to be right.
struct TokenRules: Sendable {
  let issuer: String
  let clientID: String
  let now: Instant

  /// By how many seconds clocks may differ.
  static let skew = 60.0
  /// How many seconds ago a token may have been made that comes straight from the provider.
  static let age = 600.0

  /// Checks the token of a sign-in (OpenID Connect Core 1.0, 3.1.3.7).
  ///
  /// - Parameter nonce: what this sign-in asked to be repeated.
  /// - Returns: the provider's identifier of the person.
  func checkIDToken(
    _ claims: Claims, _ header: TokenHeader, nonce: String, accessToken: String?
  ) throws(TokenFault) -> String {
    guard [nil, "jwt"].contains(header.type), claims["events"] == nil else { throw .kind }
    try checkParties(claims)
    try checkTimes(claims, mustExpire: true)
    guard let told = claims["nonce"]?.text, Fingerprint.same(told, nonce) else { throw .nonce }
    if let hash = claims["at_hash"]?.text {
      guard let accessToken, Fingerprint.same(hash, Self.halfHash(accessToken)) else { throw .accessToken }
    }
    return try subject(claims)
  }

  /// Checks a token by which the provider ends sessions (OpenID Connect Back-Channel Logout 1.0, 2.6).
  func checkLogoutToken(
    _ claims: Claims, _ header: TokenHeader
  ) throws(TokenFault) -> (id: String, subject: String?, sid: String?) {
    guard [nil, "jwt", "logout+jwt"].contains(header.type), case .object(let events)? = claims["events"],
      case .object? = events["http://schemas.openid.net/event/backchannel-logout"]
    else { throw .kind }
    try checkParties(claims)
    try checkTimes(claims, mustExpire: false)
    // With one it could be a sign-in's token.
    guard claims.values["nonce"] == nil else { throw .nonce }
    guard let id = claims["jti"]?.text, (1...255).contains(id.utf8.count) else { throw .malformed }
    let sid = claims["sid"]?.text
    if sid != nil && claims["sub"] == nil { return (id, nil, sid) }
    return (id, try subject(claims), sid)
  }

  private func subject(_ claims: Claims) throws(TokenFault) -> String {
    guard let subject = claims["sub"]?.text, (1...255).contains(subject.utf8.count) else { throw .subject }
    return subject
  }

  private func checkParties(_ claims: Claims) throws(TokenFault) {
    guard claims["iss"]?.text == issuer else { throw .issuer }
    let audience = claims["aud"]?.texts ?? []
    guard audience.contains(clientID) else { throw .audience }
    if let party = claims["azp"] {
      guard party.text == clientID else { throw .party }
    } else if audience.count > 1 {
      throw .party
    }
  }

  private func checkTimes(_ claims: Claims, mustExpire: Bool) throws(TokenFault) {
    let now = Double(now.milliseconds) / 1000
    if let end = claims["exp"] {
      guard let end = end.seconds, end > now - Self.skew else { throw .expired }
    } else if mustExpire {
      throw .expired
    }
    guard let made = claims["iat"]?.seconds, made <= now + Self.skew else { throw .notYet }
    guard made >= now - Self.age - Self.skew else { throw .stale }
    if let begin = claims["nbf"] {
      guard let begin = begin.seconds, begin <= now + Self.skew else { throw .notYet }
    }
  }

  /// The first half of the hash of an access token; both algorithms that are taken have SHA-256.
  private static func halfHash(_ token: String) -> String {
    Base64URL.text(Array(SHA256.hash(data: Data(token.utf8)).prefix(16)))
  }
}
