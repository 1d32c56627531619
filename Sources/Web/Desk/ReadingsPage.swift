import Centre
import Domain
import Storage

/// Who read what, as a list.
struct ReadingsPage: Sendable {
  struct Choice: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }

  let dossier: String
  let words: String
  let from: String
  let until: String
  let purposes: [Choice]
  let matters: [Choice]
  let total: String
  let empty: Bool
  let lines: [ReadingLine]
  let export: String
  let previous: String?
  let next: String?

  init(_ items: [Reading], total: Int, view: ReadingView, _ units: UnitDirectory, _ wording: Wording) {
    dossier = view.dossier
    words = view.words
    from = view.from
    until = view.until
    purposes = ReadingPurpose.allCases.map {
      Choice(
        value: $0.rawValue, label: wording.text("readings.purpose.\($0.rawValue)"), chosen: $0 == view.purpose)
    }
    matters = ReadingMatter.allCases.map {
      Choice(value: $0.rawValue, label: wording.text("readings.matter.\($0.rawValue)"), chosen: $0 == view.matter)
    }
    self.total = wording.text("readings.total", ["number": wording.number(total)])
    empty = items.isEmpty
    lines = items.map { ReadingLine($0, units, wording) }
    export = view.address(path: "/desk/readings.csv")
    previous = view.page > 1 ? view.address(["page": String(view.page - 1)]) : nil
    next = view.page * ReadingRoutes.pageSize < total ? view.address(["page": String(view.page + 1)]) : nil
  }
}

/// One reading in words, for officers and for the person whose dossier it is.
struct ReadingLine: Sendable {
  let at: String
  let reader: String
  let readerUnit: String
  let dossier: String
  let matter: String
  let purpose: String

  init(_ reading: Reading, _ units: UnitDirectory, _ wording: Wording) {
    at = wording.moment(reading.at)
    let title = reading.by.title.replacing("\n", with: " ")
    let name = title.isEmpty ? reading.by.name : "\(reading.by.name), \(title)"
    reader = reading.by.covering.map { wording.text("readings.covering", ["name": name, "covered": $0]) } ?? name
    readerUnit = reading.by.unit.flatMap { units.unit($0)?.name[wording.language] } ?? ""
    dossier = reading.dossier.rawValue
    let what = wording.text("readings.matter.\(reading.matter.rawValue)")
    matter =
      switch reading.matter {
      case .dossier, .heldResult: what
      case .paper: "\(what) \(reading.detail)"
      case .form: "\(what): \(wording.text("readings.form.\(reading.detail)"))"
      }
    purpose = wording.text("readings.purpose.\(reading.purpose.rawValue)")
  }
}
