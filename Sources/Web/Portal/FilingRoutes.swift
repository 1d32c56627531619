import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Filing in short steps, one subject a page; everything is kept as typed from the first step on.
struct FilingRoutes: Sendable {
  let site: Site

  /// The steps in their order, by the last part of their address.
  enum Step: String, CaseIterable, Sendable {
    case unit = "don-vi"
    case applicant = "nguoi-nop"
    case originals = "giay-to"
    case files = "tep"
    case answers = "ke-khai"
    case papers = "thanh-phan"
    case collection = "nhan-ket-qua"
    case check = "kiem-tra"

    /// The steps that a procedure asks for: originals to be copied, or a form and papers.
    static func all(for procedure: Procedure?) -> [Step] {
      guard let procedure, !procedure.listsOriginals else {
        return [.unit, .applicant, .originals, .files, .collection, .check]
      }
      let middle: [Step] = (procedure.form == nil ? [] : [.answers]) + (procedure.papers.isEmpty ? [] : [.papers])
      return [.unit, .applicant] + middle + [.collection, .check]
    }

    func next(for procedure: Procedure?) -> Step {
      let all = Step.all(for: procedure)
      return all.firstIndex(of: self).flatMap { $0 + 1 < all.count ? all[$0 + 1] : nil } ?? .check
    }

    var path: String { "/nop/\(rawValue)" }
  }

  func register(on router: Router<SiteContext>) {
    router.post("/nop") { request, context in try await begin(request, context) }
    router.get("/nop/tiep-tuc") { _, context in resumeForm(context, problem: nil) }
    router.post("/nop/tiep-tuc") { request, context in try await resume(request, context) }
    router.get("/nop/to-khai.pdf") { request, context in try await printed(request, context) }
    router.get("/nop/xong") { request, context in try await done(request, context) }
    router.post("/nop/ket-thuc") { request, context in try await forget(request, context) }
    router.post("/nop/tep/gui") { request, context in try await receiveFile(request, context) }
    for step in Step.allCases {
      router.get(RouterPath(step.path)) { request, context in try await show(step, request, context) }
      router.post(RouterPath(step.path)) { request, context in try await take(step, request, context) }
    }
  }

  // MARK: - The steps

  private func show(_ step: Step, _ request: Request, _ context: SiteContext) async throws -> Response {
    let (draft, secret) = try await draft(request, context)
    if draft.dossier != nil { return .seeOther("/nop/xong") }
    return try await page(step, draft, secret, problems: [], context)
  }

  private func take(_ step: Step, _ request: Request, _ context: SiteContext) async throws -> Response {
    if [.files, .papers].contains(step), request.headers[.contentType]?.hasPrefix("multipart/") == true {
      return try await takeFiles(step, request, context)
    }
    let body = try await FormBody(request, context)
    var (draft, secret) = try await draft(request, context)
    if draft.dossier != nil { return .seeOther("/nop/xong") }
    take(body, step, &draft)
    draft.form.channel = Self.channel(context).rawValue
    do {
      try await site.centre.keepDraft(draft)
    } catch let refusal as any Refusal where refusal.kind == .unavailable || refusal is InvalidInput {
      // What can't be kept now is still on the page.
      return try await page(step, draft, secret, problems: refusal.problems, context, status: refusal.kind.status)
    }
    if body["action"] != nil { return .seeOther(step.path) }
    return try await goOn(from: step, draft, secret, context)
  }

  /// Puts what a page posted into the draft.
  private func take(_ body: FormBody, _ step: Step, _ draft: inout DossierDraft) {
    draft.form.take(body)
    if step == .applicant { draft.form.owner = body["for"] == "other" ? draft.form.owner ?? PersonForm() : nil }
    if step == .answers { draft.form.answers = body.answers() }
    if step == .collection {
      draft.form.collector = body["collects"] == "other" ? draft.form.collector ?? PersonForm() : nil
    }
    change(&draft.form, body["action"])
  }

  /// On to the next step, or back to this one with what is wrong.
  func goOn(
    from step: Step, _ draft: DossierDraft, _ secret: String, _ context: SiteContext
  ) async throws -> Response {
    let problems = try await problems(of: step, draft.form)
    guard problems.isEmpty else { return try await page(step, draft, secret, problems: problems, context) }
    guard step == .check else { return .seeOther(step.next(for: procedure(of: draft.form)).path) }
    do {
      _ = try await site.centre.fileDraft(draft, citizen: context.citizen)
    } catch let refusal as any Refusal where refusal is InvalidInput || refusal is ReceptionRefusal {
      return try await page(step, draft, secret, problems: refusal.problems, context)
    }
    return .seeOther("/nop/xong")
  }

  /// The procedure of a filing, in the version of today.
  func procedure(of form: DossierForm) -> Procedure? {
    form.procedure.flatMap {
      site.centre.catalogue.procedure(ProcedureCode(rawValue: String($0.prefix(40))), on: site.centre.now().date)
    }
  }

