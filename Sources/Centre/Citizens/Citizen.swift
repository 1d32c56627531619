public import Domain
import Foundation
import Logging
import Storage

/// A citizen who is signed in.
public struct Citizen: Hashable, Sendable {
  /// A random identifier.
  public let id: String
  /// What the provider told of the person, as a filing takes it.
  public let person: PersonForm
  /// The level at which the person was identified.
  public let level: IdentityLevel
  /// The provider that vouches.
  public let provider: String

  /// The personal number, where the provider has identified the person for it.
  public var number: PersonalNumber? {
    guard level >= .second, let text = person.personalNumber else { return nil }
    return try? PersonalNumber.check(text, field: "number").get()
  }
}

/// How long citizens' sessions last.
public enum CitizenSessionLimits {
  /// Unused for this many minutes, a session ends.
  public static let idleMinutes = 30
  /// A session ends after this many minutes at the latest.
  public static let absoluteMinutes = 8 * 60
}

/// What is left to do once a citizen has signed out here.
public struct CitizenSignedOut: Sendable {
  /// The provider.
  public let provider: IdentityProvider
  /// The address at which the provider ends its own session (OpenID Connect RP-Initiated Logout 1.0), when it has one.
  public let address: String?
}

extension Centre {
  /// The citizen whose session a cookie's secret opens; `nil` when there is none or it has ended.
  public func citizen(sessionSecret: String) async throws -> Citizen? {
    guard sessionSecret.utf8.count <= 100 else { return nil }
    let hash = Fingerprint.of(sessionSecret)
    let now = now()
    let found = try await database.read { tx -> (CitizenSession, KeptCitizen)? in
      guard let session = try tx.citizenSession(hash), let citizen = try tx.citizen(session.citizen) else { return nil }
      return (session, citizen)
    }
    guard let (session, kept) = found, now.minutes(since: session.seenAt) < CitizenSessionLimits.idleMinutes,
      now.minutes(since: session.startedAt) < CitizenSessionLimits.absoluteMinutes,
      settings.providers.contains(where: { $0.id == session.provider })
    else { return nil }
    if now.minutes(since: session.seenAt) >= 1 {
      try await database.write { try $0.touchCitizenSession(hash, at: now) }
    }
    let person = try JSONDecoder().decode(PersonForm.self, from: Data(kept.body.utf8))
    return Citizen(id: kept.id, person: person, level: session.level, provider: session.provider)
  }

  /// Ends a citizen's session here, and answers where the provider's own ends.
  ///
  /// - Returns: `nil` when there was no session.
  public func signOutCitizen(sessionSecret: String) async throws -> CitizenSignedOut? {
    let hash = Fingerprint.of(String(sessionSecret.prefix(100)))
    let session = try await database.write { tx -> CitizenSession? in
      let session = try tx.citizenSession(hash)
      try tx.deleteCitizenSession(hash)
      return session
    }
    guard let session, let provider = settings.providers.first(where: { $0.id == session.provider }) else { return nil }
    // A provider that is down keeps nobody from signing out here.
    let end = try? await providerMemory.document(of: provider, now: now()).endSession
    let address = end?.adding([
      ("id_token_hint", session.idToken), ("client_id", provider.clientID),
      ("post_logout_redirect_uri", signedOutAddress),
    ])
    return CitizenSignedOut(provider: provider, address: address)
  }

  /// Where a provider sends people back to once they have signed out there.
  public var signedOutAddress: String { "\(settings.publicURL)/toi/da-thoat" }

  /// Ends the sessions that a provider says are over (OpenID Connect Back-Channel Logout 1.0).
  ///
  /// - Throws: `CitizenRefusal`; no session has ended then.
  public func endSessions(at id: String, logoutToken: String) async throws {
    let provider = try provider(id)
    let now = now()
    do {
      let header = try TokenHeader(of: logoutToken)
      let claims = try await providerMemory.verified(logoutToken, header, of: provider, now: now)
      let rules = TokenRules(issuer: provider.issuer.text, clientID: provider.clientID, now: self.now())
      let told = try rules.checkLogoutToken(claims, header)
      let idHash = Fingerprint.of(told.id)
      try await database.write { tx in
        // A token is older than this only when its own time has long refused it.
        guard
          try tx.takeLogoutToken(
            provider: id, idHash: idHash, at: now, forgetting: now.adding(minutes: -Self.logoutTokenMinutes))
        else { throw TokenFault.replayed }
        _ = try tx.deleteCitizenSessions(provider: id, subject: told.subject, sid: told.sid)
      }
    } catch let fault as TokenFault {
      logger.notice("logout token refused", metadata: ["provider": "\(id)", "why": "\(fault.rawValue)"])
      throw CitizenRefusal.token(fault)
    }
  }

  /// For how many minutes the identifiers of logout tokens are remembered; longer than a token may be old.
  static let logoutTokenMinutes = 60
}
