import Domain
import Foundation
import Logging
import Storage

/// What a provider sends a browser back with, as it stands in the address.
public struct SignInAnswer: Sendable {
  /// The state of the sign-in.
  public let state: String?
  /// The code for which the provider gives its token.
  public let code: String?
  /// The provider's own name, when it tells it (RFC 9207).
  public let issuer: String?
  /// What went wrong at the provider.
  public let error: String?

  /// Takes what the address says.
  public init(state: String?, code: String?, issuer: String?, error: String?) {
    self.state = state
    self.code = code
    self.issuer = issuer
    self.error = error
  }
}

/// A citizen who has just signed in.
public struct SignedInCitizen: Sendable {
  /// The secret for the cookie, of which only the hash is kept.
  public let secret: String
  /// Who it is.
  public let citizen: Citizen
  /// The page to go back to.
  public let back: String
}

extension Centre {
  /// Takes what a provider sent back, and signs the citizen in.
  ///
  /// - Parameters:
  ///   - browserSecret: the secret of the cookie that the browser got when it began.
  ///   - oldSecret: the session that the browser had, which ends.
  /// - Throws: `CitizenRefusal`; no session is made then.
  public func finishSignIn(
    at id: String, _ answer: SignInAnswer, browserSecret: String?, oldSecret: String?
  ) async throws -> SignedInCitizen {
    do {
      return try await finish(at: id, answer, browserSecret: browserSecret, oldSecret: oldSecret)
    } catch let refusal as CitizenRefusal {
      logger.notice(
        "citizen's sign-in refused", metadata: ["provider": "\(id.prefix(40))", "why": "\(refusal.reason)"])
      throw refusal
    }
  }

  private func finish(
    at id: String, _ answer: SignInAnswer, browserSecret: String?, oldSecret: String?
  ) async throws -> SignedInCitizen {
    let provider = try provider(id)
    let flow = try await flow(of: answer.state, browserSecret: browserSecret)
    // A sign-in comes back where it was sent, so that one provider's code is never shown to another.
    guard flow.provider == provider.id else { throw CitizenRefusal.answer }
    let now = now()
    let document = try await providerMemory.document(of: provider, now: now)
    if answer.issuer != nil || document.namesIssuer {
      guard answer.issuer == provider.issuer.text else { throw CitizenRefusal.answer }
    }
    if let error = answer.error { throw error == "access_denied" ? CitizenRefusal.declined : CitizenRefusal.answer }
    guard let code = answer.code, (1...2000).contains(code.utf8.count) else { throw CitizenRefusal.answer }
    let tokens = try await tokens(for: code, flow, provider, document)
    let header = try wrapped { () throws(TokenFault) in try TokenHeader(of: tokens.id) }
    let claims = try await providerMemory.verified(tokens.id, header, of: provider, now: now)
    let rules = TokenRules(issuer: provider.issuer.text, clientID: provider.clientID, now: self.now())
    let subject = try wrapped { () throws(TokenFault) in
      try rules.checkIDToken(claims, header, nonce: flow.nonce, accessToken: tokens.access)
    }
    let told = try await userinfo(claims, subject: subject, access: tokens.access, document)
    return try await signIn(
      told, of: provider, subject: subject, sid: claims["sid"]?.text, idToken: tokens.id, oldSecret: oldSecret,
      back: flow.back)
  }

  /// The sign-in that a state belongs to, once only, in the browser that began it, and not after its time.
  private func flow(of state: String?, browserSecret: String?) async throws -> SignInFlow {
    guard let state, let browserSecret, state.utf8.count <= 100, browserSecret.utf8.count <= 100 else {
      throw CitizenRefusal.state
    }
    let (stateHash, browserHash) = (Fingerprint.of(state), Fingerprint.of(browserSecret))
    let flow = try await database.write {
      try $0.takeSignInFlow(stateHash: stateHash, browserHash: browserHash)
    }
    guard let flow, now().minutes(since: flow.at) < Self.signInMinutes else { throw CitizenRefusal.state }
    return flow
  }

