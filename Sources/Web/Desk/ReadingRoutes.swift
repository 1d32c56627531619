import Centre
import Domain
import Hummingbird
import Storage

/// Who read which dossier, and what for: for leaders and auditors.
struct ReadingRoutes: Sendable {
  let site: Site
  /// Readings on one page.
  static let pageSize = 50

  func register(on router: Router<SiteContext>) {
    router.get("/desk/readings") { request, context in try await show(ReadingView(request), context) }
    router.get("/desk/readings.csv") { request, context in try await export(ReadingView(request), context) }
  }

  private func show(_ view: ReadingView, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    var filter = view.filter
    filter.limit = Self.pageSize
    filter.offset = (view.page - 1) * Self.pageSize
    let found = try await site.centre.listReadings(filter, by: actor)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let page = ReadingsPage(found.items, total: found.total, view: view, site.centre.catalogue.units, wording)
    return site.renderer.response(
      "readings", page, title: wording.text("readings.title"), surface: .desk, context)
  }

  private func export(_ view: ReadingView, _ context: SiteContext) async throws -> Response {
    let actor = try context.officer()
    var filter = view.filter
    filter.limit = 10_000
    let found = try await site.centre.listReadings(filter, by: actor)
    var rows = [["at", "reader", "title", "unit", "covering", "dossier", "matter", "detail", "purpose"]]
    rows += found.items.map { reading in
      [
        reading.at.iso8601, reading.by.name, reading.by.title.replacing("\n", with: " "),
        reading.by.unit?.rawValue ?? "", reading.by.covering ?? "", reading.dossier.rawValue,
        reading.matter.rawValue, reading.detail, reading.purpose.rawValue,
      ]
    }
    return .document(
      Array(CSV.text(rows).utf8), mediaType: "text/csv; charset=utf-8", name: "nhat-ky-xem.csv", download: true)
  }
}

/// Which readings are looked at, as the address says.
struct ReadingView: Sendable {
  let dossier: String
  let words: String
  let purpose: ReadingPurpose?
  let matter: ReadingMatter?
  let from: String
  let until: String
  let page: Int

  init(_ request: Request) {
    func asked(_ name: String) -> String { String((request.asked(name) ?? "").prefix(200)) }
    dossier = asked("dossier")
    words = asked("q")
    purpose = ReadingPurpose(rawValue: asked("purpose"))
    matter = ReadingMatter(rawValue: asked("matter"))
    from = asked("from")
    until = asked("until")
    page = min(max(1, Int(asked("page")) ?? 1), 100_000)
  }

  /// What is asked of the centre; whose dossiers, is decided there.
  var filter: ReadingFilter {
    var filter = ReadingFilter(unit: nil)
    // What is no code is nobody's.
    filter.dossier = dossier.isEmpty ? nil : DossierCode(typed: dossier) ?? DossierCode(rawValue: dossier)
    filter.words = words
    filter.purpose = purpose
    filter.matter = matter
    filter.from = CivilDate(iso: from).map { Instant.at($0, TimeOfDay(minutes: 0)) }
    filter.before = CivilDate(iso: until).map { Instant.at($0.adding(days: 1), TimeOfDay(minutes: 0)) }
    return filter
  }

  /// The address of this view with some things changed; it begins at the first page.
  func address(_ changes: [String: String] = [:], path: String = "/desk/readings") -> String {
    var parts = [
      "dossier": dossier, "q": words, "purpose": purpose?.rawValue ?? "", "matter": matter?.rawValue ?? "",
      "from": from, "until": until,
    ]
    parts.merge(changes) { _, new in new }
    return PageAddress.of(path, parts.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
  }
}
