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

  /// All procedures by field.
  private func all(_ context: SiteContext) -> Response {
    let page = HomePage(
      query: nil, catalogue: site.centre.catalogue, today: site.centre.now().date,
      onlineFiling: site.takesFilings(context), language: context.language)
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
  struct Entry: Sendable {
    let code: String
    let name: String
    let field: String
    let time: String
    /// Who settles it, when it is not the commune.
    let authority: String?
  }

  /// The procedures of one field.
  struct Group: Sendable {
    let groupName: String
    let entries: [Entry]
  }

  let query: String
  let searched: Bool
  let procedures: [Entry]
  /// All procedures by field, while nothing is looked for.
  let groups: [Group]
  let nothing: Bool
  let needs: [NeedLine]
  let hasNeeds: Bool
  let onlineFiling: Bool

  init(query: String?, catalogue: Catalogue, today: CivilDate, onlineFiling: Bool, language: Language) {
    let found = catalogue.findProcedures(query ?? "", on: today)
    self.query = String((query ?? "").prefix(200))
    searched = !(query ?? "").isEmpty
    let entries = found.map { procedure in
      Entry(
        code: procedure.code.rawValue, name: procedure.shortName[language], field: procedure.field[language],
        time: procedure.timeLimit.text[language],
        authority: procedure.authority.flatMap { catalogue.units.unit($0)?.name[language] })
    }
    procedures = searched ? Array(entries.prefix(20)) : []
    groups =
      searched
      ? []
      : Dictionary(grouping: entries, by: \.field).sorted { $0.key < $1.key }
        .map { Group(groupName: $0.key, entries: $0.value.sorted { $0.name < $1.name }) }
    let wanted = catalogue.findNeeds(query ?? "")
    needs = wanted.prefix(24).map { NeedLine(key: $0.key, name: $0.name[language]) }
    hasNeeds = !wanted.isEmpty
    nothing = found.isEmpty && wanted.isEmpty
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
  let time: Line
  let papers: [Line]
  let fee: Line
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
    time = Line(text: procedure.timeLimit.text[language], source: procedure.timeLimit.source.text)
    papers = procedure.papers.map { Line(text: $0.name[language], source: $0.source.text) }
    guide = procedure.guide.map { Line(text: $0.text[language], source: nil) }
    refusals = procedure.refusals.map { Line(text: $0.text[language], source: $0.source?.text) }
    laws = procedure.legalBasis.map(\.text)
    self.onlineFiling = onlineFiling
    fee = Self.fee(procedure, wording, today: today)
  }
  /// What it costs, in one line.
  static func fee(_ procedure: Procedure, _ wording: Wording, today: CivilDate) -> Line {
    let tariff = procedure.fee.tariffs.first { $0.isInForce(on: today) }
    var parts: [String] = []
    if let pages = tariff?.pages {
      parts.append(
        wording.text(
          "portal.procedure.fee",
          [
            "first": wording.money(pages.perFirstPage), "pages": String(pages.firstPages),
            "further": wording.money(pages.perFurtherPage), "maximum": wording.money(pages.maximumACopy),
          ]))
    }
    if let amount = tariff?.perCase, amount > 0 {
      parts.append(wording.text("portal.procedure.fee-case", ["amount": wording.money(amount)]))
    }
    if let each = tariff?.each {
      parts.append(
        wording.text(
          "portal.procedure.fee-each",
          [
            "amount": wording.money(each.amount),
            "what": procedure.form?.field(each.field)?.label[wording.language] ?? each.field,
          ]))
    }
    if let when = tariff?.when, !parts.isEmpty, let field = procedure.anyField(when.field) {
      let values = when.values.map { value in
        field.choices?.first { $0.key == value }?.label[wording.language] ?? value
      }
      parts.append(
        wording.text(
          "portal.procedure.fee-when",
          ["what": field.label[wording.language], "values": values.joined(separator: ", ")]))
    }
    if let exemptions = procedure.fee.exemptions, !exemptions.isEmpty, !parts.isEmpty {
      let names = exemptions.map { $0.name[wording.language] }.joined(separator: "; ")
      parts.append(wording.text("portal.procedure.fee-free-for", ["who": names]))
    }
    return Line(
      text: parts.isEmpty ? wording.text("portal.procedure.no-fee") : parts.joined(separator: " "),
      source: tariff?.source.text)
  }
}
