import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// Citizens' way to a provider and back.
///
/// It begins with a link and not with a form: a form's target would have to be let through by the page's policy, with
/// every address that the provider sends on to.
struct CitizenSignInRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/dang-nhap") { request, context in try choose(request, context) }
    router.get("/dang-nhap/{provider}") { request, context in try await begin(request, context) }
    router.get("/dang-nhap/{provider}/ve") { request, context in try await finish(request, context) }
    router.post("/dang-nhap/{provider}/sau") { request, context in try await later(request, context) }
    router.post("/dang-nhap/{provider}/dang-xuat") { request, context in try await endSessions(request, context) }
  }

  private func choose(_ request: Request, _ context: SiteContext) throws -> Response {
    guard context.signsIn else { throw CitizenRefusal.unknownProvider }
    let back = CitizenReturn.path(request.asked("back"))
    if context.citizen != nil { return .seeOther(back) }
    let page = CitizenSignInPage(providers: site.centre.settings.providers, back: back, language: context.language)
    return site.renderer.response(
      "citizen-sign-in", page, title: site.centre.catalogue.texts.text("citizen.sign-in", context.language),
      surface: .portal, context)
  }

  private func begin(_ request: Request, _ context: SiteContext) async throws -> Response {
    guard context.signsIn else { throw CitizenRefusal.unknownProvider }
    let back = CitizenReturn.path(request.asked("back"))
    do {
      let sent = try await site.centre.beginSignIn(
        at: id(context), back: back, browserSecret: request.cookies[site.cookieName(CookieName.signIn)]?.value,
        language: context.language)
      var response = Response.redirect(to: sent.address, type: .found)
      response.setCookie(site.cookie(CookieName.signIn, sent.browserSecret))
      return response
    } catch let refusal as CitizenRefusal where refusal != .unknownProvider {
      return await refused(refusal, back: back, request, context)
    }
  }

  private func finish(_ request: Request, _ context: SiteContext) async throws -> Response {
    guard context.signsIn else { throw CitizenRefusal.unknownProvider }
    let answer = SignInAnswer(
      state: request.asked("state"), code: request.asked("code"), issuer: request.asked("iss"),
      error: request.asked("error"))
    do {
      let signedIn = try await site.centre.finishSignIn(
        at: id(context), answer, browserSecret: request.cookies[site.cookieName(CookieName.signIn)]?.value,
        oldSecret: context.citizenSecret)
      var response = Response.seeOther(CitizenReturn.path(signedIn.back))
      response.setCookie(site.cookie(CookieName.citizen, signedIn.secret))
      response.setCookie(site.expiredCookie(CookieName.signIn))
      if let cookie = try await keptDraft(request, context, signedIn) { response.setCookie(cookie) }
      return response
    } catch let refusal as CitizenRefusal where refusal != .unknownProvider {
      return await refused(refusal, back: CitizenReturn.path(nil), request, context)
    }
  }

  /// The draft of this browser becomes the citizen's when the citizen comes from it; another person's is taken off.
  private func keptDraft(
    _ request: Request, _ context: SiteContext, _ signedIn: SignedInCitizen
  ) async throws -> Cookie? {
    guard let (draft, secret) = try? await site.draft(request, context) else { return nil }
    if draft.citizen == nil, !signedIn.back.hasPrefix("/nop/") { return nil }
    guard try await site.centre.claim(draft, for: signedIn.citizen) != nil else {
      return site.expiredCookie(CookieName.draft)
    }
    return site.cookie(CookieName.draft, "\(draft.code).\(secret)")
  }

  /// The provider is down: the filing goes on, and an officer checks the identity by the card.
  private func later(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try await FormBody(request, context)
    guard context.signsIn else { throw CitizenRefusal.unknownProvider }
    let provider = try site.centre.provider(id(context))
    let (draft, _) = try await site.draft(request, context)
    try await site.centre.awaitIdentity(draft, by: provider)
    return .seeOther(FilingRoutes.Step.applicant.path)
  }

  /// The provider itself calls: no browser, no cookie, no form's token.
  private func endSessions(_ request: Request, _ context: SiteContext) async throws -> Response {
    let fields = FormFields(try await request.boundedBody(limit: 32 * 1024, seconds: FormBody.seconds))
    do {
      try await site.centre.endSessions(at: id(context), logoutToken: fields?["logout_token"] ?? "")
      return Response(status: .ok)
    } catch is CitizenRefusal {
      return try .json(["error": "invalid_request"], status: .badRequest)
    }
  }

  private func id(_ context: SiteContext) -> String { context.parameters.get("provider") ?? "" }

  /// A page that says why, and how it goes on without the provider.
  private func refused(
    _ refusal: CitizenRefusal, back: String, _ request: Request, _ context: SiteContext
  ) async -> Response {
    let texts = site.centre.catalogue.texts
    let provider = site.centre.settings.providers.first { $0.id == id(context) }
    let values = ["provider": provider?.name[context.language] ?? ""]
    var context = context
    // What stands in the address works once only: another language is asked for without it.
    context.query = ""
    let draft = refusal == .unavailable ? try? await site.draft(request, context).0 : nil
    let page = CitizenRefusedPage(
      message: texts.text(refusal.textKey, context.language, values), back: back,
      again: "/dang-nhap?back=\(SafeReturn.encoded(back))",
      later: draft.flatMap { $0.dossier == nil ? "/dang-nhap/\(id(context))/sau" : nil }, requestID: "\(context.id)")
    return site.renderer.response(
      "citizen-refused", page, title: texts.text("citizen.refused", context.language), surface: .portal, context,
      status: refusal.kind.status)
  }
}

/// Where a citizen goes back to after signing in: only pages on which it matters, never another site.
enum CitizenReturn {
  static func path(_ asked: String?) -> String {
    guard let asked, ["/toi", "/nop/", "/thu-tuc/"].contains(where: asked.hasPrefix), asked.utf8.count <= 200,
      !asked.contains("\\"), !asked.contains("//"), asked.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return "/toi" }
    return asked
  }
}

/// The providers to choose from.
struct CitizenSignInPage: Sendable {
  struct Line: Sendable {
    let name: String
    let link: String
  }

  let providers: [Line]

  init(providers: [IdentityProvider], back: String, language: Language) {
    self.providers = providers.map {
      Line(name: $0.name[language], link: "/dang-nhap/\($0.id)?back=\(SafeReturn.encoded(back))")
    }
  }
}

/// Why somebody was not signed in.
struct CitizenRefusedPage: Sendable {
  let message: String
  let back: String
  let again: String
  /// Where a filing goes on without the provider, when one is under way.
  let later: String?
  let requestID: String
}
