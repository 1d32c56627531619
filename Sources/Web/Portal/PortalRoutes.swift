import Centre
import Domain
import Hummingbird

/// What citizens see: where is my dossier, what do I need, file.
struct PortalRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/") { request, context in try await home(request, context) }
    router.get("/thu-tuc/{code}") { _, context in try procedure(context) }
    LookUpRoutes(site: site).register(on: router)
    VerifyRoutes(site: site).register(on: router)
    FilingRoutes(site: site).register(on: router)
  }

  private func home(_ request: Request, _ context: SiteContext) async throws -> Response {
    let query = request.asked("q")
    let page = HomePage(
      query: query, catalogue: site.centre.catalogue, today: site.centre.now().date,
      onlineFiling: site.takesFilings(context), language: context.language)
    return site.renderer.response(
      "home", page, title: site.centre.catalogue.texts.text("portal.home.title", context.language), surface: .portal,
      context)
  }

  private func procedure(_ context: SiteContext) throws -> Response {
    let code = ProcedureCode(rawValue: context.parameters.get("code") ?? "")
    guard let found = site.centre.catalogue.procedure(code, on: site.centre.now().date) else {
      throw FieldProblem("procedure", "error.procedure.unknown", kind: .missing)
    }
    let page = ProcedurePage(
      found, onlineFiling: site.takesFilings(context), Wording(site.centre.catalogue.texts, context.language),
      today: site.centre.now().date)
    return site.renderer.response(
      "procedure", page, title: found.shortName[context.language], surface: .portal, context)
  }
}

/// The first page.
struct HomePage: Sendable {
  struct Entry: Sendable {
    let code: String
    let name: String
    let field: String
    let time: String
  }

  let query: String
  let searched: Bool
  let procedures: [Entry]
  let nothing: Bool
  let onlineFiling: Bool

  init(query: String?, catalogue: Catalogue, today: CivilDate, onlineFiling: Bool, language: Language) {
    let found = catalogue.findProcedures(query ?? "", on: today)
    self.query = String((query ?? "").prefix(200))
    searched = !(query ?? "").isEmpty
    procedures = found.prefix(20).map { procedure in
      Entry(
        code: procedure.code.rawValue, name: procedure.shortName[language], field: procedure.field[language],
        time: procedure.timeLimit.text[language])
    }
    nothing = found.isEmpty
    self.onlineFiling = onlineFiling
  }
}

/// A procedure in plain words.
struct ProcedurePage: Sendable {
  struct Line: Sendable {
    let text: String
    let source: String?
  }

  let code: String
  let name: String
  let legalName: String
  let time: Line
  let papers: [Line]
  let fee: Line
  let guide: [Line]
  let refusals: [Line]
  let laws: [String]
  let onlineFiling: Bool

  init(_ procedure: Procedure, onlineFiling: Bool, _ wording: Wording, today: CivilDate) {
    let language = wording.language
    code = procedure.code.rawValue
    name = procedure.shortName[language]
    legalName = procedure.name[language]
    time = Line(text: procedure.timeLimit.text[language], source: procedure.timeLimit.source.text)
    papers = procedure.papers.map { Line(text: $0.name[language], source: $0.source.text) }
    guide = procedure.guide.map { Line(text: $0.text[language], source: nil) }
    refusals = procedure.refusals.map { Line(text: $0.text[language], source: $0.source?.text) }
    laws = procedure.legalBasis.map(\.text)
    self.onlineFiling = onlineFiling
    let tariff = procedure.fee.tariffs.first { $0.isInForce(on: today) }
    fee = Line(
      text: tariff.map { tariff in
        wording.text(
          "portal.procedure.fee",
          [
            "first": wording.money(tariff.perFirstPage), "pages": String(tariff.firstPages),
            "further": wording.money(tariff.perFurtherPage), "maximum": wording.money(tariff.maximumACopy),
          ])
      } ?? wording.text("portal.procedure.no-fee"), source: tariff?.source.text)
  }
}
