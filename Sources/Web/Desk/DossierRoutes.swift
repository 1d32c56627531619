import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// One dossier beside the operating procedure of its present step.
struct DossierRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/desk/dossiers/{code}") { request, context in try await show(request, context) }
    router.post("/desk/dossiers/{code}/actions/{action}") { request, context in try await act(request, context) }
    router.get("/desk/dossiers/{code}/receipt.pdf") { _, context in try await receipt(context) }
    router.get("/desk/dossiers/{code}/control-sheet.pdf") { _, context in try await controlSheet(context) }
    for form in StandardForm.allCases {
      router.get(RouterPath("/desk/dossiers/{code}/\(form.rawValue).pdf")) { request, context in
        try await print(form, request, context)
      }
    }
    router.get("/desk/dossiers/{code}/scans/{place}") { _, context in try await scan(context) }
  }

  private func code(_ context: SiteContext) throws -> DossierCode {
    guard let code = DossierCode(typed: context.parameters.get("code") ?? "") else { throw DossierRefusal.unknown }
    return code
  }

  private func show(
    _ request: Request, _ context: SiteContext, typed: TypedAct? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let actor = try context.officer()
    let asked = context.parameters.get("code") ?? ""
    let file = try await site.centre.readDossier(typed: asked, by: actor)
    let code = file.dossier.reception.code
    // Found by the code it has elsewhere: on to its own address.
    if typed == nil, DossierCode(typed: asked) != code { return .seeOther("/desk/dossiers/\(code.rawValue)") }
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let sent = try await site.centre.uploads(typed?.files.values.flatMap { $0 } ?? [], by: actor)
    let page = DossierPage(
      file, site.centre.catalogue, wording, now: site.centre.now(), justReceived: request.asked("received") != nil,
      typed: typed, uploads: Dictionary(sent.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
    return site.renderer.response(
      "dossier", page, title: file.dossier.reception.code.rawValue, surface: .desk, context, status: status)
  }

  private func act(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    guard let action = DossierAction(rawValue: context.parameters.get("action") ?? "") else {
      throw DossierRefusal.unknownAction
    }
    var typed = try await TypedAct.read(action, request, context, site: site) { _ in actor }
    let code = try code(context)
    guard typed.problems.isEmpty else {
      if let refusal = try await site.centre.forbids(action, on: code, by: actor) {
        typed.problems = refusal.problems
        return try await show(request, context, typed: typed, status: refusal.kind.status)
      }
      return try await show(request, context, typed: typed, status: .unprocessableContent)
    }
    do {
      let present = try await site.centre.readDossier(code, by: actor).dossier.answers
      let act = typed.act(present: present)
      _ = try await site.centre.act(
        action, on: code, act, by: actor, key: IdempotencyKey(typed.body["key"] ?? "", request: act))
      return .seeOther("/desk/dossiers/\(code.rawValue)")
    } catch let refusal as any Refusal where Self.staysOnThePage(refusal) {
      // Whatever the reason, what was typed stays on the page.
      typed.problems = refusal.problems
      return try await show(request, context, typed: typed, status: refusal.kind.status)
    }
  }

  /// Whether a refusal is told on the dossier's page: all but that there is no such dossier, or nobody signed in.
  private static func staysOnThePage(_ refusal: any Refusal) -> Bool {
    refusal.kind != .unauthenticated && refusal as? DossierRefusal != .unknown
  }

  private func receipt(_ context: SiteContext) async throws -> Response {
    let pdf = try await site.centre.printReceipt(
      of: code(context), by: context.officer(), language: context.language)
    return .document(pdf, mediaType: "application/pdf", name: "giay-tiep-nhan.pdf")
  }

  private func controlSheet(_ context: SiteContext) async throws -> Response {
    let pdf = try await site.centre.printControlSheet(of: code(context), by: context.officer())
    return .document(pdf, mediaType: "application/pdf", name: "phieu-kiem-soat.pdf")
  }

  private func print(_ form: StandardForm, _ request: Request, _ context: SiteContext) async throws -> Response {
    let event = request.asked("event").map { Int($0) ?? 0 }
    let pdf = try await site.centre.printForm(
      form, event: event, of: code(context), by: context.officer(), language: context.language)
    return .document(pdf, mediaType: "application/pdf", name: form.fileName)
  }

  private func scan(_ context: SiteContext) async throws -> Response {
    let place = context.parameters.get("place").flatMap { Int($0) } ?? -1
    let found = try await site.centre.readScan(of: code(context), place: place, by: context.officer())
    return try await site.file(found.path, mediaType: found.file.mediaType, name: "ban-chup-\(place + 1)")
  }
}
