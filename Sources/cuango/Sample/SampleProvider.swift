import Centre
import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage
import Synchronization

/// A small provider of OpenID Connect for the demo, so that the whole way can be tried without the outside: whoever comes
/// chooses one of the sample citizens. It asks for no password and is no provider for anything but the demo.
struct SampleProvider: Sendable {
  /// Who we are there.
  static let clientID = "cuango-demo"
  /// The secret, which everybody may know.
  static let clientSecret = "sample-secret-for-the-demo"

  let port: Int
  /// Where people are sent back to, exactly.
  let returnAddress: String
  /// Where people are sent after signing out, exactly.
  let signedOutAddress: String
  let texts: Texts
  let now: @Sendable () -> Instant
  private let tokens = SampleTokens()
  private let state = SampleProviderState()

  init(
    port: Int, returnAddress: String, signedOutAddress: String, texts: Texts, now: @escaping @Sendable () -> Instant
  ) {
    self.port = port
    self.returnAddress = returnAddress
    self.signedOutAddress = signedOutAddress
    self.texts = texts
    self.now = now
  }

  var issuer: String { Self.issuer(port) }

  static func issuer(_ port: Int) -> String { "http://localhost:\(port)" }

  /// The provider as the configuration of the demo names it.
  static func settings(port: Int) -> Configuration.ProviderSettings {
    Configuration.ProviderSettings(
      id: "vneid-mau",
      name: LocalizedText(vi: "VNeID mẫu (thử)", en: "Sample VNeID (demo)", ar: "VNeID تجريبي (عينة)"),
      issuer: issuer(port), clientID: clientID, clientSecret: clientSecret, levelClaim: "MucDoDinhDanh", claims: .portal
    )
  }

  /// The provider, ready to run on this machine alone.
  func application(logger: Logger) -> some ApplicationProtocol {
    Application(
      router: router(), configuration: .init(address: .hostname("localhost", port: port), serverName: "cuango-sample"),
      logger: logger)
  }

  private func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.get("/.well-known/openid-configuration") { _, _ in try json(document) }
    router.get("/keys") { _, _ in try json(tokens.keySet) }
    router.get("/authorize") { request, _ in authorize(request) }
    router.get("/authorize/{ticket}/{subject}") { _, context in choose(context) }
    router.post("/token") { request, context in try await token(request, context) }
    router.get("/userinfo") { request, _ in try userinfo(request) }
    router.get("/logout") { request, _ in logout(request) }
    return router
  }

  private var document: [String: Any] {
    [
      "issuer": issuer, "authorization_endpoint": issuer + "/authorize", "token_endpoint": issuer + "/token",
      "jwks_uri": issuer + "/keys", "userinfo_endpoint": issuer + "/userinfo",
      "end_session_endpoint": issuer + "/logout",
      "response_types_supported": ["code"], "subject_types_supported": ["public"],
      "id_token_signing_alg_values_supported": ["ES256"], "code_challenge_methods_supported": ["S256"],
      "authorization_response_iss_parameter_supported": true,
    ]
  }

  // MARK: - In the browser

  private func authorize(_ request: Request) -> Response {
    let asked = request.uri.queryParameters
    let language = asked["ui_locales"].flatMap { Language(rawValue: String($0)) } ?? .vi
    guard asked["client_id"].map(String.init) == Self.clientID,
      asked["redirect_uri"].map(String.init) == returnAddress, asked["response_type"] == "code",
      asked["code_challenge_method"] == "S256", let challenge = asked["code_challenge"], let state = asked["state"],
      let nonce = asked["nonce"]
    else { return page(SampleProviderPage(texts, language).refused, status: .badRequest) }
    let ticket = self.state.begin(
      SampleProviderState.Request(
        state: String(state), nonce: String(nonce), challenge: String(challenge), at: now()))
    return page(SampleProviderPage(texts, language).choice(ticket: ticket))
  }

  private func choose(_ context: BasicRequestContext) -> Response {
    guard let request = state.request(of: context.parameters.get("ticket") ?? "", now: now()) else {
      return page(SampleProviderPage(texts, .vi).refused, status: .badRequest)
    }
    var answer = [("state", request.state), ("iss", issuer)]
    if let citizen = SampleCitizens.all.first(where: { $0.subject == context.parameters.get("subject") }) {
      answer.append(("code", state.giveCode(to: citizen, for: request)))
    } else {
      answer.append(("error", "access_denied"))
    }
    return .redirect(to: returnAddress + "?" + FormText.encoded(answer), type: .found)
  }

  /// Ends nothing, because nobody stays signed in here; sends back to the one address that is known.
  private func logout(_ request: Request) -> Response {
    let asked = request.uri.queryParameters["post_logout_redirect_uri"].map(String.init)
    guard asked == signedOutAddress else { return page(SampleProviderPage(texts, .vi).refused, status: .badRequest) }
    return .redirect(to: signedOutAddress, type: .found)
  }

  private func page(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }

  // MARK: - Between the programs

  private func token(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    var request = request
    let body = try await request.collectBody(upTo: 16 * 1024)
    let form = SampleProviderState.fields(String(buffer: body))
    let shown = Data("\(Self.clientID):\(Self.clientSecret)".utf8).base64EncodedString()
    guard request.headers[.authorization] == "Basic \(shown)", form["grant_type"] == "authorization_code",
      form["redirect_uri"] == returnAddress, let given = state.takeCode(form["code"] ?? "", now: now()),
      given.request.challenge
        == Base64URL.text(Array(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))))
    else { return try json(["error": "invalid_grant"], status: .badRequest) }
    let seconds = now().milliseconds / 1000
    let id = try tokens.token([
      "iss": issuer, "aud": Self.clientID, "sub": given.citizen.subject, "iat": seconds, "exp": seconds + 300,
      "nonce": given.request.nonce, "MucDoDinhDanh": String(given.citizen.level),
    ])
    return try json([
      "access_token": state.giveAccess(to: given.citizen), "token_type": "Bearer", "expires_in": 60, "id_token": id,
    ])
  }

  private func userinfo(_ request: Request) throws -> Response {
    let shown = request.headers[.authorization]?.split(separator: " ").last.map(String.init) ?? ""
    guard let citizen = state.citizen(ofAccess: shown) else {
      return try json(["error": "invalid_token"], status: .unauthorized)
    }
    return try json(citizen.claims.merging(["sub": citizen.subject]) { own, _ in own })
  }

  private func json(_ value: [String: Any], status: HTTPResponse.Status = .ok) throws -> Response {
    Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: value))))
  }
}
