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
    router.get("/desk/sign-in/code") { request, context in codeForm(request.asked("back"), context) }
    router.post("/desk/sign-in/code") { request, context in try await passCode(request, context) }
    router.post("/desk/sign-out") { request, context in try await signOut(request, context) }
  }

  private func form(
    _ request: Request, _ context: SiteContext, username: String = "", back: String? = nil,
    refusal: SignInRefusal? = nil
  ) -> Response {
    let texts = site.centre.catalogue.texts
    let asked = back ?? request.asked("back") ?? "/desk"
    var isGuarded = false
    if case .guarded? = refusal { isGuarded = true }
    let page = SignInPage(
      username: username, back: SafeReturn.path(asked),
      problem: refusal.map { texts.text($0.textKey, context.language, $0.values) }, asksCode: isGuarded,
      accounts: site.configuration.sampleAccounts, hasAccounts: !site.configuration.sampleAccounts.isEmpty)
    return site.renderer.response(
      "sign-in", page, title: texts.text("desk.sign-in.title", context.language), surface: .portal, context,
      status: refusal == nil ? .ok : refusal?.kind.status ?? .unauthorized)
  }

  private func signIn(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    let username = body["username"] ?? ""
    do {
      let signedIn = try await site.centre.signIn(
        username: username, password: body["password"] ?? "", code: body["code"],
        place: site.place(request, context, username: SearchText.fold(String(username.prefix(100)))),
        former: context.sessionSecret)
      return site.welcome(
        signedIn, username: SearchText.fold(String(username.prefix(100))), back: SafeReturn.path(body["back"]))
    } catch let refusal as SignInRefusal {
      return form(request, context, username: String(username.prefix(100)), back: body["back"], refusal: refusal)
    }
  }

  private func codeForm(_ back: String?, _ context: SiteContext, refusal: SignInRefusal? = nil) -> Response {
    // Somebody who gave no password has nothing to do here.
    guard context.visit?.step == .code else { return .seeOther("/desk/sign-in") }
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let draw = PlainFields(
      problems: refusal.map { [FieldProblem("code", $0.textKey, $0.values)] } ?? [], wording: wording)
    let page = SignInCodePage(
      back: SafeReturn.path(back),
      field: draw.secret(
        "code", wording.text("staff.code.code"), hint: wording.text("staff.code.or-recovery"), type: "text",
        autocomplete: "one-time-code"), errors: draw.summary, hasErrors: refusal != nil)
    return site.renderer.response(
      "sign-in-code", page, title: wording.text("staff.code.asked"), surface: .portal, context,
      status: refusal?.kind.status ?? .ok)
  }

  private func passCode(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    guard let visit = context.visit, visit.step == .code, let secret = context.sessionSecret else {
      throw SignInRefusal.ended
    }
    do {
      let signedIn = try await site.centre.passCode(
        body["code"] ?? "", sessionSecret: secret, place: site.place(request, context, username: visit.username))
      return site.welcome(signedIn, username: visit.username, back: SafeReturn.path(body["back"]))
    } catch let refusal as SignInRefusal where refusal.kind != .unauthenticated {
      return codeForm(body["back"], context, refusal: refusal)
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

extension Site {
  /// Where a request comes from, with what the browser was given when this officer signed in before.
  func place(_ request: Request, _ context: SiteContext, username: String) -> SignInPlace {
    let name = cookieName(centre.key.deviceCookieName(username: username))
    return SignInPlace(
      address: context.place, browser: context.browser, device: request.cookies[name].map { $0.value })
  }

  /// On to where somebody wanted to go, or to what is still to be done before.
  func welcome(_ signedIn: SignedIn, username: String, back: String) -> Response {
    var response = Response.seeOther(signedIn.step.map { "\($0.path)?back=\(SafeReturn.encoded(back))" } ?? back)
    remember(signedIn, username: username, &response)
    return response
  }

  /// Gives the browser what it needs to be known again.
  func remember(_ signedIn: SignedIn, username: String, _ response: inout Response) {
    response.setCookie(cookie(CookieName.session, signedIn.secret))
    if let device = signedIn.device {
      response.setCookie(cookie(centre.key.deviceCookieName(username: username), device, days: 365))
    }
  }
}

extension SignInStep {
  /// The page on which it is done.
  var path: String {
    switch self {
    case .code: "/desk/sign-in/code"
    case .password: "/desk/account/password"
    case .enrol: "/desk/account/codes"
    }
  }
}

/// The sign-in page.
struct SignInPage: Sendable {
  let username: String
  let back: String
  let problem: String?
  let asksCode: Bool
  let accounts: [SampleAccount]
  let hasAccounts: Bool
}

/// The page that asks for a one-time code.
struct SignInCodePage: Sendable {
  let back: String
  let field: FieldView
  let errors: [ErrorLine]
  let hasErrors: Bool
}
