import Centre
import Domain
import Hummingbird

/// What the list of procedures shows, as its address says.
struct CatalogueView: Sendable {
  let words: String
  let field: String
  let level: Procedure.Level?
  let page: Int

  init(_ request: Request) {
    words = String((request.asked("q") ?? "").prefix(200))
    field = String((request.asked("field") ?? "").prefix(200))
    level = request.asked("level").flatMap(Procedure.Level.init(rawValue:))
    page = min(max(1, request.asked("page").flatMap { Int($0) } ?? 1), 100_000)
  }

  /// Of each procedure the version in force, else the newest, where it fits.
  func procedures(in catalogue: Catalogue, on day: CivilDate) -> [Procedure] {
    let words = SearchText.fold(words).split(separator: " ")
    return catalogue.codes.compactMap { catalogue.procedure($0, on: day) ?? catalogue.newestProcedure($0) }
      .filter { procedure in
        guard field.isEmpty || procedure.field.vi == field else { return false }
        guard level == nil || procedure.level == level else { return false }
        guard !words.isEmpty else { return true }
        let names = [procedure.shortName, procedure.name].flatMap { [$0.vi, $0.en, $0.ar] }
        let held = SearchText.fold(([procedure.code.rawValue] + names + procedure.keywords).joined(separator: " "))
        return words.allSatisfy { held.contains($0) }
      }
  }

  /// The address of this view, of another page of it, or of its export.
  func address(page: Int? = nil, path: String = "/admin/catalogue") -> String {
    PageAddress.of(
      path,
      [
        ("q", words), ("field", field), ("level", level?.rawValue ?? ""), ("page", page.map { String($0) } ?? ""),
      ])
  }
}

/// The list of procedures, the result of the check and what is missing in the offices.
struct CatalogueListPage: Sendable {
  struct Line: Sendable {
    let code: String
    let link: String
    let name: String
    let field: String
    let level: String
    let version: String
    let days: String
    let ahead: String?
    let marks: Int
    let isMarked: Bool
  }

  struct Choice: Sendable {
    let value: String
    let name: String
    let chosen: Bool
  }

  struct Missing: Sendable {
    let unit: String
    let role: String
    let reason: String
    let steps: String
  }

  static let pageSize = 50

  let words: String
  let fields: [Choice]
  let levels: [Choice]
  let lines: [Line]
  let empty: Bool
  let total: String
  let export: String
  let previous: String?
  let next: String?
  let sound: String
  let missing: [Missing]
  let isStaffed: Bool
  let mayPublish: Bool

  init(
    _ view: CatalogueView, _ catalogue: Catalogue, _ staffing: [StaffingFault], mayPublish: Bool, _ wording: Wording,
    today: CivilDate
  ) {
    let language = wording.language
    words = view.words
    self.mayPublish = mayPublish
    let all = catalogue.codes.compactMap { catalogue.newestProcedure($0) }
    fields = Dictionary(all.map { ($0.field.vi, $0.field[language]) }, uniquingKeysWith: { first, _ in first })
      .sorted { $0.value < $1.value }.map { Choice(value: $0.key, name: $0.value, chosen: $0.key == view.field) }
    levels = Procedure.Level.allCases.map {
      Choice(value: $0.rawValue, name: wording.text("admin.level.\($0.rawValue)"), chosen: $0 == view.level)
    }
    let found = view.procedures(in: catalogue, on: today)
    let first = min((view.page - 1) * Self.pageSize, found.count)
    let shown = found[first..<min(first + Self.pageSize, found.count)]
    lines = shown.map { procedure in
      let marks = catalogue.unverified(in: procedure).count
      let ahead = catalogue.versions(of: procedure.code).first { $0.from > today && $0.version > procedure.version }
      return Line(
        code: procedure.code.rawValue, link: "/admin/catalogue/\(procedure.code.rawValue)",
        name: procedure.shortName[language], field: procedure.field[language],
        level: wording.text("admin.level.\(procedure.level.rawValue)"), version: String(procedure.version),
        days: Self.days(procedure, wording, today: today),
        ahead: ahead.flatMap { later in
          later.isTakenBack
            ? nil
            : wording.text("admin.catalogue.ahead", ["version": String(later.version), "date": later.from.display])
        }, marks: marks, isMarked: marks > 0)
    }
    empty = lines.isEmpty
    total = wording.text("admin.catalogue.total", ["number": String(found.count)])
    export = view.address(path: "/admin/catalogue.csv")
    previous = view.page > 1 ? view.address(page: view.page - 1) : nil
    next = first + Self.pageSize < found.count ? view.address(page: view.page + 1) : nil
    // A catalogue with a fault does not load; what is in force has none.
    sound = wording.text(
      "admin.catalogue.sound",
      ["procedures": String(catalogue.procedures.count), "marks": String(catalogue.unverified.count)])
    missing = staffing.map { fault in
      let steps = fault.steps.prefix(4).map { step in
        let name = catalogue.procedure(step.procedure, on: today)?.step(step.step)?.name[language]
        return "\(step.procedure.rawValue) \(name ?? step.step.rawValue)"
      }
      let more = fault.steps.count > 4 ? ["+ \(fault.steps.count - 4)"] : []
      return Missing(
        unit: catalogue.units.unit(fault.unit)?.name[language] ?? fault.unit.rawValue,
        role: wording.text("shared.role.\(fault.role.rawValue)"),
        reason: wording.text("admin.staffing.\(fault.reason.rawValue)"), steps: (steps + more).joined(separator: "; "))
    }
    isStaffed = missing.isEmpty
  }

  /// From when until when, in words.
  static func days(_ procedure: Procedure, _ wording: Wording, today: CivilDate) -> String {
    if procedure.isTakenBack { return wording.text("admin.days.taken-back") }
    if let until = procedure.until {
      let key = until < today ? "admin.days.ended" : "admin.days.until"
      return wording.text(key, ["from": procedure.from.display, "until": until.display])
    }
    let key = procedure.from > today ? "admin.days.ahead" : "admin.days.since"
    return wording.text(key, ["from": procedure.from.display])
  }
}
