import Centre
import Domain
import Hummingbird
import NIOCore

/// Where the QR of a certified copy leads: what was certified, and the document beside what one holds.
struct VerifyRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/verify") { request, context in form(request, context) }
    router.get("/verify/{token}") { _, context in try await show(context) }
    router.get("/verify/{token}/ban-sao.pdf") { _, context in try await document(context) }
  }

  private func form(_ request: Request, _ context: SiteContext) -> Response {
    if let token = request.asked("token").flatMap({ ReadableSecret.read($0) }) {
      return .seeOther("/verify/\(token)")
    }
    return site.renderer.response(
      "verify-form", VerifyFormPage(wrong: request.asked("token") != nil),
      title: site.centre.catalogue.texts.text("portal.verify.title", context.language), surface: .portal, context)
  }

  private func show(_ context: SiteContext) async throws -> Response {
    let found = try await site.centre.verifyResult(token: context.parameters.get("token") ?? "")
    let page = VerifyPage(found, site.centre.catalogue, Wording(site.centre.catalogue.texts, context.language))
    return site.renderer.response(
      "verify", page, title: site.centre.catalogue.texts.text("portal.verify.title", context.language),
      surface: .portal,
      context)
  }

  private func document(_ context: SiteContext) async throws -> Response {
    let path = try await site.centre.resultPath(token: context.parameters.get("token") ?? "")
    return try await site.file(path, mediaType: "application/pdf", name: "ket-qua.pdf")
  }
}

/// The form for those who type the code.
struct VerifyFormPage: Sendable {
  let wrong: Bool
}

/// What the office made.
struct VerifyPage: Sendable {
  let unit: String
  let paper: String
  let number: String?
  let date: String
  let signer: String
  let signerTitle: String
  let issued: String
  let pages: Int?
  let document: String

  init(_ found: VerifiedResult, _ catalogue: Catalogue, _ wording: Wording) {
    unit = catalogue.units.unit(found.unit)?.name[wording.language] ?? ""
    paper = found.name
    number = found.number.map { "\($0) · \(found.book ?? "")" }
    date = found.date.display
    signer = found.signer
    signerTitle = found.signerTitle.replacing("\n", with: " ")
    issued = wording.moment(found.issuedAt)
    pages = found.pages
    document = "/verify/\(found.token)/ban-sao.pdf"
  }
}
