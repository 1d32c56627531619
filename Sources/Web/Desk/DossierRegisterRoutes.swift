import Centre
import Domain
import HTTPTypes
import Hummingbird

/// The register of dossiers (sổ theo dõi hồ sơ) for a span of days: printed as a book, exported as a table.
struct DossierRegisterRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/dossier-register") { request, context in try page(span(request), [], context) }
    router.get("/desk/dossier-register.pdf") { request, context in
      try await answer(request, context) { span, actor in
        .document(
          try await site.centre.printDossierRegister(span, by: actor), mediaType: "application/pdf",
          name: "so-theo-doi-ho-so.pdf")
      }
    }
    router.get("/desk/dossier-register.csv") { request, context in
      try await answer(request, context) { span, actor in
        let rows = try await site.centre.exportDossierRegister(span, by: actor, language: context.language)
        return .document(
          Array(CSV.text(rows).utf8), mediaType: "text/csv; charset=utf-8", name: "so-theo-doi-ho-so.csv",
          download: true)
      }
    }
  }

  /// The days asked for; this month, when none are.
  private func span(_ request: Request) -> RegisterSpan {
    let today = site.centre.now().date
    let first = CivilDate(year: today.year, month: today.month, day: 1) ?? today
    return RegisterSpan(
      from: request.asked("from") ?? first.display, until: request.asked("until") ?? today.display)
  }

  /// The document, or the page again with what is wrong and what was typed.
  private func answer(
    _ request: Request, _ context: SiteContext, _ make: (RegisterSpan, Actor) async throws -> Response
  ) async throws -> Response {
    let span = span(request)
    do {
      return try await make(span, context.officer())
    } catch let invalid as InvalidInput {
      return try page(span, invalid.problems, context)
    }
  }

  private func page(_ span: RegisterSpan, _ problems: [FieldProblem], _ context: SiteContext) throws -> Response {
    _ = try site.centre.registerUnit(try context.officer())
    let wording = Wording(site.centre.catalogue.texts, context.language)
    return site.renderer.response(
      "dossier-register", DossierRegisterPage(span, problems, wording),
      title: wording.text("desk.dossier-register.title"), surface: .desk, context,
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

/// The days of a register, to be chosen.
struct DossierRegisterPage: Sendable {
  let lead: String
  let fields: [AnswerFieldView]
  let errors: [ErrorLine]
  let hasErrors: Bool

  init(_ span: RegisterSpan, _ problems: [FieldProblem], _ wording: Wording) {
    lead = wording.text(
      "desk.dossier-register.lead",
      ["days": String(RegisterSpan.mostDays), "dossiers": wording.number(RegisterSpan.mostDossiers)])
    let draw = PlainFields(problems: problems, wording: wording)
    let hint = wording.text("shared.hint.originals.issued_on")
    fields = [
      draw.line("from", wording.text("desk.dossier-register.from"), value: String(span.from.prefix(40)), hint: hint),
      draw.line("until", wording.text("desk.dossier-register.until"), value: String(span.until.prefix(40)), hint: hint),
    ]
    errors = draw.summary
    hasErrors = !errors.isEmpty
  }
}
