import Centre
import Domain
import Hummingbird
import Storage

/// What was done to accounts, by whom and when: for administrators, the province's supervisor and auditors.
struct AccountEventRoutes: Sendable {
  let site: Site
  /// Events on one page.
  static let pageSize = 50

  func register(on router: Router<SiteContext>) {
    router.get("/admin/account-events") { request, context in try await list(request, context) }
    router.get("/admin/account-events.csv") { request, context in try await export(request, context) }
  }

  private func list(_ request: Request, _ context: SiteContext) async throws -> Response {
    let view = AccountEventView(request)
    var filter = view.filter
    filter.limit = Self.pageSize
    filter.offset = (view.page - 1) * Self.pageSize
    let found = try await site.centre.listAccountEvents(filter, by: context.officer())
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = AccountEventsPage(
      view, found.events, total: found.total, names: found.names, site.centre.catalogue, wording)
    return site.renderer.response(
      "account-events", page, title: wording.text("staff.events.title"), surface: .desk, context)
  }

  private func export(_ request: Request, _ context: SiteContext) async throws -> Response {
    var filter = AccountEventView(request).filter
    filter.limit = 10_000
    let found = try await site.centre.listAccountEvents(filter, by: context.officer())
    var rows = [["at", "unit", "account", "name", "event", "facts", "by", "by_title"]]
    rows += found.events.map { event in
      [
        event.at.iso8601, event.unit.rawValue, event.staff, found.names[event.staff] ?? "", event.name.rawValue,
        event.facts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; "), event.by.name,
        event.by.title,
      ]
    }
    return .document(
      Array(CSV.text(rows).utf8), mediaType: "text/csv; charset=utf-8", name: "nhat-ky-tai-khoan.csv", download: true)
  }
}

/// Which events are looked at, as the address says.
struct AccountEventView: Sendable {
  let name: StaffEvent.Name?
  let page: Int

  init(_ request: Request) {
    name = request.asked("event").flatMap(StaffEvent.Name.init(rawValue:))
    page = min(max(1, request.asked("page").flatMap { Int($0) } ?? 1), 100_000)
  }

  /// What is asked of the centre; of which units, is decided there.
  var filter: StaffEventFilter {
    var filter = StaffEventFilter()
    filter.name = name
    return filter
  }

  func address(page: Int? = nil, path: String = "/admin/account-events") -> String {
    PageAddress.of(path, [("event", name?.rawValue ?? ""), ("page", page.map { String($0) } ?? "")])
  }
}

/// One event in words.
struct AccountEventLine: Sendable {
  let at: String
  let name: String
  let unit: String
  let what: String
  let facts: [String]
  let by: String

  init(_ event: StaffEvent, name: String, _ catalogue: Catalogue, _ wording: Wording) {
    at = wording.moment(event.at)
    self.name = name
    unit = catalogue.units.unit(event.unit)?.name[wording.language] ?? event.unit.rawValue
    what = wording.text("staff.event.\(event.name.rawValue)")
    facts = Self.told.compactMap { key in
      event.facts[key].flatMap { value in
        value.isEmpty ? nil : "\(wording.text("staff.fact.\(key)")): \(Self.value(value, of: key, catalogue, wording))"
      }
    }
    by = event.by.kind == .program ? wording.text("staff.events.machine") : event.by.name
  }

  /// In this order; what is not here has no meaning for a reader.
  private static let told = [
    "username", "unit", "title", "roles", "from", "until", "grantor", "form", "procedures", "ground", "proposer",
    "reason", "count", "left",
  ]

  private static func value(
    _ value: String, of key: String, _ catalogue: Catalogue, _ wording: Wording
  ) -> String {
    switch key {
    case "unit": catalogue.units.unit(UnitCode(rawValue: value))?.name[wording.language] ?? value
    case "roles": AccountPage.roles(Set(value.split(separator: " ").compactMap { Role(rawValue: String($0)) }), wording)
    case "from", "until": CivilDate(iso: value)?.display ?? value
    case "form": wording.text("staff.delegation.form-\(value)")
    default: value
    }
  }
}

/// What was done to accounts, as a list.
struct AccountEventsPage: Sendable {
  struct Choice: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }

  let names: [Choice]
  let lines: [AccountEventLine]
  let empty: Bool
  let total: String
  let export: String
  let previous: String?
  let next: String?

  init(
    _ view: AccountEventView, _ events: [StaffEvent], total: Int, names: [String: String], _ catalogue: Catalogue,
    _ wording: Wording
  ) {
    self.names = StaffEvent.Name.allCases.map {
      Choice(value: $0.rawValue, label: wording.text("staff.event.\($0.rawValue)"), chosen: $0 == view.name)
    }
    lines = events.map { AccountEventLine($0, name: names[$0.staff] ?? "–", catalogue, wording) }
    empty = lines.isEmpty
    self.total = wording.text("staff.events.total", ["number": wording.number(total)])
    export = view.address(path: "/admin/account-events.csv")
    previous = view.page > 1 ? view.address(page: view.page - 1) : nil
    next = view.page * AccountEventRoutes.pageSize < total ? view.address(page: view.page + 1) : nil
  }
}
