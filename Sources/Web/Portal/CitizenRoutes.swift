import Centre
import Domain
import HTTPTypes
import Hummingbird

/// What belongs to the citizen who is signed in.
struct CitizenRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/toi") { _, context in try await mine(context) }
    router.post("/toi/nhap/{code}") { request, context in try await takeUp(request, context) }
    router.post("/toi/dang-xuat") { request, context in try await signOut(request, context) }
    router.get("/toi/da-thoat") { _, context in signedOut(nil, context) }
  }

  private func mine(_ context: SiteContext) async throws -> Response {
    guard let citizen = context.citizen else { return .seeOther("/dang-nhap?back=%2Ftoi") }
    let page = MyPage(
      citizen, provider: site.providerName(citizen.provider, context.language),
      drafts: try await site.centre.drafts(of: citizen), dossiers: try await site.centre.dossiers(of: citizen),
      site.centre, Wording(site.centre.catalogue.texts, context.language))
    return site.renderer.response(
      "toi", page, title: site.centre.catalogue.texts.text("citizen.mine", context.language), surface: .portal, context)
  }

  /// Goes on with a draft that was begun on another day or device.
  private func takeUp(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try await FormBody(request, context)
    guard let citizen = context.citizen else { return .seeOther("/dang-nhap?back=%2Ftoi") }
    let (draft, secret) = try await site.centre.takeUpDraft(context.parameters.get("code") ?? "", by: citizen)
    var response = Response.seeOther(draft.dossier == nil ? FilingRoutes.Step.unit.path : "/nop/xong")
    response.setCookie(site.draftCookie("\(draft.code).\(secret)", context))
    return response
  }

  private func signOut(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try await FormBody(request, context)
    let left = try await site.centre.signOutCitizen(sessionSecret: context.citizenSecret ?? "")
    var context = context
    context.citizen = nil
    var response = signedOut(left, context)
    response.setCookie(site.expiredCookie(CookieName.citizen))
    response.setCookie(site.expiredCookie(CookieName.draft))
    return response
  }

  /// The page after signing out. From here the browser goes on to the provider by itself: a form may lead to no other
  /// site, a page may.
  private func signedOut(_ left: CitizenSignedOut?, _ context: SiteContext) -> Response {
    let page = SignedOutPage(provider: left?.provider.name[context.language], address: left?.address)
    var response = site.renderer.response(
      "citizen-signed-out", page, title: site.centre.catalogue.texts.text("citizen.signed-out", context.language),
      surface: .portal, context)
    if let address = left?.address, let refresh = HTTPField.Name("Refresh") {
      response.headers[refresh] = "0; url=\(address)"
    }
    return response
  }
}

/// The page of a citizen who has signed out.
struct SignedOutPage: Sendable {
  let provider: String?
  let address: String?
}
