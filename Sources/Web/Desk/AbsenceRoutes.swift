import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Who of the unit is away, from when to when, and who acts in the meantime.
struct AbsenceRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/absences") { _, context in try await page(context) }
    router.post("/desk/absences") { request, context in try await keep(request, context) }
    router.post("/desk/absences/end") { request, context in try await end(request, context) }
  }

  private func page(
    _ context: SiteContext, typed: AbsenceForm = AbsenceForm(), problems: [FieldProblem] = [],
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let (absences, colleagues) = try await site.centre.listAbsences(by: context.officer())
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = AbsencesPage(
      absences, colleagues, typed: typed, problems: problems, today: site.centre.now().date, wording)
    return site.renderer.response(
      "absences", page, title: wording.text("office.absences.title"), surface: .desk, context, status: status)
  }

  private func keep(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    var form = AbsenceForm()
    form.staff = body["staff"]
    form.cover = body["cover"]
    form.from = body["from"]
    form.until = body["until"]
    form.reason = body["reason"]
    do {
      try await site.centre.keepAbsence(form, by: actor)
      return .seeOther("/desk/absences")
    } catch let invalid as InvalidInput {
      return try await page(context, typed: form, problems: invalid.problems, status: .unprocessableContent)
    }
  }

  private func end(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    try await site.centre.endAbsence(body["absence"] ?? "", by: actor)
    return .seeOther("/desk/absences")
  }
}

/// The absences of a unit.
struct AbsencesPage: Sendable {
  struct Line: Sendable {
    let absence: String
    let away: String
    let covering: String
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
    _ absences: [Absence], _ colleagues: [Colleague], typed: AbsenceForm, problems: [FieldProblem], today: CivilDate,
    _ wording: Wording
  ) {
    let names = Dictionary(colleagues.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    lines = absences.map { absence in
      Line(
        absence: absence.id, away: names[absence.staff] ?? "–", covering: names[absence.cover] ?? "–",
        days: "\(absence.from.display) – \(absence.until.display)", why: absence.reason, present: absence.from <= today)
    }
    empty = absences.isEmpty
    let draw = PlainFields(problems: problems, wording: wording)
    let people = colleagues.map { colleague in
      let roles = colleague.roles.map { wording.text("shared.role.\($0.rawValue)") }.sorted()
      return (colleague.id, "\(colleague.name) (\(roles.joined(separator: ", ")))")
    }
    let hint = wording.text("shared.hint.originals.issued_on")
    fields = [
      draw.select("staff", wording.text("office.absences.who"), people, value: typed.staff),
      draw.select("cover", wording.text("office.absences.cover"), people, value: typed.cover),
      draw.line("from", wording.text("office.absences.from"), value: typed.from ?? today.display, hint: hint),
      draw.line("until", wording.text("office.absences.until"), value: typed.until, hint: hint),
      draw.line("reason", wording.text("office.absences.reason"), value: typed.reason, narrow: false),
    ]
    errors = draw.summary
    hasErrors = !errors.isEmpty
  }
}
