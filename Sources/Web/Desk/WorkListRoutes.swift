import Centre
import Domain
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
    // An editor of the catalogue has no dossiers; what they look after is their first page.
    if !actor.may(.readDossier), actor.may(.readCatalogue) { return .seeOther("/admin/catalogue") }
    let centre = site.centre
    let view = ListView(request, actor: actor)
    var filter = filter(view, actor)
    filter.limit = Self.pageSize
    filter.offset = (view.page - 1) * Self.pageSize
    let found = try await centre.listDossiers(filter, by: actor)
    let content = WorkListContent(
      view: view, items: found.items, total: found.total, count: try await centre.countWork(by: actor),
      threatened: try await centre.listThreatened(by: actor), outcome: outcome,
      urges: context.visit?.isUrged ?? false)
    let wording = Wording(centre.catalogue.texts, context.language)
    let page = WorkListPage(content, actor: actor, centre: centre, wording, now: centre.now())
    return site.renderer.response(
      "work-list", page, title: wording.text("desk.list.title"), surface: .desk, context)
  }

  private func filter(_ view: ListView, _ actor: Actor) -> DossierFilter {
    view.filter(
      actor, dueBefore: actor.unit.map { site.centre.warningHorizon(for: $0, at: site.centre.now()) })
  }

  private func export(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    var filter = filter(ListView(request, actor: actor), actor)
    filter.limit = 10_000
    filter.offset = 0
    let found = try await site.centre.listDossiers(filter, by: actor)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    var rows = [
      [
        "code", "procedure", "procedure_name", "unit", "unit_name", "receiving_unit", "turn_unit", "step", "applicant",
        "state", "received_at", "due_at", "promised_at", "finished_at", "fee", "unpaid",
        "external_code",
      ]
    ]
    rows += found.items.map { exported($0, wording) }
    return .document(
      Array(CSV.text(rows).utf8), mediaType: "text/csv; charset=utf-8", name: "ho-so.csv", download: true)
  }

  private func exported(_ item: DossierListItem, _ wording: Wording) -> [String] {
    let catalogue = site.centre.catalogue
    let procedure = catalogue.newestProcedure(item.procedure)
    return [
      item.code.rawValue, item.procedure.rawValue, procedure?.shortName[wording.language] ?? "", item.unit.rawValue,
      catalogue.units.unit(item.unit)?.name[wording.language] ?? "", item.receivingUnit.rawValue,
      item.turnUnit?.rawValue ?? "", item.step.flatMap { procedure?.step($0)?.name[wording.language] } ?? "",
      item.applicant, wording.text("shared.state.\(item.state.rawValue)"), item.receivedAt.iso8601,
      item.dueAt.iso8601, item.promisedAt?.iso8601 ?? "", item.finishedAt?.iso8601 ?? "", String(item.fee),
      String(item.unpaid), item.externalCode ?? "",
    ]
  }

  /// Does one action to many dossiers: each in a transaction of its own, so that one that can't be done keeps no
  /// other back.
  private func many(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    guard actor.may(.takeTurn) else { throw DossierRefusal.notYourRole(.leader) }
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
