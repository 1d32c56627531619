import Centre
import Domain
import Hummingbird

/// What citizens see: where is my dossier, what do I need, file.
struct PortalRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/") { request, context in try await home(request, context) }
    router.get("/thu-tuc") { _, context in all(context) }
    router.get("/thu-tuc/{code}") { _, context in try procedure(context) }
    router.get("/danh-muc/{list}") { request, context in try codes(request, context) }
    NeedRoutes(site: site).register(on: router)
    LookUpRoutes(site: site).register(on: router)
    VerifyRoutes(site: site).register(on: router)
    JournalRoutes(site: site).register(on: router)
    FilingRoutes(site: site).register(on: router)
    CitizenSignInRoutes(site: site).register(on: router)
    CitizenRoutes(site: site).register(on: router)
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

  /// All procedures by field.
  private func all(_ context: SiteContext) -> Response {
    let page = ProceduresPage(
      catalogue: site.centre.catalogue, today: site.centre.now().date, language: context.language)
    return site.renderer.response(
      "procedures", page, title: site.centre.catalogue.texts.text("portal.home.all", context.language),
      surface: .portal, context)
  }

  /// The entries of a code list in which the words asked for stand; twelve at most.
  private func codes(_ request: Request, _ context: SiteContext) throws -> Response {
    guard let list = site.centre.catalogue.lists[context.parameters.get("list") ?? ""] else {
      throw FieldProblem("list", "error.web.not-found", kind: .missing)
    }
    let found = list.find(request.asked("q") ?? "").prefix(12).map { entry in
      CodeAnswer(
        code: entry.code, name: entry.name[context.language], warning: entry.warning?[context.language])
    }
    return try .json(Array(found))
  }

  private func procedure(_ context: SiteContext) throws -> Response {
    let code = ProcedureCode(rawValue: context.parameters.get("code") ?? "")
    guard let found = site.centre.catalogue.procedure(code, on: site.centre.now().date) else {
      throw FieldProblem("procedure", "error.procedure.unknown", kind: .missing)
    }
    let page = ProcedurePage(
      found, site.centre.catalogue, onlineFiling: site.takesFilings(context),
      Wording(site.centre.catalogue.texts, context.language),
      today: site.centre.now().date)
    return site.renderer.response(
      "procedure", page, title: found.shortName[context.language], surface: .portal, context)
  }
}

/// An entry of a code list for the page's script.
struct CodeAnswer: Encodable, Sendable {
  let code: String
  let name: String
  let warning: String?
}

/// The first page.
struct HomePage: Sendable {
  let query: String
  /// What was found; empty while nothing is looked for.
  let procedures: [ProcedureLine]
  let nothing: Bool
  let needs: [NeedLine]
  let hasNeeds: Bool
  let onlineFiling: Bool

  init(query: String?, catalogue: Catalogue, today: CivilDate, onlineFiling: Bool, language: Language) {
    let words = query ?? ""
    let found = words.isEmpty ? [] : catalogue.findProcedures(words, on: today)
    self.query = String(words.prefix(200))
    procedures = found.prefix(20).map { ProcedureLine($0, catalogue, language) }
    let wanted = catalogue.findNeeds(words)
    needs = wanted.prefix(24).map { NeedLine(key: $0.key, name: $0.name[language]) }
    hasNeeds = !wanted.isEmpty
    nothing = !words.isEmpty && found.isEmpty && wanted.isEmpty
    self.onlineFiling = onlineFiling
  }
}

/// A procedure in plain words.
struct ProcedurePage: Sendable {
  struct Line: Sendable {
    let text: String
    let source: String?
  }

  struct Other: Sendable {
    let otherCode: String
    let otherName: String
    let circumstance: String?
  }

  let code: String
  let name: String
  let legalName: String
  /// Who settles it, when it is not the commune.
  let authority: String?
  let connected: [Other]
  let hasConnected: Bool
  /// When it is another procedure.
  let beyond: [Other]
  let hasBeyond: Bool
  /// The time limit, and those of its cases.
  let times: [Line]
  let papers: [Line]
  /// What it costs, a line for each reason.
  let fees: [Line]
  let guide: [Line]
  let refusals: [Line]
  let laws: [String]
  let onlineFiling: Bool

  init(_ procedure: Procedure, _ catalogue: Catalogue, onlineFiling: Bool, _ wording: Wording, today: CivilDate) {
    let language = wording.language
    authority = procedure.authority.flatMap { catalogue.units.unit($0)?.name[language] }
    func other(_ code: ProcedureCode, _ circumstance: String? = nil) -> Other? {
      catalogue.procedure(code, on: today).map {
        Other(otherCode: code.rawValue, otherName: $0.shortName[language], circumstance: circumstance)
      }
    }
    connected = (procedure.connected ?? []).compactMap { other($0) }
    hasConnected = !connected.isEmpty
    beyond = (procedure.beyondAuthority ?? []).compactMap { other($0.procedure, $0.circumstance[language]) }
    hasBeyond = !beyond.isEmpty
    code = procedure.code.rawValue
    name = procedure.shortName[language]
    legalName = procedure.name[language]
    let limit = procedure.timeLimit
    times =
      [Line(text: limit.text[language], source: limit.source.text)]
      + (limit.cases ?? []).map { Line(text: $0.text[language], source: $0.source.text) }
    papers = procedure.papers.map { Line(text: $0.name[language], source: $0.source.text) }
    guide = procedure.guide.map { Line(text: $0.text[language], source: nil) }
    refusals = procedure.refusals.map { Line(text: $0.text[language], source: $0.source?.text) }
    laws = procedure.legalBasis.map(\.text)
    self.onlineFiling = onlineFiling
    fees = FeeWords(procedure, catalogue.texts, wording).lines(on: today)
  }
}
