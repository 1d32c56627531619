import Centre
import Domain
import HTTPTypes
import Hummingbird
import Paper

/// Setting up the one-time codes of one's own account.
struct OwnCodeRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/account/codes") { request, context in try await page(request.asked("back"), context) }
    router.post("/desk/account/codes") { request, context in try await begin(request, context) }
    router.post("/desk/account/codes/confirm") { request, context in try await confirm(request, context) }
    router.post("/desk/account/codes/renew") { request, context in try await renew(request, context) }
    router.post("/desk/account/codes/remove") { request, context in try await remove(request, context) }
  }

  private func page(
    _ back: String?, _ context: SiteContext, refusal: (any Refusal)? = nil
  ) async throws -> Response {
    let visit = try context.session(doing: .enrol)
    let state = try await site.centre.readCodeState(visit)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = OwnCodePage(state, isDemandedNow: visit.step == .enrol, back: back, refusal: refusal, wording)
    return site.renderer.response(
      "own-codes", page, title: wording.text("staff.code.title"), surface: .desk, context,
      status: refusal?.kind.status ?? .ok)
  }

  private func begin(_ request: Request, _ context: SiteContext) async throws -> Response {
    let visit = try context.session(doing: .enrol)
    let body = try await FormBody(request, context)
    try await site.centre.beginCode(visit)
    return .seeOther("/desk/account/codes?back=\(SafeReturn.encoded(SafeReturn.path(body["back"])))")
  }

  private func confirm(_ request: Request, _ context: SiteContext) async throws -> Response {
    let visit = try context.session(doing: .enrol)
    let body = try await FormBody(request, context)
    do {
      let (signedIn, codes) = try await site.centre.confirmCode(
        body["code"] ?? "", visit, place: site.place(request, context, username: visit.username))
      // The page's forms belong to the session's new secret.
      var context = context
      context.sessionSecret = signedIn.secret
      if signedIn.step == nil { context.actor = visit.actor }
      var response = shown(codes, back: body["back"], context)
      site.remember(signedIn, username: visit.username, &response)
      return response
    } catch let refusal as any Refusal where [.invalid, .tooMany].contains(refusal.kind) {
      return try await page(body["back"], context, refusal: refusal)
    }
  }

  private func renew(_ request: Request, _ context: SiteContext) async throws -> Response {
    let visit = try context.session()
    let body = try await FormBody(request, context)
    do {
      let codes = try await site.centre.renewRecoveryCodes(
        body["code"] ?? "", visit, place: site.place(request, context, username: visit.username))
      return shown(codes, back: "/desk/account", context)
    } catch let refusal as any Refusal where [.invalid, .tooMany].contains(refusal.kind) {
      return try await page(nil, context, refusal: refusal)
    }
  }

  private func remove(_ request: Request, _ context: SiteContext) async throws -> Response {
    let visit = try context.session()
    let body = try await FormBody(request, context)
    do {
      try await site.centre.removeCode(
        body["code"] ?? "", visit, place: site.place(request, context, username: visit.username))
      return .seeOther("/desk/account?done=removed")
    } catch let refusal as any Refusal where [.invalid, .tooMany].contains(refusal.kind) {
      return try await page(nil, context, refusal: refusal)
    }
  }

  private func shown(_ codes: [String], back: String?, _ context: SiteContext) -> Response {
    site.renderer.response(
      "recovery-codes", RecoveryCodesPage(codes: codes, back: SafeReturn.path(back)),
      title: site.centre.catalogue.texts.text("staff.recovery-codes.title", context.language), surface: .desk, context)
  }
}

/// How one's one-time codes stand, and what can be done about them.
struct OwnCodePage: Sendable {
  let back: String
  let isConfirmed: Bool
  let isOffered: Bool
  let isNew: Bool
  let isDemanded: Bool
  let isDemandedNow: Bool
  let picture: String
  let secret: String
  let left: String
  let code: FieldView
  let errors: [ErrorLine]
  let hasErrors: Bool

  init(_ state: CodeState, isDemandedNow: Bool, back: String?, refusal: (any Refusal)?, _ wording: Wording) {
    self.back = SafeReturn.path(back ?? (isDemandedNow ? nil : "/desk/account"))
    self.isDemandedNow = isDemandedNow
    isConfirmed = state.isConfirmed
    isOffered = state.offered != nil
    isNew = !state.isConfirmed && state.offered == nil
    isDemanded = state.isDemanded
    picture =
      state.offered.flatMap { try? QRCode($0.address) }?.svg(label: wording.text("staff.code.picture")) ?? ""
    secret = Self.grouped(state.offered?.secret ?? "")
    left = wording.text("staff.recovery-codes.left", ["number": String(state.recoveryCodes)])
    let draw = PlainFields(
      problems: refusal.map { [FieldProblem("code", $0.textKey, $0.values)] } ?? [], wording: wording)
    code = draw.secret(
      "code", wording.text("staff.code.code"), hint: wording.text("staff.code.hint"), type: "text",
      autocomplete: "one-time-code")
    errors = draw.summary
    hasErrors = !errors.isEmpty
  }

  /// In groups of four, to be typed where a camera can't be used.
  private static func grouped(_ secret: String) -> String {
    var text = ""
    for (index, sign) in secret.enumerated() {
      if index > 0, index.isMultiple(of: 4) { text.append(" ") }
      text.append(sign)
    }
    return text
  }
}

/// Recovery codes, shown once.
struct RecoveryCodesPage: Sendable {
  let codes: [String]
  let back: String
}
