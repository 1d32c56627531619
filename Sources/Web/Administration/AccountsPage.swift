import Centre
import Domain
import Hummingbird
import Storage

/// What the list of accounts shows, as its address says.
struct AccountView: Sendable {
  let filter: AccountFilter
  let page: Int

  init(_ request: Request) {
    var filter = AccountFilter()
    filter.words = String((request.asked("q") ?? "").prefix(200))
    filter.role = request.asked("role").flatMap(Role.init(rawValue:))
    filter.state = request.asked("state").flatMap(AccountState.init(rawValue:))
    filter.unit = request.asked("unit").map { UnitCode(rawValue: String($0.prefix(20))) }
    self.filter = filter
    page = min(max(1, request.asked("page").flatMap { Int($0) } ?? 1), 100_000)
  }

  /// The address of this view, of another page of it, or of its export.
  func address(page: Int? = nil, path: String = "/admin/accounts") -> String {
    PageAddress.of(
      path,
      [
        ("q", filter.words), ("role", filter.role?.rawValue ?? ""), ("state", filter.state?.rawValue ?? ""),
        ("unit", filter.unit?.rawValue ?? ""), ("page", page.map { String($0) } ?? ""),
      ])
  }
}

/// How an account stands, with a sign and a colour beside the word.
struct AccountStateView: Sendable {
  let text: String
  let level: String
  let sign: String

  init(_ state: AccountState, _ wording: Wording) {
    text = wording.text("staff.state.\(state.rawValue)")
    switch state {
    case .active: (level, sign) = ("done", "✓")
    case .waiting: (level, sign) = ("soon", "◔")
    case .resting: (level, sign) = ("still", "Ⅱ")
    case .closed: (level, sign) = ("late", "×")
    }
  }
}

/// The accounts of the units that somebody administers.
struct AccountsPage: Sendable {
  struct Line: Sendable {
    let link: String
    let name: String
    let username: String
    let title: String
    let unit: String
    let roles: String
    let days: String?
    let state: AccountStateView
    let hasCode: Bool
    let used: String
  }

  struct Choice: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }

  let words: String
  let roles: [Choice]
  let states: [Choice]
  let units: [Choice]
  let hasUnits: Bool
  let lines: [Line]
  let empty: Bool
  let total: String
  let export: String
  let previous: String?
  let next: String?

  init(_ view: AccountView, _ found: [AccountLine], units: [Domain.Unit], _ wording: Wording) {
    let filter = view.filter
    words = filter.words
    let givable = Set(units.flatMap(Role.givable))
    roles = Role.allCases.filter(givable.contains).map {
      Choice(value: $0.rawValue, label: wording.text("shared.role.\($0.rawValue)"), chosen: $0 == filter.role)
    }
    states = AccountState.allCases.map {
      Choice(value: $0.rawValue, label: wording.text("staff.state.\($0.rawValue)"), chosen: $0 == filter.state)
    }
    self.units = units.map {
      Choice(value: $0.code.rawValue, label: $0.name[wording.language], chosen: $0.code == filter.unit)
    }
    hasUnits = units.count > 1
    let names = Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.name[wording.language]) })
    let first = min((view.page - 1) * AccountRoutes.pageSize, found.count)
    let shown = found[first..<min(first + AccountRoutes.pageSize, found.count)]
    lines = shown.map { line in
      let account = line.account
      return Line(
        link: "/admin/accounts/\(account.id)", name: account.name, username: account.username,
        title: account.post.titleLine, unit: names[account.unit] ?? account.unit.rawValue,
        roles: AccountPage.roles(account.roles, wording), days: AccountPage.days(account.post, wording),
        state: AccountStateView(line.state, wording), hasCode: line.hasCode,
        used: account.signedInAt.map { wording.moment($0) } ?? wording.text("staff.accounts.never"))
    }
    empty = lines.isEmpty
    total = wording.text("staff.accounts.total", ["number": wording.number(found.count)])
    export = view.address(path: "/admin/accounts.csv")
    previous = view.page > 1 ? view.address(page: view.page - 1) : nil
    next = first + AccountRoutes.pageSize < found.count ? view.address(page: view.page + 1) : nil
  }
}

/// The fields of a post.
struct PostFields: Sendable {
  let draw: PlainFields
  let units: [Domain.Unit]
  let wording: Wording

  func fields(_ form: PostForm, today: CivilDate) -> [AnswerFieldView] {
    let hint = wording.text("shared.hint.originals.issued_on")
    // Of several units nobody knows yet which it will be; what does not fit is told when it is sent.
    let givable = Set(units.flatMap(Role.givable))
    return [
      draw.select(
        "unit", wording.text("staff.post.unit"), units.map { ($0.code.rawValue, $0.name[wording.language]) },
        value: form.unit),
      draw.line(
        "title", wording.text("staff.post.title"), value: form.title, hint: wording.text("staff.post.title-hint"),
        narrow: false),
      draw.checkboxes(
        "roles", wording.text("staff.post.roles"),
        Role.allCases.filter(givable.contains).map { ($0.rawValue, wording.text("shared.role.\($0.rawValue)")) },
        values: Set(form.roles ?? [])),
      draw.line("from", wording.text("staff.post.from"), value: form.from ?? today.display, hint: hint),
      draw.line(
        "until", wording.text("staff.post.until"), value: form.until, hint: wording.text("staff.post.until-hint"),
        optional: true),
    ]
  }
}

/// A new account.
struct NewAccountPage: Sendable {
  let fields: [AnswerFieldView]
  let errors: [ErrorLine]
  let hasErrors: Bool

  init(
    _ form: AccountForm, units: [Domain.Unit], own: UnitCode?, problems: [FieldProblem], today: CivilDate,
    _ wording: Wording
  ) {
    let draw = PlainFields(problems: problems, wording: wording)
    var post = form.post
    if post.unit == nil { post.unit = own?.rawValue }
    fields =
      [
        draw.line("name", wording.text("staff.account.name"), value: form.name, narrow: false),
        draw.line(
          "username", wording.text("desk.sign-in.username"), value: form.username,
          hint: wording.text("staff.account.username-hint")),
      ] + PostFields(draw: draw, units: units, wording: wording).fields(post, today: today)
    errors = draw.summary
    hasErrors = !errors.isEmpty
  }
}

/// A one-time password, shown once.
struct IssuedPasswordPage: Sendable {
  let name: String
  let username: String
  let password: String
  let until: String
  let link: String
}
