import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// An officer's own account: password, sessions, one-time codes.
struct OwnAccountRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/account") { request, context in try await page(request, context) }
    router.get("/desk/account/password") { request, context in try passwordForm(request.asked("back"), context) }
    router.post("/desk/account/password") { request, context in try await changePassword(request, context) }
    router.post("/desk/account/sessions/end") { request, context in try await endSession(request, context) }
    router.post("/desk/account/sessions/others") { request, context in try await endOthers(request, context) }
  }

  private func page(_ request: Request, _ context: SiteContext) async throws -> Response {
    let visit = try context.session()
    let sessions = try await site.centre.listSessions(visit)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = OwnAccountPage(
      visit, sessions,
      done: request.asked("done").flatMap { ["password", "removed"].contains($0) ? $0 : nil }, wording)
    return site.renderer.response(
      "own-account", page, title: wording.text("staff.own.title"), surface: .desk, context)
  }

  private func passwordForm(
    _ back: String?, _ context: SiteContext, problems: [FieldProblem] = [], status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let visit = try context.session(doing: .password)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = OwnPasswordPage(visit, back: back, problems: problems, wording)
    return site.renderer.response(
      "own-password", page, title: wording.text("staff.password.title"), surface: .desk, context, status: status)
  }

  private func changePassword(_ request: Request, _ context: SiteContext) async throws -> Response {
    let visit = try context.session(doing: .password)
    let body = try await FormBody(request, context)
    let form = PasswordForm(
      present: body["present"] ?? "", chosen: body["chosen"] ?? "", again: body["again"] ?? "")
    do {
      let signedIn = try await site.centre.changePassword(
        form, visit, place: site.place(request, context, username: visit.username))
      let back = visit.step == nil ? "/desk/account?done=password" : SafeReturn.path(body["back"])
      return site.welcome(signedIn, username: visit.username, back: back)
    } catch let refusal as any Refusal where [.invalid, .tooMany].contains(refusal.kind) {
      let problems =
        (refusal as? InvalidInput)?.problems ?? [FieldProblem("present", refusal.textKey, refusal.values)]
      return try passwordForm(body["back"], context, problems: problems, status: refusal.kind.status)
    }
  }

  private func endSession(_ request: Request, _ context: SiteContext) async throws -> Response {
    let visit = try context.session()
    let body = try await FormBody(request, context)
    try await site.centre.endSession(body["session"] ?? "", visit)
    return .seeOther("/desk/account")
  }

  private func endOthers(_ request: Request, _ context: SiteContext) async throws -> Response {
    let visit = try context.session()
    _ = try await FormBody(request, context)
    try await site.centre.endOtherSessions(visit)
    return .seeOther("/desk/account")
  }
}

/// One session as a person knows it again.
struct SessionLine: Sendable {
  let session: String
  let device: String
  let started: String
  let used: String
  let from: String
  let current: Bool

  init(_ session: Session, current: String?, _ wording: Wording) {
    let parts = session.device.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let known = parts.filter { !$0.isEmpty }
    self.session = session.id
    device = known.isEmpty ? wording.text("staff.session.unknown") : known.joined(separator: " · ")
    started = wording.moment(session.startedAt)
    used = wording.moment(session.seenAt)
    from = session.place.isEmpty ? "–" : session.place
    self.current = session.id == current
  }
}

/// An officer's own account.
struct OwnAccountPage: Sendable {
  let username: String
  let hasCode: Bool
  let urges: Bool
  let sessions: [SessionLine]
  let hasOthers: Bool
  let done: String?

  init(_ visit: SessionVisit, _ sessions: [Session], done: String?, _ wording: Wording) {
    username = visit.username
    hasCode = visit.hasCode
    urges = visit.isUrged
    self.sessions = sessions.map { SessionLine($0, current: visit.session, wording) }
    hasOthers = sessions.contains { $0.id != visit.session }
    self.done = done.map { wording.text("staff.own.done-\($0)") }
  }
}

/// Choosing a password.
struct OwnPasswordPage: Sendable {
  let back: String
  let username: String
  let isFirst: Bool
  let fields: [FieldView]
  let errors: [ErrorLine]
  let hasErrors: Bool

  init(_ visit: SessionVisit, back: String?, problems: [FieldProblem], _ wording: Wording) {
    self.back = SafeReturn.path(back)
    username = visit.username
    isFirst = visit.step == .password
    let draw = PlainFields(problems: problems, wording: wording)
    let present = draw.secret(
      "present", wording.text("staff.password.present"), autocomplete: "current-password")
    fields =
      (isFirst ? [] : [present]) + [
        draw.secret(
          "chosen", wording.text("staff.password.chosen"), hint: wording.text("staff.password.hint"),
          autocomplete: "new-password"),
        draw.secret("again", wording.text("staff.password.again"), autocomplete: "new-password"),
      ]
    errors = draw.summary
    hasErrors = !errors.isEmpty
  }
}
