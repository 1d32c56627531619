import Domain
import JWTKit
import Storage

/// What is known of the providers: their descriptions and keys, asked for when they are needed and kept for a while.
public actor ProviderMemory {
  /// How long a description and keys are kept.
  private static let minutes = 60
  /// How often within a minute keys are asked for anew because a token names one that is not known.
  private static let renewals = 5

  private var documents: [String: (document: ProviderDocument, at: Instant)] = [:]
  private var keys: [String: (keys: ProviderKeys, at: Instant)] = [:]
  private var renewed: [String: [Instant]] = [:]

  /// Knows nothing yet.
  public init() {}

  /// What a provider tells of itself.
  func document(of provider: IdentityProvider, now: Instant) async throws(CitizenRefusal) -> ProviderDocument {
    if let known = documents[provider.id], Self.isFresh(known.at, now) { return known.document }
    guard let address = provider.documentAddress,
      let claims = Claims.read(try await Self.fetch(address)), let document = ProviderDocument(claims, of: provider)
    else { throw .unavailable }
    documents[provider.id] = (document, now)
    return document
  }

  /// What a token says whose signature is right.
  ///
  /// - Throws: `CitizenRefusal.token`, or `.unavailable` when the keys can't be had.
  func verified(
    _ token: String, _ header: TokenHeader, of provider: IdentityProvider, now: Instant
  ) async throws(CitizenRefusal) -> Claims {
    let document = try await document(of: provider, now: now)
    var collection: JWTKeyCollection?
    if let known = keys[provider.id], Self.isFresh(known.at, now) { collection = known.keys.fitting(header) }
    if collection == nil {
      // A key that is not known may be new: the provider is asked once, and not for ever by tokens that somebody makes up.
      guard mayRenew(provider.id, now) else { throw .token(.key) }
      guard let read = await ProviderKeys.read(try await Self.fetch(document.keys)) else { throw .unavailable }
      keys[provider.id] = (read, now)
      collection = read.fitting(header)
    }
    guard let collection else { throw .token(.key) }
    do {
      return try await collection.verify(token, as: Claims.self)
    } catch {
      throw .token(.signature)
    }
  }

  private func mayRenew(_ provider: String, _ now: Instant) -> Bool {
    let recent = (renewed[provider] ?? []).filter { now.milliseconds - $0.milliseconds < 60_000 }
    guard recent.count < Self.renewals else { return false }
    renewed[provider] = recent + [now]
    return true
  }

  private static func isFresh(_ at: Instant, _ now: Instant) -> Bool { now.minutes(since: at) < minutes }

  private static func fetch(_ address: OutsideAddress) async throws(CitizenRefusal) -> [UInt8] {
    do {
      let answer = try await OutsideCall(address).answer()
      guard answer.status == 200 else { throw CitizenRefusal.unavailable }
      return answer.body
    } catch {
      throw .unavailable
    }
  }
}
