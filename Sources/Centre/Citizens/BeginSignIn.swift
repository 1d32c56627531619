import Crypto
public import Domain
import Foundation
import Storage

/// Where a browser is sent to sign in.
public struct SignInSent: Sendable {
  /// The provider's address with all that it asks for.
  public let address: String
  /// The secret that binds the sign-in to the browser, for a cookie.
  public let browserSecret: String
}

extension Centre {
  /// For how many minutes a sign-in may be under way.
  public static let signInMinutes = 10
  /// How many sign-ins may be under way at once.
  static let signInsUnderWay = 20_000

  /// Begins a sign-in: keeps what must fit when it comes back, and answers where to go.
  ///
  /// - Parameters:
  ///   - back: the page to go back to, on this site.
  ///   - browserSecret: the secret of the browser's cookie, when it has one already.
  ///   - language: what the provider's page should be read in.
  public func beginSignIn(
    at id: String, back: String, browserSecret: String?, language: Language
  ) async throws -> SignInSent {
    let provider = try provider(id)
    let now = now()
    let document = try await providerMemory.document(of: provider, now: now)
    let browser = browserSecret.flatMap { $0.utf8.count == 43 ? $0 : nil } ?? Fingerprint.randomText()
    let (state, nonce, verifier) = (Fingerprint.randomText(), Fingerprint.randomText(), Fingerprint.randomText())
    let flow = SignInFlow(
      stateHash: Fingerprint.of(state), browserHash: Fingerprint.of(browser), provider: id, nonce: nonce,
      verifier: verifier, back: back, at: now)
    try await database.write { tx in
      let underWay = try tx.tidySignInFlows(begunBefore: now.adding(minutes: -Self.signInMinutes))
      guard underWay < Self.signInsUnderWay else { throw CitizenRefusal.tooMany }
      try tx.insert(flow)
    }
    let challenge = Base64URL.text(Array(SHA256.hash(data: Data(verifier.utf8))))
    let address = document.authorization.adding([
      ("response_type", "code"), ("client_id", provider.clientID), ("redirect_uri", returnAddress(provider)),
      ("scope", provider.claims == .standard ? "openid profile phone address" : "openid"), ("state", state),
      ("nonce", nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
      ("ui_locales", language.rawValue),
    ])
    return SignInSent(address: address, browserSecret: browser)
  }
}
