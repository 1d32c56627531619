import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Short-lived tokens for programs: the client credentials grant of OAuth 2.0 (RFC 6749, section 4.4).
struct GrantRoutes: Sendable {
  let site: Site
  /// The most bytes of a request.
  static let limit = 8 * 1024

  func register(on router: Router<SiteContext>) {
    router.post("/api/v1/oauth/token") { request, _ in try await grant(request) }
  }

  private struct Answer: Encodable {
    let accessToken: String
    let tokenType = "Bearer"
    let expiresIn: Int
    let scope: String

    enum CodingKeys: String, CodingKey {
      case accessToken = "access_token"
      case tokenType = "token_type"
      case expiresIn = "expires_in"
      case scope
    }
  }

  private func grant(_ request: Request) async throws -> Response {
    do {
      let (id, secret, fields) = try await credentials(request)
      guard let type = fields["grant_type"] else { throw GrantRefusal.invalidRequest }
      guard type == "client_credentials" else { throw GrantRefusal.unsupportedGrantType }
      let granted = try await site.centre.grantToken(clientID: id, secret: secret, scope: fields["scope"])
      var response = try Response.json(
        Answer(
          accessToken: granted.secret, expiresIn: granted.seconds, scope: Permission.text(granted.scope)))
      response.headers[.cacheControl] = "no-store"
      return response
    } catch let refusal as GrantRefusal {
      var response = try Response.json(
        ["error": refusal.rawValue], status: refusal == .invalidClient ? .unauthorized : .badRequest)
      response.headers[.cacheControl] = "no-store"
      if refusal == .invalidClient { response.headers[.wwwAuthenticate] = "Basic realm=\"cuango\"" }
      return response
    }
  }

  /// The client and its secret, from the header or from the form, never from both (RFC 6749, section 2.3.1).
  private func credentials(_ request: Request) async throws -> (id: String, secret: String, fields: FormFields) {
    let type = request.headers[.contentType] ?? ""
    guard type.lowercased().hasPrefix("application/x-www-form-urlencoded"),
      let fields = FormFields(try await request.boundedBody(limit: Self.limit, seconds: 10))
    else { throw GrantRefusal.invalidRequest }
    let (formID, formSecret) = (fields["client_id"], fields["client_secret"])
    if let header = request.headers[.authorization] {
      guard formSecret == nil else { throw GrantRefusal.invalidRequest }
      guard header.lowercased().hasPrefix("basic "),
        let data = Data(base64Encoded: header.dropFirst(6).trimmingCharacters(in: .whitespaces))
      else { throw GrantRefusal.invalidClient }
      let parts = String(decoding: data, as: UTF8.self).split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false
      ).map { String($0).removingPercentEncoding ?? "" }
      guard parts.count == 2, formID == nil || formID == parts[0] else { throw GrantRefusal.invalidClient }
      return (parts[0], parts[1], fields)
    }
    guard let formID, let formSecret else { throw GrantRefusal.invalidClient }
    return (formID, formSecret, fields)
  }
}
