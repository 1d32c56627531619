import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// "Where is my dossier": by code and secret, or by the receipt's QR, which carries both in the fragment.
struct LookUpRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/tra-cuu") { _, context in form(context, code: "", problem: nil) }
    router.post("/tra-cuu") { request, context in try await lookUp(request, context) }
    router.post("/tra-cuu/bo-sung") { request, context in try await supplement(request, context) }
    router.post("/tra-cuu/tep") { request, context in try await receiveFile(request, context) }
    router.post("/tra-cuu/rut") { request, context in try await withdraw(request, context) }
    router.post("/tra-cuu/giay-tiep-nhan") { request, context in try await receipt(request, context) }
    router.post("/tra-cuu/giay-to") { request, context in try await print(request, context) }
  }

  private func form(_ context: SiteContext, code: String, problem: String?, kind: RefusalKind = .missing) -> Response {
    site.renderer.response(
      "look-up", LookUpPage(code: code, problem: problem),
      title: site.centre.catalogue.texts.text("portal.look-up.title", context.language), surface: .portal, context,
      status: problem == nil ? .ok : kind.status)
  }

  private func lookUp(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    let code = body["code"] ?? ""
    let secret = body["secret"] ?? ""
    do {
      return try await progress(code, secret, context)
    } catch let refusal as LookUpRefusal {
      return form(
        context, code: String(code.prefix(60)),
        problem: site.centre.catalogue.texts.text(refusal.textKey, context.language, refusal.values), kind: refusal.kind
      )
    }
  }

  /// The page of a dossier, with what was typed on it and not taken.
  private func progress(
    _ code: String, _ secret: String, _ context: SiteContext, typed: TypedAct? = nil, done: String? = nil,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let centre = site.centre
    let progress = try await centre.lookUp(code: code, secret: secret, place: context.place)
    var uploads: [Upload] = []
    if let typed, !typed.files.isEmpty {
      let applicant = try await centre.applicant(code: code, secret: secret, place: context.place)
      uploads = try await centre.uploads(typed.files.values.flatMap { $0 }, by: applicant)
    }
    let page = ProgressPage(
      progress, secret: secret, centre.catalogue, Wording(centre.catalogue.texts, context.language),
      now: centre.now(), typed: typed,
      uploads: Dictionary(uploads.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }), done: done)
    return site.renderer.response(
      "progress", page, title: progress.code.rawValue, surface: .portal, context, status: status)
  }

  /// What the applicant completes. Whatever is wrong with it, what was typed and sent stays on the page.
  private func supplement(_ request: Request, _ context: SiteContext) async throws -> Response {
    let centre = site.centre
    var typed = try await TypedAct.read(.supplement, request, context, site: site) { body in
      try await centre.applicant(code: body["code"] ?? "", secret: body["secret"] ?? "", place: context.place)
    }
    let code = typed.body["code"] ?? ""
    let secret = typed.body["secret"] ?? ""
    do {
      guard typed.problems.isEmpty else { throw InvalidInput(typed.problems) }
      let act = typed.act(present: Answers())
      _ = try await centre.supplementDossier(
        code: code, secret: secret, place: context.place, act,
        key: IdempotencyKey(typed.body["key"] ?? "", request: act))
      return try await progress(code, secret, context, done: "portal.supplement.done")
    } catch let refusal as any Refusal where !(refusal is LookUpRefusal) {
      typed.problems = refusal.problems
      return try await progress(code, secret, context, typed: typed, status: refusal.kind.status)
    }
  }

  /// One file as the body of a request, sent by the page's script; code and secret go in headers.
  private func receiveFile(_ request: Request, _ context: SiteContext) async throws -> Response {
    do {
      guard let token = request.headers[.formToken], Fingerprint.same(token, context.formToken) else {
        throw FormRefusal.staleToken
      }
      let applicant = try await site.centre.applicant(
        code: request.headers[.dossierCode] ?? "", secret: request.headers[.dossierSecret] ?? "", place: context.place)
      return try .json(UploadAnswer(try await site.receiveUpload(request, by: applicant)), status: .created)
    } catch let refusal as any Refusal {
      return try site.uploadRefused(refusal, context)
    }
  }

  private func withdraw(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    let code = body["code"] ?? ""
    let secret = body["secret"] ?? ""
    var typed = TypedAct(.withdraw, body)
    do {
      _ = try await site.centre.withdrawDossier(
        code: code, secret: secret, place: context.place, reason: body["note"] ?? "",
        key: IdempotencyKey(body["key"] ?? "", request: typed.act(present: Answers())))
      return try await progress(code, secret, context, done: "portal.withdraw.done")
    } catch let refusal as any Refusal where !(refusal is LookUpRefusal) {
      typed.problems = refusal.problems
      return try await progress(code, secret, context, typed: typed, status: refusal.kind.status)
    }
  }

  private func receipt(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    let pdf = try await site.centre.printReceipt(
      code: body["code"] ?? "", secret: body["secret"] ?? "", place: context.place, language: context.language)
    return .document(pdf, mediaType: "application/pdf", name: "giay-tiep-nhan.pdf")
  }

  /// One of the standard forms that the applicant gets.
  private func print(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    guard let form = StandardForm(rawValue: body["form"] ?? "") else { throw PrintRefusal.unknownForm }
    let pdf = try await site.centre.printForm(
      form, event: body["event"].map { Int($0) ?? 0 }, code: body["code"] ?? "", secret: body["secret"] ?? "",
      place: context.place, language: context.language)
    return .document(pdf, mediaType: "application/pdf", name: form.fileName)
  }
}

/// The form to look a dossier up.
struct LookUpPage: Sendable {
  let code: String
  let problem: String?
}
