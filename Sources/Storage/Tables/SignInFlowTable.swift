public import Domain

/// A sign-in that was sent to a provider and has not come back: what must fit when it does.
public struct SignInFlow: Hashable, Sendable {
  /// The SHA-256 of the state that the provider hands back.
  public let stateHash: String
  /// The SHA-256 of the cookie of the browser that began.
  public let browserHash: String
  /// The provider it was sent to.
  public let provider: String
  /// What the token must repeat.
  public let nonce: String
  /// What proves to the provider that the code is asked for by who began (RFC 7636).
  public let verifier: String
  /// The page to go back to.
  public let back: String
  /// When it began.
  public let at: Instant

  /// Describes a sign-in under way.
  public init(
    stateHash: String, browserHash: String, provider: String, nonce: String, verifier: String, back: String, at: Instant
  ) {
    self.stateHash = stateHash
    self.browserHash = browserHash
    self.provider = provider
    self.nonce = nonce
    self.verifier = verifier
    self.back = back
    self.at = at
  }
}

extension Transaction {
  /// Keeps a sign-in that begins.
  public func insert(_ flow: SignInFlow) throws {
    _ = try execute(
      """
      INSERT INTO sign_in_flow (state_hash, browser_hash, provider, nonce, verifier, back, at)
      VALUES (\(flow.stateHash), \(flow.browserHash), \(flow.provider), \(flow.nonce), \(flow.verifier), \(flow.back),
        \(flow.at))
      """)
  }

  /// Takes a sign-in out, once only; `nil` when there is none, or another browser began it.
  public func takeSignInFlow(stateHash: String, browserHash: String) throws -> SignInFlow? {
    guard
      let row = try row(
        "SELECT * FROM sign_in_flow WHERE state_hash = \(stateHash) AND browser_hash = \(browserHash)")
    else { return nil }
    let flow = SignInFlow(
      stateHash: stateHash, browserHash: browserHash, provider: try row.text("provider"), nonce: try row.text("nonce"),
      verifier: try row.text("verifier"), back: try row.text("back"), at: try row.instant("at"))
    // Of two that come at once only one finds it to delete.
    return try execute("DELETE FROM sign_in_flow WHERE state_hash = \(stateHash)") == 1 ? flow : nil
  }

  /// Forgets sign-ins that began before a moment, and answers how many are under way.
  public func tidySignInFlows(begunBefore before: Instant) throws -> Int {
    _ = try execute("DELETE FROM sign_in_flow WHERE at < \(before)")
    return try row("SELECT COUNT(*) AS number FROM sign_in_flow")?.int("number") ?? 0
  }
}
