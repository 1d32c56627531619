import Centre
import Domain
import Hummingbird

/// "Where is my dossier": by code and secret, or by the receipt's QR, which carries both in the fragment.
struct LookUpRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.get("/tra-cuu") { _, context in form(context, code: "", problem: nil) }
    router.post("/tra-cuu") { request, context in try await lookUp(request, context) }
    router.post("/tra-cuu/giay-tiep-nhan") { request, context in try await receipt(request, context) }
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
      let progress = try await site.centre.lookUp(code: code, secret: secret, place: context.place)
      let page = ProgressPage(
        progress, secret: secret, site.centre.catalogue, Wording(site.centre.catalogue.texts, context.language),
        now: site.centre.now())
      return site.renderer.response("progress", page, title: progress.code.rawValue, surface: .portal, context)
    } catch let refusal as LookUpRefusal {
      return form(
        context, code: String(code.prefix(60)),
        problem: site.centre.catalogue.texts.text(refusal.textKey, context.language, refusal.values), kind: refusal.kind
      )
    }
  }

  private func receipt(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    let pdf = try await site.centre.printReceipt(
      code: body["code"] ?? "", secret: body["secret"] ?? "", place: context.place, language: context.language)
    return .document(pdf, mediaType: "application/pdf", name: "giay-tiep-nhan.pdf")
  }
}

/// The form to look a dossier up.
struct LookUpPage: Sendable {
  let code: String
  let problem: String?
}

/// Every stage of a dossier, as the person who holds its secret sees it.
struct ProgressPage: Sendable {
  struct Stage: Sendable {
    let name: String
    let at: String
    let note: String?
    let last: Bool
  }

  /// One of the four marks on the way, as a parcel's way is shown.
  struct Mark: Sendable {
    let name: String
    let passed: Bool
    let current: Bool
  }

  struct Result: Sendable {
    let paper: String
    let number: String
    let link: String
    let check: String
  }

  let code: String
  let secret: String
  let procedure: String
  let unit: String
  let initials: String
  let state: String
  let next: String
  let received: String
  let due: String
  let timeLeft: TimeLeft
  let late: Bool
  let fee: String
  let unpaid: String?
  let marks: [Mark]
  let stages: [Stage]
  let results: [Result]
  let hasResults: Bool

  init(_ progress: DossierProgress, secret: String, _ catalogue: Catalogue, _ wording: Wording, now: Instant) {
    let language = wording.language
    code = progress.code.rawValue
    self.secret = secret
    procedure = catalogue.newestProcedure(progress.procedure)?.shortName[language] ?? progress.procedure.rawValue
    unit = catalogue.units.unit(progress.unit)?.name[language] ?? ""
    initials = progress.initials
    state = wording.text("shared.state.\(progress.state.rawValue)")
    next = wording.text("portal.next.\(progress.state.rawValue)")
    received = wording.moment(progress.receivedAt)
    due = wording.moment(progress.dueAt)
    timeLeft = TimeLeft(
      dueAt: progress.dueAt, finishedAt: progress.finishedAt, now: now,
      calendar: catalogue.calendar(for: progress.unit),
      wording)
    late = progress.late
    fee = wording.money(progress.fee)
    unpaid = progress.unpaid > 0 ? wording.money(progress.unpaid) : nil
    marks = Self.marks(progress.state, wording)
    stages = progress.stages.enumerated().map { index, stage in
      Stage(
        name: wording.text("shared.event.\(stage.name)"), at: wording.moment(stage.at), note: stage.note,
        last: index == progress.stages.count - 1)
    }
    results = progress.results.map { result in
      Result(
        paper: result.name, number: "\(result.number ?? 0) · \(result.book ?? "")",
        link: "/verify/\(result.token)/ban-sao.pdf", check: "/verify/\(result.token)")
    }
    hasResults = !progress.results.isEmpty
  }

  private static func marks(_ state: Dossier.State, _ wording: Wording) -> [Mark] {
    let way: [Dossier.State] =
      state == .refused ? [.received, .processing, .refused] : [.received, .processing, .resultReady, .returned]
    let place = way.firstIndex(of: state) ?? 0
    return way.enumerated().map { index, mark in
      Mark(
        name: wording.text("shared.state.\(mark.rawValue)"), passed: index < place, current: index == place)
    }
  }
}
