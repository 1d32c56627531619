import Centre
import Domain
import Storage

/// One procedure in full, with its versions and what was published of it.
struct CatalogueProcedurePage: Sendable {
  struct Version: Sendable {
    let number: String
    let days: String
    let link: String
    let compare: String?
    let current: Bool
  }

  struct Event: Sendable {
    let moment: String
    let text: String
    let who: String
  }

  let code: String
  let version: Int
  let name: String
  let legalName: String
  let days: String
  let marks: [UnverifiedMark]
  let marksTotal: String
  let isMarked: Bool
  let versions: [Version]
  let events: [Event]
  let hasEvents: Bool
  let reading: ReadableProcedure
  let sourceLink: String
  let mayPublish: Bool
  let mayWithdraw: Bool
  let today: String
  let told: String?
  let problem: String?

  init(
    _ procedure: Procedure, _ catalogue: Catalogue, _ publications: [Publication], mayPublish: Bool, told: String?,
    problem: String?, _ wording: Wording, today: CivilDate
  ) {
    let language = wording.language
    let address = "/admin/catalogue/\(procedure.code.rawValue)"
    code = procedure.code.rawValue
    version = procedure.version
    name = procedure.shortName[language]
    legalName = procedure.name[language]
    days = CatalogueListPage.days(procedure, wording, today: today)
    marks = catalogue.unverified(in: procedure)
    isMarked = !marks.isEmpty
    marksTotal = wording.text("admin.marks.total", ["number": String(marks.count)])
    let all = catalogue.versions(of: procedure.code)
    versions = all.enumerated().reversed().map { index, other in
      Version(
        number: String(other.version), days: CatalogueListPage.days(other, wording, today: today),
        link: "\(address)?version=\(other.version)",
        compare: index > 0 ? "\(address)/compare?version=\(all[index - 1].version)&with=\(other.version)" : nil,
        current: other.version == procedure.version)
    }
    events = publications.map { event in
      let text =
        switch event.act {
        case .published: wording.text("admin.event.published", ["version": String(event.version)])
        case .withdrawn(let until):
          wording.text("admin.event.withdrawn", ["version": String(event.version), "until": until.display])
        }
      return Event(moment: wording.moment(event.at), text: text, who: event.by.name)
    }
    hasEvents = !events.isEmpty
    reading = ReadableProcedure(procedure, catalogue, wording)
    sourceLink = "\(address)/source.yaml?version=\(procedure.version)"
    self.mayPublish = mayPublish
    mayWithdraw = mayPublish && (procedure.until.map { $0 >= today } ?? true)
    self.today = today.iso
    self.told = told.map { wording.text("admin.told.\($0)") }
    self.problem = problem
  }
}

/// Two versions side by side.
struct CatalogueComparePage: Sendable {
  struct Line: Sendable {
    let path: String
    let before: String
    let after: String
    let change: String
    let sign: String
    let word: String
  }

  let code: String
  let name: String
  let earlier: Int
  let later: Int
  let lines: [Line]
  let none: Bool
  let total: String
  let other: String
  let all: Bool

  init(_ earlier: Procedure, _ later: Procedure, all: Bool, _ wording: Wording) throws {
    code = later.code.rawValue
    name = later.shortName[wording.language]
    self.earlier = earlier.version
    self.later = later.version
    self.all = all
    let compared = try earlier.compared(with: later)
    let different = compared.filter { $0.change != .same }
    let signs: [VersionLine.Change: String] = [.same: "", .changed: "≠", .added: "+", .removed: "−"]
    lines = (all ? compared : different).map { line in
      Line(
        path: line.path.joined(separator: " › "), before: line.before ?? "", after: line.after ?? "",
        change: line.change.rawValue, sign: signs[line.change] ?? "",
        word: wording.text("admin.compare.\(line.change.rawValue)"))
    }
    none = lines.isEmpty
    total = wording.text("admin.compare.total", ["number": String(different.count)])
    let address = "/admin/catalogue/\(code)/compare?version=\(earlier.version)&with=\(later.version)"
    other = all ? address : address + "&all=yes"
  }
}

/// A new version on its way: the text, its faults or how it will look.
struct CataloguePublishPage: Sendable {
  let yaml: String
  let faults: [CatalogueFault]
  let hasFaults: Bool
  let problem: String?
  let preview: CataloguePreview?

  init(yaml: String, faults: [CatalogueFault] = [], problem: String? = nil, preview: CataloguePreview? = nil) {
    self.yaml = yaml
    self.faults = faults
    hasFaults = !faults.isEmpty
    self.problem = problem
    self.preview = preview
  }
}

/// How a version will look that may be published.
struct CataloguePreview: Sendable {
  let title: String
  let days: String
  let citizen: ProcedurePage
  let reading: ReadableProcedure
  let marks: [UnverifiedMark]
  let marksTotal: String
  let isMarked: Bool
  let changes: CatalogueComparePage?

  init(_ sound: SoundProcedure, _ wording: Wording, today: CivilDate) throws {
    let procedure = sound.procedure
    title = wording.text(
      "admin.publish.sound", ["code": procedure.code.rawValue, "version": String(procedure.version)])
    days = CatalogueListPage.days(procedure, wording, today: today)
    // As citizens will see it on its first day.
    citizen = ProcedurePage(procedure, sound.catalogue, onlineFiling: false, wording, today: max(today, procedure.from))
    reading = ReadableProcedure(procedure, sound.catalogue, wording)
    marks = sound.catalogue.unverified(in: procedure)
    isMarked = !marks.isEmpty
    marksTotal = wording.text("admin.marks.total", ["number": String(marks.count)])
    changes = try sound.earlier.map { try CatalogueComparePage($0, procedure, all: false, wording) }
  }
}