  /// Gives the code for the provider's tokens.
  private func tokens(
    for code: String, _ flow: SignInFlow, _ provider: IdentityProvider, _ document: ProviderDocument
  ) async throws(CitizenRefusal) -> (id: String, access: String?) {
    var call = OutsideCall(document.token)
    call.limit = 64 * 1024
    var form = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", returnAddress(provider)),
      ("code_verifier", flow.verifier),
    ]
    if document.secretInForm {
      form += [("client_id", provider.clientID), ("client_secret", provider.clientSecret)]
    } else {
      call.basic = (FormText.encoded(provider.clientID), FormText.encoded(provider.clientSecret))
    }
    call.form = form
    let answer: OutsideAnswer
    do { answer = try await call.answer() } catch { throw .unavailable }
    switch answer.status {
    case 200: break
    case 400..<500 where answer.status != 429: throw .code
    default: throw .unavailable
    }
    guard let claims = Claims.read(answer.body), let id = claims["id_token"]?.text else { throw .answer }
    return (id, claims["access_token"]?.text)
  }

  /// What the provider tells of the person: what stands in the token, and what it answers when it is asked.
  private func userinfo(
    _ claims: Claims, subject: String, access: String?, _ document: ProviderDocument
  ) async throws(CitizenRefusal) -> Claims {
    guard let address = document.userinfo, let access,
      access.utf8.count <= 8192, access.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return claims }
    var call = OutsideCall(address)
    call.bearer = access
    call.limit = 64 * 1024
    let answer: OutsideAnswer
    do { answer = try await call.answer() } catch { throw .unavailable }
    guard answer.status == 200 else { throw .unavailable }
    // Nobody else's answer may be mixed in (OpenID Connect Core 1.0, 5.3.2).
    guard let told = Claims.read(answer.body), told["sub"]?.text == subject else { throw .answer }
    return Claims(told.values.merging(claims.values) { _, signed in signed })
  }

  private func signIn(
    _ claims: Claims, of provider: IdentityProvider, subject: String, sid: String?, idToken: String, oldSecret: String?,
    back: String
  ) async throws -> SignedInCitizen {
    let level = provider.level(claims)
    let person = provider.person(claims)
    let now = now()
    let kept = KeptCitizen(
      id: Fingerprint.randomText(), person: key.citizenKey(person, level, provider: provider.id, subject: subject),
      provider: provider.id, level: level, body: String(decoding: try JSONEncoder().encode(person), as: UTF8.self),
      updatedAt: now)
    let secret = Fingerprint.randomText()
    let oldHash = oldSecret.map { Fingerprint.of(String($0.prefix(100))) }
    let id = try await database.write { tx in
      let id = try tx.keep(kept)
      if let oldHash { try tx.deleteCitizenSession(oldHash) }
      try tx.deleteCitizenSessions(unusedSince: now.adding(minutes: -CitizenSessionLimits.absoluteMinutes))
      try tx.insert(
        CitizenSession(
          hash: Fingerprint.of(secret), citizen: id, provider: provider.id, subject: subject, sid: sid, level: level,
          idToken: idToken, startedAt: now, seenAt: now))
      return id
    }
    let citizen = Citizen(id: id, person: person, level: level, provider: provider.id)
    return SignedInCitizen(secret: secret, citizen: citizen, back: back)
  }

  private func wrapped<Answer>(_ body: () throws(TokenFault) -> Answer) throws(CitizenRefusal) -> Answer {
    do { return try body() } catch { throw .token(error) }
  }
}

extension SecretKey {
  /// What a citizen is found by. A personal number counts only where the provider has identified the person for it;
  /// otherwise the account is the provider's own, so that nobody comes to another's drafts by a number they told.
  func citizenKey(_ person: PersonForm, _ level: IdentityLevel, provider: String, subject: String) -> String {
    if level >= .second, let text = person.personalNumber,
      case .success(let number) = PersonalNumber.check(text, field: "number")
    {
      return "number|" + personKey(of: .personalNumber(number))
    }
    return "account|" + Fingerprint.of("\(provider)|\(subject)")
  }
}
