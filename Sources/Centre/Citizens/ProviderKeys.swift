import Domain
import JWTKit

/// The keys by which a provider signs (RFC 7517): RSA keys for RS256 and P-256 keys for ES256, all else is left out.
struct ProviderKeys: Sendable {
  enum Algorithm: String, Sendable {
    case rs256 = "RS256"
    case es256 = "ES256"
  }

  private struct Key: Sendable {
    let kid: String?
    let algorithm: Algorithm
    let collection: JWTKeyCollection
  }

  /// A set with more keys than this is none.
  private static let most = 50
  private let keys: [Key]

  private init(_ keys: [Key]) { self.keys = keys }

  /// Reads a set of keys; `nil` when it is none.
  static func read(_ bytes: [UInt8]) async -> ProviderKeys? {
    guard case .list(let list)? = Claims.read(bytes)?["keys"], list.count <= most else { return nil }
    var keys: [Key] = []
    for case .object(let values) in list { if let key = await key(Claims(values)) { keys.append(key) } }
    return ProviderKeys(keys)
  }

  private static func key(_ claims: Claims) async -> Key? {
    guard claims["use"]?.text ?? "sig" == "sig" else { return nil }
    let told = claims["alg"]?.text
    let kid = claims["kid"]?.text
    // Each key stands alone, so that a token can be checked with no other than the one that was chosen for it.
    switch claims["kty"]?.text {
    case "RSA" where told ?? "RS256" == "RS256":
      guard let modulus = claims["n"]?.text, let exponent = claims["e"]?.text, modulus.utf8.count <= 1400,
        exponent.utf8.count <= 12,
        let key = try? Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
      else { return nil }
      return Key(
        kid: kid, algorithm: .rs256, collection: await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256))
    case "EC" where told ?? "ES256" == "ES256" && claims["crv"]?.text == "P-256":
      guard let x = claims["x"]?.text, let y = claims["y"]?.text, x.utf8.count <= 100, y.utf8.count <= 100,
        let key = try? ES256PublicKey(parameters: (x, y))
      else { return nil }
      return Key(kid: kid, algorithm: .es256, collection: await JWTKeyCollection().add(ecdsa: key))
    default: return nil
    }
  }

  /// The keys that a token of this header may be signed with; none when there is no key of that name. A token without a
  /// name is taken only where one key fits.
  func fitting(_ header: TokenHeader) -> JWTKeyCollection? {
    let fitting = keys.filter { $0.algorithm == header.algorithm && (header.kid == nil || $0.kid == header.kid) }
    return fitting.count == 1 || header.kid != nil ? fitting.first?.collection : nil
  }
}

/// The head of a token, before anything of it is believed.
struct TokenHeader: Hashable, Sendable {
  let algorithm: ProviderKeys.Algorithm
  let kid: String?
  let type: String?

  /// The most bytes of a token.
  static let limit = 16 * 1024

  /// Reads the head.
  ///
  /// - Throws: `TokenFault.malformed` or `.algorithm`.
  init(of token: String) throws(TokenFault) {
    let parts = token.prefix(Self.limit + 1).split(separator: ".", omittingEmptySubsequences: false)
    guard token.utf8.count <= Self.limit, parts.count == 3, let bytes = Base64URL.bytes(String(parts[0])),
      let head = Claims.read(bytes)
    else { throw .malformed }
    // An extension that must be understood is not (RFC 7515, 4.1.11).
    guard head["crit"] == nil else { throw .malformed }
    guard let algorithm = head["alg"]?.text.flatMap(ProviderKeys.Algorithm.init) else { throw .algorithm }
    self.algorithm = algorithm
    kid = head["kid"]?.text
    type = head["typ"]?.text?.lowercased()
  }
}
