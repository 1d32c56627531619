import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Days, and parts of days, on which the unit closes unplanned.
struct ClosureRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/closures") { request, context in
      try await page(context, moved: request.asked("moved").flatMap { Int($0) })
    }
    router.post("/desk/closures") { request, context in try await close(request, context) }
    router.post("/desk/closures/reopen") { request, context in try await reopen(request, context) }
  }

  private func page(
    _ context: SiteContext, typed: ClosureForm = ClosureForm(), problems: [FieldProblem] = [], moved: Int? = nil,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let closures = try await site.centre.listClosures(by: context.officer())
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = ClosuresPage(
      closures, typed: typed, problems: problems, moved: moved, today: site.centre.now().date, wording)
    return site.renderer.response(
      "closures", page, title: wording.text("office.closures.title"), surface: .desk, context, status: status)
  }

  private func close(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    var form = ClosureForm()
    form.date = body["date"]
    form.from = body["from"]
    form.to = body["to"]
    form.reason = body["reason"]
    do {
      let moved = try await site.centre.closeUnit(form, by: actor)
      return .seeOther("/desk/closures?moved=\(moved)")
    } catch let invalid as InvalidInput {
      return try await page(context, typed: form, problems: invalid.problems, status: .unprocessableContent)
    }
  }

  private func reopen(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    try await site.centre.reopenUnit(on: body["day"] ?? "", by: actor)
    return .seeOther("/desk/closures")
  }
}

/// The closures of a unit.
struct ClosuresPage: Sendable {
  struct Line: Sendable {
    let day: String
    let date: String
    let times: String
    let why: String
    let by: String
    /// A closure of today or later can be taken back.
    let ahead: Bool
    let moving: Bool
  }

  let lines: [Line]
  let empty: Bool
  let fields: [AnswerFieldView]
  let errors: [ErrorLine]
  let hasErrors: Bool
  let movedText: String?

  init(
    _ closures: [KeptClosure], typed: ClosureForm, problems: [FieldProblem], moved: Int?, today: CivilDate,
    _ wording: Wording
  ) {
    lines = closures.map { kept in
      let closure = kept.closure
      let whole = closure.from == nil && closure.to == nil
      return Line(
        day: closure.date.iso, date: closure.date.display,
        times: whole
          ? wording.text("office.closures.whole-day")
          : "\(closure.from?.text ?? "…") – \(closure.to?.text ?? "…")",
        why: closure.reason[wording.language], by: kept.by.name, ahead: closure.date >= today, moving: !kept.isDone)
    }
    empty = closures.isEmpty
    let draw = PlainFields(problems: problems, wording: wording)
    fields = [
      draw.line(
        "date", wording.text("office.closures.day"), value: typed.date ?? today.display,
        hint: wording.text("shared.hint.originals.issued_on")),
      draw.line(
        "from", wording.text("office.closures.from"), value: typed.from, hint: wording.text("office.closures.time"),
        optional: true),
      draw.line(
        "to", wording.text("office.closures.to"), value: typed.to, hint: wording.text("office.closures.time"),
        optional: true),
      draw.line("reason", wording.text("office.closures.reason"), value: typed.reason, narrow: false),
    ]
    errors = draw.summary
    hasErrors = !errors.isEmpty
    movedText = moved.map { wording.text("office.closures.moved", ["dossiers": wording.counted("dossiers", $0)]) }
  }
}
