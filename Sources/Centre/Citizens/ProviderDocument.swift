import Storage

/// What a provider tells of itself (OpenID Connect Discovery 1.0).
struct ProviderDocument: Hashable, Sendable {
  let authorization: OutsideAddress
  let token: OutsideAddress
  let keys: OutsideAddress
  let userinfo: OutsideAddress?
  let endSession: OutsideAddress?
  /// Whether the provider names itself in its answers, so that one without a name is not its own (RFC 9207).
  let namesIssuer: Bool
  /// Whether the secret goes into the form instead of a header.
  let secretInForm: Bool

  /// Reads a document; `nil` when it is not the provider's own or lacks what a sign-in needs.
  init?(_ claims: Claims, of provider: IdentityProvider) {
    // Only a provider on this very machine may send us to services on it.
    func address(_ name: String) -> OutsideAddress? {
      claims[name]?.text.flatMap(OutsideAddress.init).flatMap {
        $0.isLoopback && !provider.issuer.isLoopback ? nil : $0
      }
    }
    guard claims["issuer"]?.text == provider.issuer.text, let authorization = address("authorization_endpoint"),
      let token = address("token_endpoint"), let keys = address("jwks_uri")
    else { return nil }
    self.authorization = authorization
    self.token = token
    self.keys = keys
    userinfo = address("userinfo_endpoint")
    endSession = address("end_session_endpoint")
    namesIssuer = claims["authorization_response_iss_parameter_supported"] == .truth(true)
    let ways = claims["token_endpoint_auth_methods_supported"]?.texts ?? []
    secretInForm = !ways.isEmpty && !ways.contains("client_secret_basic") && ways.contains("client_secret_post")
  }
}
