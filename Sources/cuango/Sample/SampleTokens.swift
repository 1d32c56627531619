import Crypto
import Domain
import Foundation

/// Signs the sample provider's tokens with a key that is made at each start (ES256).
struct SampleTokens: Sendable {
  private let key = P256.Signing.PrivateKey()
  private let kid = UUID().uuidString

  /// The public key (RFC 7517).
  var keySet: [String: Any] {
    let point = Array(key.publicKey.rawRepresentation)
    return [
      "keys": [
        [
          "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": kid,
          "x": Base64URL.text(Array(point[0..<32])),
          "y": Base64URL.text(Array(point[32...])),
        ]
      ]
    ]
  }

  /// A signed token.
  func token(_ claims: [String: Any]) throws -> String {
    let head = try JSONSerialization.data(withJSONObject: ["alg": "ES256", "kid": kid, "typ": "JWT"])
    let body = try JSONSerialization.data(withJSONObject: claims)
    let signed = Base64URL.text(Array(head)) + "." + Base64URL.text(Array(body))
    let signature = try key.signature(for: Data(signed.utf8)).rawRepresentation
    return signed + "." + Base64URL.text(Array(signature))
  }
}
