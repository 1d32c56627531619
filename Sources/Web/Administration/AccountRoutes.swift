import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// Officers' accounts: the list, a new one, and what can be done to one of them.
struct AccountRoutes: Sendable {
  let site: Site
  /// Accounts on one page.
  static let pageSize = 25

  func register(on router: Router<SiteContext>) {
    router.get("/admin/accounts") { request, context in try await list(request, context) }
    router.get("/admin/accounts.csv") { request, context in try await export(request, context) }
    router.get("/admin/accounts/new") { _, context in try newForm(context) }
    router.post("/admin/accounts") { request, context in try await create(request, context) }
    router.get("/admin/accounts/{account}") { request, context in
      try await show(context, done: request.asked("done"))
    }
    router.post("/admin/accounts/{account}/post") { request, context in try await givePost(request, context) }
    router.post("/admin/accounts/{account}/state") { request, context in try await setState(request, context) }
    router.post("/admin/accounts/{account}/password") { request, context in try await issue(request, context) }
    router.post("/admin/accounts/{account}/sessions/end") { request, context in try await endAll(request, context) }
    router.post("/admin/accounts/{account}/recovery") { request, context in try await propose(request, context) }
    router.post("/admin/accounts/{account}/recovery/confirm") { request, context in
      try await confirm(request, context)
    }
    router.post("/admin/accounts/{account}/recovery/withdraw") { request, context in
      try await withdraw(request, context)
    }
  }

  private func wording(_ context: SiteContext) -> Wording { Wording(site.centre.catalogue.texts, context.language) }

  private func id(_ context: SiteContext) -> String {
    (context.parameters.get("account") ?? "").removingPercentEncoding ?? ""
  }

  // MARK: - Lists

  private func list(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let view = AccountView(request)
    let lines = try await site.centre.listAccounts(view.filter, by: actor)
    let page = AccountsPage(
      view, lines, units: site.centre.units(of: actor, for: .keepAccounts), wording(context))
    return site.renderer.response(
      "accounts", page, title: wording(context).text("staff.accounts.title"), surface: .desk, context)
  }

  private func export(_ request: Request, _ context: SiteContext) async throws -> Response {
    let lines = try await site.centre.listAccounts(AccountView(request).filter, by: context.officer())
    var rows = [
      [
        "username", "name", "title", "unit", "unit_name", "roles", "from", "until", "state", "one_time_codes",
        "signed_in_at",
      ]
    ]
    rows += lines.map { line in
      let account = line.account
      return [
        account.username, account.name, account.post.titleLine, account.unit.rawValue,
        site.centre.catalogue.units.unit(account.unit)?.name[context.language] ?? "",
        account.roles.map(\.rawValue).sorted().joined(separator: " "), account.post.from?.iso ?? "",
        account.post.until?.iso ?? "", line.state.rawValue, line.hasCode ? "yes" : "no",
        account.signedInAt?.iso8601 ?? "",
      ]
    }
    return .document(
      Array(CSV.text(rows).utf8), mediaType: "text/csv; charset=utf-8", name: "tai-khoan.csv", download: true)
  }

  // MARK: - A new account

  private func newForm(
    _ context: SiteContext, typed: AccountForm = AccountForm(), problems: [FieldProblem] = [],
    status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let actor = try context.officer()
    let units = site.centre.units(of: actor, for: .keepAccounts)
    guard !units.isEmpty else { throw AccountRefusal.notAdministrator }
    let page = NewAccountPage(
      typed, units: units, own: actor.unit, problems: problems, today: site.centre.now().date, wording(context))
    return site.renderer.response(
      "account-new", page, title: wording(context).text("staff.accounts.new"), surface: .desk, context, status: status)
  }

  private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    var form = AccountForm()
    form.username = body["username"]
    form.name = body["name"]
    form.post = PostForm(body)
    do {
      return issued(try await site.centre.createAccount(form, by: actor), context)
    } catch let invalid as InvalidInput {
      return try newForm(context, typed: form, problems: invalid.problems, status: .unprocessableContent)
    }
  }

  /// Shows a one-time password, once: the page is not kept, and its address can't be opened again.
  private func issued(_ password: IssuedPassword, _ context: SiteContext) -> Response {
    let page = IssuedPasswordPage(
      name: password.name, username: password.username, password: password.password,
      until: wording(context).moment(password.until), link: "/admin/accounts/\(password.staff)")
    return site.renderer.response(
      "issued-password", page, title: wording(context).text("staff.issued.title"), surface: .desk, context)
  }

  // MARK: - One account

  private func show(
    _ context: SiteContext, done: String? = nil, typed: PostForm? = nil, refusal: (any Refusal)? = nil
  ) async throws -> Response {
    let actor = try context.officer()
    let read = try await site.centre.readAccount(id(context), by: actor)
    let page = AccountPage(
      read, units: site.centre.units(of: actor, for: .keepAccounts), catalogue: site.centre.catalogue, typed: typed,
      problems: refusal?.problems ?? [], done: done, today: site.centre.now().date, wording(context))
    return site.renderer.response(
      "account", page, title: read.line.account.name, surface: .desk, context, status: refusal?.kind.status ?? .ok)
  }

  private func doing(
    _ context: SiteContext, typed: PostForm? = nil, _ body: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await body()
    } catch let refusal as any Refusal where [.invalid, .conflict].contains(refusal.kind) {
      // What was typed stays on the page.
      return try await show(context, typed: typed, refusal: refusal)
    }
  }

  private func back(_ context: SiteContext, _ done: String) -> Response {
    .seeOther("/admin/accounts/\(id(context))?done=\(done)")
  }

  private func givePost(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let form = PostForm(try await FormBody(request, context))
    return try await doing(context, typed: form) {
      try await site.centre.givePost(form, to: id(context), by: actor)
      return back(context, "post")
    }
  }

  private func setState(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    return try await doing(context) {
      let active = body["state"] == "open"
      try await site.centre.setAccount(id(context), active: active, reason: body["reason"] ?? "", by: actor)
      return back(context, active ? "opened" : "closed")
    }
  }

  private func issue(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    _ = try await FormBody(request, context)
    return try await doing(context) {
      issued(try await site.centre.issuePassword(to: id(context), by: actor), context)
    }
  }

  private func endAll(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    _ = try await FormBody(request, context)
    try await site.centre.endSessions(of: id(context), by: actor)
    return back(context, "ended")
  }

  private func propose(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    return try await doing(context) {
      try await site.centre.proposeRecovery(of: id(context), reason: body["why"] ?? "", by: actor)
      return back(context, "proposed")
    }
  }

  private func confirm(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    _ = try await FormBody(request, context)
    return try await doing(context) {
      issued(try await site.centre.confirmRecovery(of: id(context), by: actor), context)
    }
  }

  private func withdraw(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    _ = try await FormBody(request, context)
    try await site.centre.withdrawRecovery(of: id(context), by: actor)
    return back(context, "withdrawn")
  }
}

extension PostForm {
  /// What a page posted.
  init(_ body: FormBody) {
    self.init()
    unit = body["unit"]
    title = body["title"]
    roles = body.all("roles")
    from = body["from"]
    until = body["until"]
  }
}

extension StaffPost {
  /// The title in one line, as it is typed.
  var titleLine: String { title.split(separator: "\n").joined(separator: " / ") }
}
