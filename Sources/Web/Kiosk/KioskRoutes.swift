import Centre
import Domain
import Hummingbird

/// A machine in the hall that anybody uses: the portal's pages in large, for the unit that it stands in. It goes back
/// to the start after a minute and forgets who was there. Filing works here where the province has moved filing from
/// citizens' own devices to the National Portal.
struct KioskRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/kiosk") { _, context in try show(context) }
    router.post("/desk/kiosk") { request, context in try await begin(request, context) }
    router.post("/desk/kiosk/end") { request, context in try await end(request, context) }
  }

  private func show(_ context: SiteContext) throws -> Response {
    let actor = try context.officer()
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let unit = (context.kiosk ?? actor.unit).flatMap { site.centre.catalogue.units.unit($0) }
    return site.renderer.response(
      "kiosk", KioskPage(unit: unit?.name[context.language] ?? "", isKiosk: context.kiosk != nil),
      title: wording.text("desk.kiosk.title"), surface: .desk, context)
  }

  /// Makes the machine a kiosk and signs the officer out: nobody after them is an officer.
  private func begin(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try await FormBody(request, context)
    let unit = try site.centre.openKiosk(by: try context.officer())
    if let secret = context.sessionSecret { try await site.centre.signOut(sessionSecret: secret) }
    var response = Response.seeOther("/")
    let value = "\(unit.rawValue).\(site.centre.key.kioskSecret(of: unit))"
    response.setCookie(site.cookie(CookieName.kiosk, value, days: 365))
    response.setCookie(site.expiredCookie(CookieName.session))
    return response
  }

  private func end(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try await FormBody(request, context)
    _ = try context.officer()
    var response = Response.seeOther("/desk/kiosk")
    response.setCookie(site.expiredCookie(CookieName.kiosk))
    return response
  }
}

/// Whether the machine is a kiosk, and whose.
struct KioskPage: Sendable {
  let unit: String
  let isKiosk: Bool
}

extension Site {
  /// The unit whose kiosk sent the request.
  func kiosk(_ request: Request) -> UnitCode? {
    let parts = (request.cookies[cookieName(CookieName.kiosk)]?.value ?? "").split(separator: ".").map(String.init)
    guard parts.count == 2 else { return nil }
    let unit = UnitCode(rawValue: parts[0])
    return Fingerprint.same(parts[1], centre.key.kioskSecret(of: unit)) ? unit : nil
  }

  /// Whether citizens can file where they are: on their own device while the province allows it, at a kiosk always.
  func takesFilings(_ context: SiteContext) -> Bool { centre.settings.onlineFiling || context.kiosk != nil }
}
