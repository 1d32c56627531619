import HTTPTypes
import Hummingbird

/// The headers that keep a browser from doing what we did not ask for.
struct SecurityHeadersMiddleware: RouterMiddleware {
  typealias Context = SiteContext
  let secure: Bool

  private static let policy =
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    + "form-action 'self'; frame-ancestors 'self'"

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    set(&response, "Referrer-Policy", "no-referrer")
    set(&response, "Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
    set(&response, "Cross-Origin-Opener-Policy", "same-origin")
    if secure { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }

  private func set(_ response: inout Response, _ name: String, _ value: String) {
    if let field = HTTPField.Name(name) { response.headers[field] = value }
  }
}
