import Centre
import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Money that came into the unit's account by transfer: what a bank told, and what a person must look at.
struct TransferRoutes: Sendable {
  let site: Site
  /// Notices on one page.
  static let pageSize = 25

  func register(on router: Router<SiteContext>) {
    router.get("/desk/transfers") { request, context in try await page(TransferView(request), context) }
    router.get("/desk/transfers.csv") { request, context in try await export(request, context) }
    router.post("/desk/transfers/settle") { request, context in try await settle(request, context) }
  }

  private func page(
    _ view: TransferView, _ context: SiteContext, typed: SettledNotice? = nil, problems: [FieldProblem] = [],
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let actor = try context.officer()
    var filter = view.filter
    filter.limit = Self.pageSize
    filter.offset = (view.page - 1) * Self.pageSize
    let found = try await site.centre.listBankNotices(filter, by: actor)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = TransfersPage(
      found.items, total: found.total, view: view, actor: actor, typed: typed, problems: problems,
      units: site.centre.catalogue.units, wording)
    return site.renderer.response(
      "transfers", page, title: wording.text("payment.transfers.title"), surface: .desk, context, status: status)
  }

  private func settle(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    let body = try await FormBody(request, context)
    let view = TransferView(body)
    let typed = SettledNotice(
      bank: body["bank"] ?? "", reference: body["reference"] ?? "", note: body["note"] ?? "")
    do {
      try await site.centre.settleBankNotice(
        bank: typed.bank, reference: typed.reference, note: typed.note, by: actor)
      return .seeOther(view.address())
    } catch let refusal as any Refusal where [.invalid, .conflict].contains(refusal.kind) {
      // What was typed stays on the page.
      return try await page(view, context, typed: typed, problems: refusal.problems, status: refusal.kind.status)
    }
  }

  private func export(_ request: Request, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    var filter = TransferView(request).filter
    filter.limit = 10_000
    let found = try await site.centre.listBankNotices(filter, by: actor)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    var rows = [
      [
        "bank", "reference", "account", "unit", "amount", "memo", "at", "received_at", "outcome", "outcome_name",
        "dossier", "receipt_number", "settled_at", "settled_by", "note",
      ]
    ]
    rows += found.items.map { kept in
      [
        kept.notice.bank, kept.notice.reference, kept.notice.account, kept.unit?.rawValue ?? "",
        String(kept.notice.amount), kept.notice.memo, kept.notice.at.iso8601, kept.receivedAt.iso8601,
        kept.outcome.rawValue, wording.text("payment.outcome.\(kept.outcome.rawValue)"),
        kept.dossier?.rawValue ?? "", kept.receiptNumber.map(String.init) ?? "",
        kept.closing?.at.iso8601 ?? "", kept.closing?.by.name ?? "", kept.closing?.note ?? "",
      ]
    }
    return .document(
      Array(CSV.text(rows).utf8), mediaType: "text/csv; charset=utf-8", name: "tien-chuyen-khoan.csv", download: true)
  }
}

/// Which notices are looked at, as the address says.
struct TransferView: Sendable {
  let progress: BankNoticeFilter.Progress
  let outcome: BankNoticeOutcome?
  let words: String
  let page: Int

  init(_ request: Request) { self.init { request.asked($0) } }

  init(_ body: FormBody) { self.init { body[$0] } }

  private init(_ value: (String) -> String?) {
    progress = value("progress").flatMap(BankNoticeFilter.Progress.init(rawValue:)) ?? .waiting
    outcome = value("outcome").flatMap(BankNoticeOutcome.init(rawValue:))
    words = String((value("q") ?? "").prefix(200))
    page = min(max(1, value("page").flatMap { Int($0) } ?? 1), 100_000)
  }

  /// What is asked of the centre; whose it is, is decided there.
  var filter: BankNoticeFilter {
    var filter = BankNoticeFilter(unit: nil)
    filter.progress = progress
    filter.outcome = outcome
    filter.words = words
    return filter
  }

  /// The address of this view with some things changed; it begins at the first page.
  func address(_ changes: [String: String] = [:], path: String = "/desk/transfers") -> String {
    var parts = ["progress": progress.rawValue, "outcome": outcome?.rawValue ?? "", "q": words]
    parts.merge(changes) { _, new in new }
    return PageAddress.of(path, parts.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
  }
}

/// What was typed to settle a notice.
struct SettledNotice: Sendable {
  let bank: String
  let reference: String
  let note: String
}
