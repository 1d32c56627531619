import Centre
import Domain
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
    router.get("/desk/dossiers/{code}/scans/{place}") { _, context in try await scan(context) }
  }

  private func code(_ context: SiteContext) throws -> DossierCode {
    guard let code = DossierCode(typed: context.parameters.get("code") ?? "") else { throw DossierRefusal.unknown }
    return code
  }

  private func show(
    _ request: Request, _ context: SiteContext, refusal: (any Refusal)? = nil, typed: String? = nil
  ) async throws -> Response {
    let actor = try context.officer()
    let file = try await site.centre.readDossier(code(context), by: actor)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = DossierPage(
      file, actor: actor, site.centre.catalogue, wording, now: site.centre.now(),
      justReceived: request.asked("received") != nil,
      problem: refusal.map { wording.text($0.textKey, $0.values) }, typed: typed ?? "")
    return site.renderer.response(
      "dossier", page, title: file.dossier.reception.code.rawValue, surface: .desk, context,
      status: refusal?.kind.status ?? .ok)
  }

  private func act(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    guard let action = DossierAction(rawValue: context.parameters.get("action") ?? "") else {
      throw DossierRefusal.unknownAction
    }
    var act = DossierAct(version: body["version"].flatMap { Int($0) }, note: body["note"])
    act.to = body["to"]
    act.method = body["method"]
    act.amount = body["amount"].flatMap { Int($0) }
    act.workingDays = body["working_days"].flatMap { Int($0) }
    act.agreedInWriting = body["agreed_in_writing"] != nil
    act.collectedBy = body["collected_by"]
    do {
      let code = try code(context)
      _ = try await site.centre.act(
        action, on: code, act, by: actor, key: IdempotencyKey(body["key"] ?? "", request: act))
      return .seeOther("/desk/dossiers/\(code.rawValue)")
    } catch let refusal as DossierRefusal where refusal != .unknown {
      return try await show(request, context, refusal: refusal, typed: body["note"])
    } catch let invalid as InvalidInput {
      return try await show(request, context, refusal: invalid.problems.first, typed: body["note"])
    } catch let refusal as any Refusal where refusal.kind == .unavailable {
      return try await show(request, context, refusal: refusal, typed: body["note"])
    }
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

  private func scan(_ context: SiteContext) async throws -> Response {
    let place = context.parameters.get("place").flatMap { Int($0) } ?? -1
    let found = try await site.centre.readScan(of: code(context), place: place, by: context.officer())
    return try await site.file(found.path, mediaType: found.file.mediaType, name: "ban-chup-\(place + 1)")
  }
}
