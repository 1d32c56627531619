import Centre
import Domain
import Foundation
import Hummingbird

/// Signing in and out.
struct SignInRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/sign-in") { request, context in form(request, context) }
    router.post("/desk/sign-in") { request, context in try await signIn(request, context) }
    router.post("/desk/sign-out") { request, context in try await signOut(request, context) }
  }

  private func form(
    _ request: Request, _ context: SiteContext, username: String = "", back: String? = nil,
    refusal: SignInRefusal? = nil
  ) -> Response {
    let texts = site.centre.catalogue.texts
    let asked = back ?? request.asked("back") ?? "/desk"
    let page = SignInPage(
      username: username, back: SafeReturn.path(asked),
      problem: refusal.map { texts.text($0.textKey, context.language, $0.values) },
      accounts: site.configuration.sampleAccounts, hasAccounts: !site.configuration.sampleAccounts.isEmpty)
    return site.renderer.response(
      "sign-in", page, title: texts.text("desk.sign-in.title", context.language), surface: .portal, context,
      status: refusal == nil ? .ok : refusal?.kind.status ?? .unauthorized)
  }

  private func signIn(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    let username = body["username"] ?? ""
    do {
      let (secret, _) = try await site.centre.signIn(
        username: username, password: body["password"] ?? "", place: context.place)
      var response = Response.seeOther(SafeReturn.path(body["back"]))
      response.setCookie(site.cookie(CookieName.session, secret))
      return response
    } catch let refusal as SignInRefusal {
      return form(request, context, username: String(username.prefix(100)), back: body["back"], refusal: refusal)
    }
  }

  private func signOut(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try await FormBody(request, context)
    if let secret = context.sessionSecret { try await site.centre.signOut(sessionSecret: secret) }
    var response = Response.seeOther("/desk/sign-in")
    response.setCookie(site.expiredCookie(CookieName.session))
    return response
  }
}

/// The sign-in page.
struct SignInPage: Sendable {
  let username: String
  let back: String
  let problem: String?
  let accounts: [SampleAccount]
  let hasAccounts: Bool
}