  /// Adding and taking away rows, which works without a script.
  func change(_ form: inout DossierForm, _ action: String?) {
    guard let action else { return }
    if action.hasPrefix("renew:") { form.renewAddress(action, site.centre.catalogue.units) }
    if action.hasPrefix("drop-paper:") {
      let parts = action.split(separator: ":").map(String.init)
      if parts.count == 3, let place = Int(parts[2]) { form.dropFile(of: parts[1], at: place) }
      return
    }
    var originals = form.originals ?? []
    if action == "add", originals.count < FilingLimits.originals { originals.append(OriginalForm()) }
    if action.hasPrefix("remove-"), let index = Int(action.dropFirst(7)), originals.indices.contains(index) {
      originals.remove(at: index)
    }
    if action.hasPrefix("drop-") {
      let parts = action.dropFirst(5).split(separator: "-").compactMap { Int($0) }
      if parts.count == 2, originals.indices.contains(parts[0]),
        originals[parts[0]].files?.indices.contains(parts[1]) == true
      {
        originals[parts[0]].files?.remove(at: parts[1])
      }
    }
    form.originals = originals
  }

  /// What keeps a step from being left.
  private func problems(of step: Step, _ form: DossierForm) async throws -> [FieldProblem] {
    let today = site.centre.now().date
    switch step {
    case .unit:
      guard let unit = form.unit, !unit.isEmpty else { return [FieldProblem("unit", "error.unit.missing")] }
      return site.centre.catalogue.units.unit(UnitCode(rawValue: unit)) == nil
        ? [FieldProblem("unit", "error.unit.unknown")] : []
    case .applicant:
      return (form.applicant ?? PersonForm()).problems(field: "applicant", today: today, phoneNeeded: true)
        + (form.owner?.problems(field: "owner", today: today, phoneNeeded: false) ?? [])
    case .originals:
      let originals = form.originals ?? []
      if originals.isEmpty { return [FieldProblem("originals.0.name", "error.originals.missing")] }
      return originals.enumerated().flatMap { $1.problems(field: "originals.\($0)", today: today) }
    case .answers:
      guard let procedure = procedure(of: form) else { return [] }
      return try await site.centre.answerProblems(form, procedure)
    case .papers: return procedure(of: form).map { site.centre.paperProblems(form, $0) } ?? []
    case .collection:
      return form.collector?.problems(field: "collector", today: today, phoneNeeded: false) ?? []
    case .files, .check: return []
    }
  }

  func page(
    _ step: Step, _ draft: DossierDraft, _ secret: String, problems: [FieldProblem], _ context: SiteContext,
    status: HTTPResponse.Status? = nil
  ) async throws -> Response {
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let files = try await site.centre.uploads(
      draft.form.files, by: draft.actor)
    let units = step == .unit ? try await site.centre.receivingUnits() : ([], [])
    var problems = problems
    var preview: FilingPreview?
    if step == .check {
      do {
        preview = try site.centre.preview(draft.form)
      } catch let invalid as InvalidInput {
        problems = invalid.problems
      }
    }
    let page = FilingPage(
      step: step, draft: draft, secret: secret, problems: problems, units: units, files: files, preview: preview,
      procedure: procedure(of: draft.form), unitWords: Self.unitWords(step, context), catalogue: site.centre.catalogue,
      offersSignIn: context.signsIn && context.citizen == nil, wording)
    return site.renderer.response(
      "filing-\(step.rawValue)", page, title: wording.text("portal.filing.\(step.rawValue).title"), surface: .portal,
      context,
      status: status ?? (problems.isEmpty || step == .check ? .ok : .unprocessableContent))
  }

  /// What was looked for among the units.
  private static func unitWords(_ step: Step, _ context: SiteContext) -> String {
    guard step == .unit else { return "" }
    return String((FormFields(Array(context.query.utf8))?["q"] ?? "").prefix(100))
  }

  /// The e-form as filled in so far.
  private func printed(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (draft, _) = try await draft(request, context)
    let answers = procedure(of: draft.form)?.form.map { draft.form.prefilled($0) } ?? [:]
    let pdf = try await site.centre.printDraft(draft, answers: answers, language: context.language)
    return .document(pdf, mediaType: "application/pdf", name: StandardForm.application.fileName)
  }

  // MARK: - The end

  private func done(_ request: Request, _ context: SiteContext) async throws -> Response {
    let (draft, _) = try await draft(request, context)
    guard draft.dossier != nil else { return .seeOther(Step.unit.path) }
    let received = try await site.centre.fileDraft(draft)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let secret = site.centre.key.lookUpSecret(of: received.code)
    let progress = try await site.centre.lookUp(code: received.code.rawValue, secret: secret, place: context.place)
    let page = FiledPage(received, secret: secret, progress, wording)
    return site.renderer.response("filed", page, title: wording.text("portal.filed.title"), surface: .portal, context)
  }
}
