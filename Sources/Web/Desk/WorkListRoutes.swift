import Centre
import Domain
import Foundation
import Hummingbird
import Storage

/// "My work now", and every other list of dossiers: filters in the address, search without diacritics, export, and
/// deciding about many at once.
struct WorkListRoutes: Sendable {
  let site: Site
  /// Dossiers on one page.
  static let pageSize = 25

  func register(on router: Router<SiteContext>) {
    router.get("/desk") { request, context in try await list(request, context) }
    router.get("/desk/export.csv") { request, context in try await export(request, context) }
    router.post("/desk/many") { request, context in try await many(request, context) }
  }

  private func list(_ request: Request, _ context: SiteContext, outcome: BatchOutcome? = nil) async throws -> Response {
    let actor = try context.officer()
    let view = ListView(request, actor: actor)
    let found = try await site.centre.listDossiers(filter(view, actor), by: actor)
    let count = try await site.centre.countWork(by: actor)
    let page = WorkListPage(
      view: view, items: found.items, total: found.total, count: count, outcome: outcome, actor: actor,
      site.centre.catalogue, Wording(site.centre.catalogue.texts, context.language), now: site.centre.now())
    return site.renderer.response(
      "work-list", page, title: site.centre.catalogue.texts.text("desk.list.title", context.language), surface: .desk,
      context)
  }

  private func filter(_ view: ListView, _ actor: Actor) -> DossierFilter {
    var filter = DossierFilter(unit: actor.unit)
    if actor.roles.contains(.provinceSupervisor) { filter.unit = nil }
    if view.show == .mine { filter.roles = actor.roles }
    filter.progress = view.progress
    filter.dueBefore = actor.unit.map { site.centre.warningHorizon(for: $0, at: site.centre.now()) }
    filter.words = view.words
    filter.order = view.order
    filter.limit = Self.pageSize
    filter.offset = (view.page - 1) * Self.pageSize
    return filter
  }

  private func export(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    var filter = filter(ListView(request, actor: actor), actor)
    filter.limit = 10_000
    filter.offset = 0
    let found = try await site.centre.listDossiers(filter, by: actor)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    var rows = [["code", "applicant", "state", "received_at", "due_at", "finished_at", "fee", "unpaid"]]
    rows += found.items.map { item in
      [
        item.code.rawValue, item.applicant, wording.text("shared.state.\(item.state.rawValue)"),
        item.receivedAt.iso8601,
        item.dueAt.iso8601, item.finishedAt?.iso8601 ?? "", String(item.fee), String(item.unpaid),
      ]
    }
    return .document(
      Array(CSV.text(rows).utf8), mediaType: "text/csv; charset=utf-8", name: "ho-so.csv", download: true)
  }

  /// Does one action to many dossiers: each in a transaction of its own, so that one that can't be done keeps no
  /// other back.
  private func many(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    guard let action = DossierAction(rawValue: body["action"] ?? ""), action.stepAction != nil else {
      throw DossierRefusal.unknownAction
    }
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let key = body["key"] ?? ""
    var done = 0
    var refused: [String] = []
    for text in body.all("codes").prefix(100) {
      guard let code = DossierCode(typed: text) else { continue }
      do {
        let act = DossierAct()
        _ = try await site.centre.act(
          action, on: code, act, by: actor, key: IdempotencyKey("\(key)-\(code.rawValue)", request: act))
        done += 1
      } catch let refusal as any Refusal {
        refused.append("\(code.rawValue): \(wording.text(refusal.textKey, refusal.values))")
      }
    }
    let outcome = BatchOutcome(
      done: wording.text("desk.many.done", ["number": String(done)]), refused: refused, hasRefused: !refused.isEmpty)
    return try await list(request, context, outcome: outcome)
  }
}

/// What became of many at once.
struct BatchOutcome: Sendable {
  let done: String
  let refused: [String]
  let hasRefused: Bool
}

/// What a list shows, as its address says.
struct ListView: Sendable {
  enum Show: String, Sendable {
    case mine
    case unit
  }

  let show: Show
  let progress: DossierFilter.Progress
  let words: String
  let order: DossierFilter.Order
  let page: Int

  init(_ request: Request, actor: Actor) {
    func value(_ name: String) -> String? { request.asked(name) }
    let supervises = actor.roles.contains(.provinceSupervisor)
    show = value("show").flatMap(Show.init(rawValue:)) ?? (supervises ? .unit : .mine)
    progress = value("progress").flatMap(DossierFilter.Progress.init(rawValue:)) ?? .open
    words = String((value("q") ?? "").prefix(200))
    order = value("order").flatMap(DossierFilter.Order.init(rawValue:)) ?? .due
    page = min(max(1, value("page").flatMap { Int($0) } ?? 1), 100_000)
  }

  /// The address of this view with one thing changed.
  func address(_ changes: [String: String] = [:], path: String = "/desk") -> String {
    var parts = ["show": show.rawValue, "progress": progress.rawValue, "order": order.rawValue]
    if !words.isEmpty { parts["q"] = words }
    parts.merge(changes) { _, new in new }
    let query = parts.sorted { $0.key < $1.key }.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }
    return "\(path)?\(query.joined(separator: "&"))"
  }
}

/// Comma-separated values that spreadsheet programs open without running anything.
enum CSV {
  static func text(_ rows: [[String]]) -> String {
    "\u{FEFF}" + rows.map { $0.map(field).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
  }

  private static func field(_ text: String) -> String {
    // A cell that begins like a formula would be run by some programs.
    let safe = text.first.map { "=+-@\t".contains($0) } == true ? "'" + text : text
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
