import Centre
import Domain
import Hummingbird

/// Beginning a filing, leaving it, and coming back to it on any device with the draft's code and secret.
extension FilingRoutes {
  func begin(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    guard site.takesFilings(context) else { throw ReceptionRefusal.onlineFilingOff }
    var form = DossierForm()
    form.procedure = body["procedure"]
    form.channel = Self.channel(context).rawValue
    form.unit = context.kiosk?.rawValue
    let answers = body.answers()
    if !answers.isEmpty { form.answers = answers }
    let (draft, secret) = try await site.centre.beginDraft(form, for: context.citizen)
    var response = Response.seeOther((context.kiosk == nil ? Step.unit : .applicant).path)
    response.setCookie(site.draftCookie("\(draft.code).\(secret)", context))
    return response
  }

  func resumeForm(_ context: SiteContext, problem: String?) -> Response {
    site.renderer.response(
      "resume", ResumePage(problem: problem),
      title: site.centre.catalogue.texts.text("portal.resume.title", context.language), surface: .portal, context,
      status: problem == nil ? .ok : .notFound)
  }

  func resume(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    do {
      let secret = body["secret"] ?? ""
      let draft = try await site.centre.openDraft(code: body["code"] ?? "", secret: secret, place: context.place)
      var response = Response.seeOther(draft.dossier == nil ? Step.unit.path : "/nop/xong")
      let value = "\(draft.code).\(ReadableSecret.read(secret) ?? "")"
      response.setCookie(site.draftCookie(value, context))
      return response
    } catch let refusal as DraftRefusal {
      return resumeForm(
        context, problem: site.centre.catalogue.texts.text(refusal.textKey, context.language, refusal.values))
    }
  }

  /// The channel is where the filing ends: a draft begun on a phone may be finished at a kiosk.
  static func channel(_ context: SiteContext) -> Channel { context.kiosk == nil ? .online : .kiosk }

  /// Takes the draft's codes off a device that others use too.
  func forget(_ request: Request, _ context: SiteContext) async throws -> Response {
    _ = try await FormBody(request, context)
    var response = Response.seeOther("/")
    response.setCookie(site.expiredCookie(CookieName.draft))
    if context.kiosk != nil { response.setCookie(site.expiredCookie(CookieName.language)) }
    return response
  }

  /// The draft of the cookie, and its secret.
  func draft(_ request: Request, _ context: SiteContext) async throws -> (DossierDraft, secret: String) {
    try await site.draft(request, context)
  }
}

extension Site {
  /// A device of one's own keeps the draft's codes; a kiosk forgets them with the window, and so does the device of who
  /// is signed in, because the draft is found again by signing in.
  func draftCookie(_ value: String, _ context: SiteContext) -> Cookie {
    cookie(CookieName.draft, value, days: context.kiosk == nil && context.citizen == nil ? Centre.draftDays : nil)
  }

  /// The draft of the cookie, and its secret.
  func draft(_ request: Request, _ context: SiteContext) async throws -> (DossierDraft, secret: String) {
    let parts = (request.cookies[cookieName(CookieName.draft)]?.value ?? "").split(separator: ".").map(String.init)
    guard parts.count == 2 else { throw DraftRefusal.unknown }
    return (try await centre.openDraft(code: parts[0], secret: parts[1], place: context.place), parts[1])
  }
}
