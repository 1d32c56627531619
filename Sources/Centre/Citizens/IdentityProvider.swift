public import Domain
public import Storage

/// A provider of OpenID Connect by which citizens sign in, such as VNeID or the National Portal.
public struct IdentityProvider: Sendable {
  /// A short name for addresses and rows: lower-case letters, digits and hyphens.
  public let id: String
  /// The name that people know.
  public let name: LocalizedText
  /// What the provider calls itself, exactly.
  public let issuer: OutsideAddress
  /// Who we are there.
  public let clientID: String
  /// The secret that shows it.
  let clientSecret: String
  /// The claim that tells the level.
  let levelClaim: String
  /// What the claim says for level 2; `2` when nothing else is known.
  let secondLevel: Set<String>
  /// How claims are named.
  let claims: ClaimPreset

  /// Describes a provider; `nil` when the identifier or the issuer can't be one, or the secret is empty.
  public init?(
    id: String, name: LocalizedText, issuer: String, clientID: String, clientSecret: String,
    levelClaim: String = "acr", secondLevel: [String] = ["2"], claims: ClaimPreset
  ) {
    guard (1...40).contains(id.utf8.count), id.utf8.allSatisfy({ Self.signs.contains($0) }),
      let address = OutsideAddress(issuer), !issuer.contains("?"), !clientID.isEmpty, !clientSecret.isEmpty
    else { return nil }
    self.id = id
    self.name = name
    self.issuer = address
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.levelClaim = levelClaim
    self.secondLevel = Set(secondLevel)
    self.claims = claims
  }

  /// Where the provider describes itself (OpenID Connect Discovery 1.0, 4).
  var documentAddress: OutsideAddress? {
    let base = issuer.text.hasSuffix("/") ? String(issuer.text.dropLast()) : issuer.text
    return OutsideAddress(base + "/.well-known/openid-configuration")
  }

  private static let signs = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
}

/// How a provider names what it knows of a person.
public enum ClaimPreset: String, Codable, Sendable {
  /// The National Portal's fields, such as `SoDinhDanh` and `HoVaTen`.
  case portal
  /// The standard's claims (OpenID Connect Core 1.0, 5.1), with the personal number as `personal_number`.
  case standard
}

extension Centre {
  /// A provider by its identifier.
  public func provider(_ id: String) throws(CitizenRefusal) -> IdentityProvider {
    guard let found = settings.providers.first(where: { $0.id == id }) else { throw .unknownProvider }
    return found
  }

  /// Where a provider sends people back to: one address each, so that an answer of one can't pass for another's.
  public func returnAddress(_ provider: IdentityProvider) -> String {
    "\(settings.publicURL)/dang-nhap/\(provider.id)/ve"
  }
}
