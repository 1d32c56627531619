import Centre
import Domain
import Hummingbird

/// Where the check code of a receipt leads to: what the journal holds, to compare with the paper.
struct JournalRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/nhat-ky") { _, context in try page(nil, context) }
    router.post("/nhat-ky") { request, context in
      try page(try await FormBody(request, context)["code"] ?? "", context)
    }
  }

  private func page(_ code: String?, _ context: SiteContext) throws -> Response {
    let wording = Wording(site.centre.catalogue.texts, context.language)
    var page = JournalPage(key: try site.centre.journalPublicKey().text)
    do {
      if let code { page.take(try site.centre.checkReceipt(code: code), site.centre.catalogue, wording) }
    } catch let refusal as JournalRefusal {
      page.problem = wording.text(refusal.textKey)
    }
    return site.renderer.response(
      "journal", page, title: wording.text("journal.page.title"), surface: .portal, context,
      status: page.problem == nil ? .ok : .unprocessableContent)
  }
}

/// The form, and what a code says.
struct JournalPage: Sendable {
  /// What the paper should say.
  struct Promise: Sendable {
    let dossier: String
    let received: String
    let due: String
    let fee: String
    let procedure: String
    let unit: String
    let signed: String
  }

  let key: String
  var problem: String?
  var right: Promise?
  var wrong = false

  init(key: String) { self.key = key }

  mutating func take(_ found: (check: ReceiptCheck, isRight: Bool), _ catalogue: Catalogue, _ wording: Wording) {
    wrong = !found.isRight
    guard found.isRight else { return }
    let facts = found.check.facts
    let procedure = catalogue.procedure(facts.procedure, on: facts.receivedAt.date)?.name[wording.language]
    right = Promise(
      dossier: facts.code.rawValue, received: wording.moment(facts.receivedAt), due: wording.moment(facts.dueAt),
      fee: wording.money(facts.fee),
      procedure: [procedure, facts.procedure.rawValue].compactMap(\.self).joined(separator: " · "),
      unit: catalogue.units.unit(facts.unit)?.name[wording.language] ?? facts.unit.rawValue,
      signed: wording.moment(found.check.signedAt))
  }
}
