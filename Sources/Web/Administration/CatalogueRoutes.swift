import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// The catalogue from the browser: what is in force, in full; versions side by side; and, for the province's editors,
/// a new version checked, looked at and published.
struct CatalogueRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/admin/catalogue") { request, context in try await list(request, context) }
    router.get("/admin/catalogue.csv") { request, context in try export(request, context) }
    router.get("/admin/catalogue/publish") { request, context in try form(request, context) }
    router.post("/admin/catalogue/check") { request, context in try await check(request, context) }
    router.post("/admin/catalogue/publish") { request, context in try await publish(request, context) }
    router.get("/admin/catalogue/{code}") { request, context in try await show(request, context) }
    router.get("/admin/catalogue/{code}/source.yaml") { request, context in try source(request, context) }
    router.get("/admin/catalogue/{code}/compare") { request, context in try compare(request, context) }
    router.post("/admin/catalogue/{code}/withdraw") { request, context in try await withdraw(request, context) }
  }

  private func wording(_ context: SiteContext) -> Wording {
    Wording(site.centre.catalogue.texts, context.language)
  }

  // MARK: - Reading

  private func list(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let catalogue = try site.centre.readCatalogue(by: actor)
    let staffing = try await site.centre.staffingFaults()
    let wording = wording(context)
    let page = CatalogueListPage(
      CatalogueView(request), catalogue, staffing, mayPublish: site.centre.mayPublish(actor), wording,
      today: site.centre.now().date)
    return site.renderer.response(
      "catalogue", page, title: wording.text("admin.catalogue.title"), surface: .desk, context)
  }

  private func export(_ request: Request, _ context: SiteContext) throws -> Response {
    let catalogue = try site.centre.readCatalogue(by: try context.officer())
    let today = site.centre.now().date
    var rows = [["code", "name", "field", "level", "version", "from", "until", "in_force", "steps", "unverified"]]
    rows += CatalogueView(request).procedures(in: catalogue, on: today).map { procedure in
      [
        procedure.code.rawValue, procedure.name[context.language], procedure.field[context.language],
        procedure.level.rawValue, String(procedure.version), procedure.from.iso, procedure.until?.iso ?? "",
        procedure.isInForce(on: today) ? "yes" : "no", String(procedure.steps.count),
        String(catalogue.unverified(in: procedure).count),
      ]
    }
    return .document(
      Array(CSV.text(rows).utf8), mediaType: "text/csv; charset=utf-8", name: "thu-tuc.csv", download: true)
  }

  /// The version that the address names, else the one in force, else the newest.
  private func version(
    _ request: Request, _ context: SiteContext, _ catalogue: Catalogue, _ name: String = "version"
  ) throws -> Procedure {
    let code = ProcedureCode(rawValue: context.parameters.get("code") ?? "")
    let found =
      if let asked = request.asked(name) {
        Int(asked).flatMap { catalogue.procedure(code, version: $0) }
      } else {
        catalogue.procedure(code, on: site.centre.now().date) ?? catalogue.newestProcedure(code)
      }
    guard let found else { throw CatalogueRefusal.unknown }
    return found
  }

  private func show(
    _ request: Request, _ context: SiteContext, refusal: CatalogueRefusal? = nil
  ) async throws -> Response {
    let actor = try context.officer()
    let catalogue = try site.centre.readCatalogue(by: actor)
    let procedure = try version(request, context, catalogue)
    let events = try await site.centre.listPublications(procedure.code, by: actor)
    let wording = wording(context)
    let page = CatalogueProcedurePage(
      procedure, catalogue, events, mayPublish: site.centre.mayPublish(actor),
      told: request.asked("done").flatMap { ["published", "withdrawn"].contains($0) ? $0 : nil },
      problem: refusal.map { wording.text($0.textKey, $0.values) }, wording, today: site.centre.now().date)
    return site.renderer.response(
      "catalogue-procedure", page, title: procedure.shortName[context.language], surface: .desk, context,
      status: refusal?.kind.status ?? .ok)
  }

  private func source(_ request: Request, _ context: SiteContext) throws -> Response {
    let catalogue = try site.centre.readCatalogue(by: try context.officer())
    let procedure = try version(request, context, catalogue)
    guard let source = catalogue.source(of: procedure) else { throw CatalogueRefusal.unknown }
    return .document(
      Array(source.yaml.utf8), mediaType: "text/plain; charset=utf-8",
      name: "\(procedure.code.rawValue)-v\(procedure.version).yaml")
  }

  private func compare(_ request: Request, _ context: SiteContext) throws -> Response {
    let catalogue = try site.centre.readCatalogue(by: try context.officer())
    let later = try version(request, context, catalogue, "with")
    let earlier = try version(request, context, catalogue, "version")
    let wording = wording(context)
    let page = try CatalogueComparePage(earlier, later, all: request.asked("all") == "yes", wording)
    return site.renderer.response(
      "catalogue-compare", page, title: wording.text("admin.compare.title"), surface: .desk, context)
  }

  // MARK: - Publishing

  private func form(_ request: Request, _ context: SiteContext) throws -> Response {
    let actor = try context.officer()
    guard site.centre.mayPublish(actor) else { throw CatalogueRefusal.notEditor }
    var yaml = ""
    if let code = request.asked("from"), let from = site.centre.catalogue.newestProcedure(ProcedureCode(rawValue: code))
    {
      yaml = site.centre.catalogue.source(of: from)?.yaml ?? ""
    }
    return answer(CataloguePublishPage(yaml: yaml), context)
  }

  private func answer(
    _ page: CataloguePublishPage, _ context: SiteContext, status: HTTPResponse.Status = .ok
  ) -> Response {
    site.renderer.response(
      "catalogue-publish", page, title: wording(context).text("admin.publish.title"), surface: .desk, context,
      status: status)
  }

  /// The file that was sent, as a file or as text; with line ends as editors write them.
  private func sent(_ request: Request, _ context: SiteContext) async throws -> String {
    let form = try await FilesForm(request, context, site: site)
    defer { for file in form.files { file.incoming?.cancel() } }
    if let file = form.files.first(where: { $0.field == "file" }) {
      if let refusal = file.refusal { throw refusal }
      guard let path = file.incoming?.path, let data = FileManager.default.contents(atPath: path),
        data.count <= Centre.publishedLimit
      else { throw CatalogueRefusal.tooLarge(kilobytes: Centre.publishedLimit / 1024) }
      guard let text = String(validating: data, as: UTF8.self) else { throw FormRefusal.unreadable }
      return text.replacing("\r\n", with: "\n")
    }
    return (form.body["yaml"] ?? "").replacing("\r\n", with: "\n")
  }

  private func check(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    try site.centre.requireEditor(actor)
    let yaml = try await sent(request, context)
    do {
      switch try await site.centre.proveProcedure(yaml, by: actor) {
      case .faults(let faults):
        return answer(CataloguePublishPage(yaml: yaml, faults: faults), context, status: .unprocessableContent)
      case .sound(let sound):
        let preview = try CataloguePreview(sound, wording(context), today: site.centre.now().date)
        return answer(CataloguePublishPage(yaml: yaml, preview: preview), context)
      }
    } catch let refusal as CatalogueRefusal where refusal.field == "yaml" {
      let problem = wording(context).text(refusal.textKey, refusal.values)
      return answer(CataloguePublishPage(yaml: "", problem: problem), context, status: refusal.kind.status)
    }
  }

  private func publish(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    try site.centre.requireEditor(actor)
    let yaml = try await sent(request, context)
    switch try await site.centre.publishProcedure(yaml, by: actor) {
    case .faults(let faults):
      return answer(CataloguePublishPage(yaml: yaml, faults: faults), context, status: .unprocessableContent)
    case .sound(let sound):
      let code = sound.procedure.code.rawValue
      return .seeOther("/admin/catalogue/\(code)?version=\(sound.procedure.version)&done=published")
    }
  }

  private func withdraw(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    let code = ProcedureCode(rawValue: context.parameters.get("code") ?? "")
    guard let version = body["version"].flatMap({ Int($0) }) else { throw CatalogueRefusal.unknown }
    do {
      guard let until = CivilDate(typed: body["until"] ?? "") else { throw CatalogueRefusal.noDay }
      try await site.centre.withdrawProcedure(code, version: version, until: until, by: actor)
    } catch let refusal as CatalogueRefusal where refusal.field == "until" {
      return try await show(request, context, refusal: refusal)
    }
    return .seeOther("/admin/catalogue/\(code.rawValue)?version=\(version)&done=withdrawn")
  }
}

extension CivilDate {
  /// A day as a browser's field sends it, or as people here write it: 24/02/2026.
  fileprivate init?(typed: String) {
    let parts = typed.split(separator: "/").compactMap { Int($0) }
    if parts.count == 3, parts[2] > 999 {
      self.init(year: parts[2], month: parts[1], day: parts[0])
    } else {
      self.init(iso: typed.trimmingCharacters(in: .whitespaces))
    }
  }
}
