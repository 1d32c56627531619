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
    let copy = try await site.centre.verifyCopy(token: context.parameters.get("token") ?? "")
    let page = VerifyPage(copy, site.centre.catalogue, Wording(site.centre.catalogue.texts, context.language))
    return site.renderer.response(
      "verify", page, title: site.centre.catalogue.texts.text("portal.verify.title", context.language),
      surface: .portal,
      context)
  }

  private func document(_ context: SiteContext) async throws -> Response {
    let path = try await site.centre.copyPath(token: context.parameters.get("token") ?? "")
    return try await site.file(path, mediaType: "application/pdf", name: "ban-sao-chung-thuc.pdf")
  }
}

/// The form for those who type the code.
struct VerifyFormPage: Sendable {
  let wrong: Bool
}

/// What was certified.
struct VerifyPage: Sendable {
  let unit: String
  let paper: String
  let number: String
  let book: String
  let date: String
  let signer: String
  let signerTitle: String
  let issued: String
  let pages: Int
  let copies: Int
  let document: String

  init(_ copy: VerifiedCopy, _ catalogue: Catalogue, _ wording: Wording) {
    unit = catalogue.units.unit(copy.unit)?.name[wording.language] ?? ""
    paper = copy.paper
    number = String(copy.number)
    book = copy.book
    date = copy.date.display
    signer = copy.signer
    signerTitle = copy.signerTitle.replacing("\n", with: " ")
    issued = wording.moment(copy.issuedAt)
    pages = copy.pages
    copies = copy.copies
    document = "/verify/\(copy.token)/ban-sao.pdf"
  }
}
