import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// Finds out who is there before a page is made: language, visitor's cookie, officer's or citizen's
/// session.
struct VisitorMiddleware: RouterMiddleware {
  typealias Context = SiteContext
  let site: Site

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    let path = request.uri.path
    if path.hasPrefix("/api/") || path.hasPrefix("/assets/") || path.hasPrefix("/health") || path == "/metrics" {
      var context = context
      context.language = Self.accepted(request)
      return try await next(request, context)
    }
    var context = context
    if site.configuration.secureCookies, let place = request.forwardedFor { context.place = place }
    let asked = request.asked("lang").flatMap { Language(rawValue: $0) }
    context.language =
      asked ?? request.cookies[site.cookieName(CookieName.language)].flatMap { Language(rawValue: $0.value) }
      ?? Self.accepted(request)
    let known = request.cookies[site.cookieName(CookieName.visitor)].map(\.value).flatMap {
      $0.utf8.count == 43 ? $0 : nil
    }
    context.query = request.uri.query ?? ""
    context.visitor = known ?? Fingerprint.randomText()
    context.kiosk = site.kiosk(request)
    context.browser = String((request.headers[.userAgent] ?? "").prefix(400))
    if SafeReturn.isOfficers(path), let secret = request.cookies[site.cookieName(CookieName.session)]?.value {
      context.sessionSecret = secret
      context.visit = try await site.centre.visit(sessionSecret: secret, browser: context.browser)
      if let visit = context.visit, visit.step == nil { context.actor = visit.actor }
    }
    context.signsIn = context.kiosk == nil && !site.centre.settings.providers.isEmpty
    if context.signsIn, !SafeReturn.isOfficers(path),
      let secret = request.cookies[site.cookieName(CookieName.citizen)]?.value
    {
      context.citizenSecret = secret
      context.citizen = try await site.centre.citizen(sessionSecret: secret)
    }
    var response = try await next(request, context)
    if known == nil { response.setCookie(site.cookie(CookieName.visitor, context.visitor, days: 30)) }
    if let asked { response.setCookie(site.cookie(CookieName.language, asked.rawValue, days: 365)) }
    return response
  }

  /// The first language of the browser that we have.
  private static func accepted(_ request: Request) -> Language {
    let header = request.headers[.acceptLanguage] ?? ""
    for part in header.prefix(200).split(separator: ",") {
      let code = part.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).prefix(2).lowercased() ?? ""
      if let language = Language(rawValue: code) { return language }
    }
    return .vi
  }
}

extension Request {
  /// Where the request came from as the proxy before us saw it: the last entry, the only one that it wrote itself.
  fileprivate var forwardedFor: String? {
    guard let name = HTTPField.Name("X-Forwarded-For"), let last = headers[name]?.split(separator: ",").last else {
      return nil
    }
    let place = last.trimmingCharacters(in: .whitespaces)
    return place.isEmpty ? nil : ClientPlace.of(String(place.prefix(64)))
  }
}

/// The names of our cookies.
enum CookieName {
  static let language = "lang"
  static let visitor = "visitor"
  static let session = "session"
  static let draft = "draft"
  static let kiosk = "kiosk"
  static let citizen = "citizen"
  static let signIn = "sign-in"
}

extension Site {
  /// The name under which a cookie goes: over TLS with the prefix that keeps other hosts from setting it.
  func cookieName(_ name: String) -> String { configuration.secureCookies ? "__Host-" + name : name }

  /// A cookie that scripts can't read and other sites' forms don't carry.
  func cookie(_ name: String, _ value: String, days: Int? = nil) -> Cookie {
    Cookie(
      name: cookieName(name), value: value, maxAge: days.map { $0 * 86_400 }, path: "/",
      secure: configuration.secureCookies,
      httpOnly: true, sameSite: .lax)
  }

  /// A cookie that takes another away.
  func expiredCookie(_ name: String) -> Cookie {
    Cookie(
      name: cookieName(name), value: "", maxAge: 0, path: "/", secure: configuration.secureCookies, httpOnly: true,
      sameSite: .lax)
  }
}

extension SiteContext {
  /// The token that forms carry: made from cookies that another site can't read.
  var formToken: String { Fingerprint.of("form|\(visitor)|\(sessionSecret ?? "")|\(citizenSecret ?? "")") }
}
