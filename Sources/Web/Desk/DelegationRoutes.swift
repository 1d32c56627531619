import Centre
import Domain
import HTTPTypes
import Hummingbird

/// Who signs in the place of the unit's head, from when to when and for what.
struct DelegationRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/delegations") { _, context in try await page(context) }
    router.post("/desk/delegations") { request, context in try await keep(request, context) }
    router.post("/desk/delegations/end") { request, context in try await end(request, context) }
  }

  private func page(
    _ context: SiteContext, typed: DelegationForm = DelegationForm(), problems: [FieldProblem] = [],
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let (delegations, colleagues) = try await site.centre.listDelegations(by: context.officer())
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = DelegationsPage(
      delegations, colleagues, site.centre.catalogue, typed: typed, problems: problems, today: site.centre.now().date,
      wording)
    return site.renderer.response(
      "delegations", page, title: wording.text("staff.delegation.title"), surface: .desk, context, status: status)
  }

  private func keep(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    var form = DelegationForm()
    form.grantor = body["grantor"]
    form.deputy = body["deputy"]
    form.form = body["form"]
    form.procedures = body["procedures"]
    form.from = body["from"]
    form.until = body["until"]
    form.ground = body["ground"]
    do {
      try await site.centre.delegateSignature(form, by: actor)
      return .seeOther("/desk/delegations")
    } catch let invalid as InvalidInput {
      return try await page(context, typed: form, problems: invalid.problems, status: .unprocessableContent)
    }
  }

  private func end(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    try await site.centre.endDelegation(body["delegation"] ?? "", by: actor)
    return .seeOther("/desk/delegations")
  }
}

/// The delegations of a unit.
struct DelegationsPage: Sendable {
  struct Line: Sendable {
    let delegation: String
    let head: String
    let signer: String
    let byWhat: String
    let scope: String
    let days: String
    let why: String
    let present: Bool
  }

  let lines: [Line]
  let empty: Bool
  let fields: [AnswerFieldView]
  let errors: [ErrorLine]
  let hasErrors: Bool

  init(
    _ delegations: [SignatureDelegation], _ colleagues: [Colleague], _ catalogue: Catalogue, typed: DelegationForm,
    problems: [FieldProblem], today: CivilDate, _ wording: Wording
  ) {
    let names = Dictionary(colleagues.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    func name(_ procedure: ProcedureCode) -> String {
      catalogue.newestProcedure(procedure)?.shortName[wording.language] ?? procedure.rawValue
    }
    lines = delegations.map { delegation in
      Line(
        delegation: delegation.id, head: names[delegation.grantor] ?? "–", signer: names[delegation.deputy] ?? "–",
        byWhat: wording.text("staff.delegation.form-\(delegation.form.rawValue)"),
        scope: delegation.procedures.isEmpty
          ? wording.text("staff.delegation.all") : delegation.procedures.map(name).sorted().joined(separator: "; "),
        days: "\(delegation.from.display) – \(delegation.until.display)", why: delegation.ground,
        present: delegation.isInForce(on: today))
    }
    empty = delegations.isEmpty
    let draw = PlainFields(problems: problems, wording: wording)
    func people(_ fitting: (Colleague) -> Bool) -> [(String, String)] {
      colleagues.filter(fitting).map { colleague in
        let roles = colleague.roles.map { wording.text("shared.role.\($0.rawValue)") }.sorted()
        return (colleague.id, "\(colleague.name) (\(roles.joined(separator: ", ")))")
      }
    }
    let hint = wording.text("shared.hint.originals.issued_on")
    fields = [
      draw.select(
        "grantor", wording.text("staff.delegation.grantor"), people { $0.roles.contains(.leader) },
        value: typed.grantor),
      draw.select("deputy", wording.text("staff.delegation.deputy"), people { _ in true }, value: typed.deputy),
      draw.select(
        "form", wording.text("staff.delegation.form"),
        SignatureDelegation.Form.allCases.map {
          ($0.rawValue, wording.text("staff.delegation.form-\($0.rawValue)"))
        }, value: typed.form),
      draw.line(
        "procedures", wording.text("staff.delegation.procedures"), value: typed.procedures,
        hint: wording.text("staff.delegation.procedures-hint"), optional: true, narrow: false),
      draw.line("from", wording.text("office.absences.from"), value: typed.from ?? today.display, hint: hint),
      draw.line("until", wording.text("office.absences.until"), value: typed.until, hint: hint),
      draw.line(
        "ground", wording.text("staff.delegation.ground"), value: typed.ground,
        hint: wording.text("staff.delegation.ground-hint"), narrow: false),
    ]
    errors = draw.summary
    hasErrors = !errors.isEmpty
  }
}
