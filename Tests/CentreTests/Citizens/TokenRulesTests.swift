import Domain
import Foundation
import Testing

@testable import Centre

/// What a provider's token must say; tests of the whole way are in `Tests/SignIn`.
@Suite struct TokenRulesTests {
  private static let now = Instant(milliseconds: 1_790_000_000_000)
  private static let seconds = 1_790_000_000.0
  private static let rules = TokenRules(issuer: "https://vneid.example.vn", clientID: "cuango", now: now)

  private static func claims(_ change: [String: Claim?] = [:]) -> Claims {
    var values: [String: Claim] = [
      "iss": .text("https://vneid.example.vn"), "aud": .text("cuango"), "sub": .text("a"), "nonce": .text("n"),
      "exp": .number(seconds + 300), "iat": .number(seconds),
    ]
    for (name, value) in change { values[name] = value }
    return Claims(values)
  }

  private static func header(_ text: String = #"{"alg":"RS256","typ":"JWT"}"#) throws -> TokenHeader {
    try TokenHeader(of: Base64URL.text(Array(text.utf8)) + ".e30.AA")
  }

  private func fault(_ change: [String: Claim?], accessToken: String? = "t") throws -> TokenFault? {
    let header = try Self.header()
    do {
      _ = try Self.rules.checkIDToken(Self.claims(change), header, nonce: "n", accessToken: accessToken)
      return nil
    } catch {
      return error
    }
  }

  @Test func aTokenOfThisSignInIsTaken() throws {
    let subject = try Self.rules.checkIDToken(Self.claims(), Self.header(), nonce: "n", accessToken: nil)
    #expect(subject == "a")
    #expect(try fault(["aud": .list([.text("cuango"), .text("other")]), "azp": .text("cuango")]) == nil)
  }

  @Test func eachRuleNamesItsFault() throws {
    let faults: [([String: Claim?], TokenFault)] = [
      (["iss": .text("https://vneid.example.vn/")], .issuer), (["iss": nil], .issuer),
      (["aud": .text("cuango2")], .audience), (["aud": .list([])], .audience), (["aud": .number(1)], .audience),
      (["aud": .list([.text("cuango"), .text("other")])], .party), (["azp": .text("other")], .party),
      (["exp": .number(Self.seconds - 61)], .expired), (["exp": .text("x")], .expired), (["exp": nil], .expired),
      (["exp": .number(.infinity)], .expired),
      (["iat": .number(Self.seconds + 61)], .notYet), (["iat": nil], .notYet),
      (["iat": .number(Self.seconds - 700)], .stale), (["nbf": .number(Self.seconds + 61)], .notYet),
      (["nonce": .text("m")], .nonce), (["nonce": nil], .nonce), (["sub": .text("")], .subject),
      (["sub": .number(7)], .subject), (["at_hash": .text("x")], .accessToken), (["events": .object([:])], .kind),
    ]
    for (change, told) in faults { #expect(try fault(change) == told, "\(change)") }
  }

  @Test func clocksMayDifferByAMinuteAndNoMore() throws {
    #expect(try fault(["exp": .number(Self.seconds - 59)]) == nil)
    #expect(try fault(["iat": .number(Self.seconds + 59)]) == nil)
    #expect(try fault(["nbf": .number(Self.seconds + 59)]) == nil)
  }

  /// The example of OpenID Connect Core 1.0, A.3 hashes with SHA-256 too.
  @Test func anAccessTokensHashIsItsOwn() throws {
    let given = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"
    #expect(try fault(["at_hash": .text("77QmUPtjPfzWtF2AnpK9RQ")], accessToken: given) == nil)
    #expect(try fault(["at_hash": .text("77QmUPtjPfzWtF2AnpK9RQ")], accessToken: given + "x") == .accessToken)
    #expect(try fault(["at_hash": .text("77QmUPtjPfzWtF2AnpK9RQ")], accessToken: nil) == .accessToken)
  }

  @Test(arguments: [
    (#"{"alg":"none"}"#, TokenFault.algorithm), (#"{"alg":"HS256"}"#, .algorithm), (#"{"alg":"rs256"}"#, .algorithm),
    (#"{"alg":"RS512"}"#, .algorithm), (#"{}"#, .algorithm), (#"{"alg":["RS256"]}"#, .algorithm),
    (#"{"alg":"RS256","crit":["b64"]}"#, .malformed), ("[]", .malformed), ("x", .malformed),
  ])
  func aHeadIsReadBeforeAnythingIsBelieved(_ text: String, _ told: TokenFault) {
    #expect(throws: told) { try Self.header(text) }
  }

  @Test func whatIsNoTokenIsNone() {
    for text in ["", ".", "..", "a.b", "a.b.c.d", String(repeating: "a", count: 20_000), "é.é.é"] {
      #expect(throws: TokenFault.malformed) { try TokenHeader(of: text) }
    }
  }

  @Test func onlyKeysThatAreTakenAreRead() async throws {
    let set = """
      {"keys": [{"kty": "oct", "kid": "a", "k": "AAAA"}, {"kty": "RSA", "kid": "b", "n": "AQAB", "e": "AQAB"},
      {"kty": "EC", "crv": "P-256", "kid": "c", "x": "AAAA", "y": "AAAA"},
      {"kty": "EC", "crv": "P-256", "kid": "d", "alg": "ES256",
      "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
      {"kty": "EC", "crv": "P-256", "kid": "e", "use": "enc",
      "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}
      """
    let keys = try #require(await ProviderKeys.read(Array(set.utf8)))
    for kid in ["a", "b", "c", "e"] {
      #expect(keys.fitting(try Self.header(#"{"alg":"ES256","kid":"\#(kid)"}"#)) == nil, "\(kid)")
      #expect(keys.fitting(try Self.header(#"{"alg":"RS256","kid":"\#(kid)"}"#)) == nil, "\(kid)")
    }
    #expect(keys.fitting(try Self.header(#"{"alg":"ES256","kid":"d"}"#)) != nil)
    // A key on a curve is none for RSA.
    #expect(keys.fitting(try Self.header(#"{"alg":"RS256","kid":"d"}"#)) == nil)
    #expect(await ProviderKeys.read(Array(#"{"keys": {}}"#.utf8)) == nil)
  }
}
