import Centre
import Domain
import Storage

/// A list of dossiers with its filters and counts.
struct WorkListPage: Sendable {
  struct Line: Sendable {
    let code: String
    let link: String
    let applicant: String
    let procedure: String
    let papers: String
    let step: String
    let unit: String
    let received: String
    let due: String
    let timeLeft: TimeLeft
    let unpaid: String?
  }

  struct Tab: Sendable {
    let name: String
    let link: String
    let count: Int?
    let current: Bool
    let level: String
  }

  struct Batch: Sendable {
    let action: String
    let label: String
  }

  let tabs: [Tab]
  let orders: [Tab]
  let words: String
  let show: String
  let progress: String
  let order: String
  let lines: [Line]
  let empty: Bool
  let total: String
  let previous: String?
  let next: String?
  let export: String
  let batches: [Batch]
  let hasBatches: Bool
  let key: String
  let outcome: BatchOutcome?
  let warning: String?
  let receives: Bool

  init(
    view: ListView, items: [DossierListItem], total: Int, count: WorkCount, outcome: BatchOutcome?, actor: Actor,
    _ catalogue: Catalogue, _ wording: Wording, now: Instant
  ) {
    func tab(_ key: String, _ show: ListView.Show, _ progress: DossierFilter.Progress, _ number: Int?, _ level: String)
      -> Tab
    {
      Tab(
        name: wording.text("desk.tab.\(key)"),
        link: view.address(["show": show.rawValue, "progress": progress.rawValue]), count: number,
        current: view.show == show && view.progress == progress, level: number ?? 0 > 0 ? level : "")
    }
    var tabs = [
      tab("mine", .mine, .open, count.mine, ""), tab("open", .unit, .open, count.open, ""),
      tab("soon", .unit, .soon, count.soon, "soon"), tab("late", .unit, .late, count.late, "late"),
      tab("closed", .unit, .closed, nil, ""), tab("all", .unit, .all, nil, ""),
    ]
    if actor.roles.contains(.provinceSupervisor) { tabs.removeFirst() }
    self.tabs = tabs
    orders = DossierFilter.Order.allCases.map { order in
      Tab(
        name: wording.text("desk.order.\(order.rawValue)"), link: view.address(["order": order.rawValue]), count: nil,
        current: order == view.order, level: "")
    }
    words = view.words
    show = view.show.rawValue
    progress = view.progress.rawValue
    order = view.order.rawValue
    lines = items.map { item in
      let procedure = catalogue.newestProcedure(item.procedure)
      return Line(
        code: item.code.rawValue, link: "/desk/dossiers/\(item.code.rawValue)", applicant: item.applicant,
        procedure: procedure?.shortName[wording.language] ?? item.procedure.rawValue,
        papers: wording.counted("papers", item.originals),
        step: item.step.flatMap { procedure?.step($0)?.name[wording.language] }
          ?? wording.text("shared.state.\(item.state.rawValue)"),
        unit: catalogue.units.unit(item.unit)?.name[wording.language] ?? "", received: wording.moment(item.receivedAt),
        due: wording.moment(item.dueAt),
        timeLeft: TimeLeft(
          dueAt: item.dueAt, finishedAt: item.finishedAt, now: now, calendar: catalogue.calendar(for: item.unit),
          wording),
        unpaid: item.unpaid > 0 ? wording.money(item.unpaid) : nil)
    }
    empty = items.isEmpty
    self.total = wording.counted("dossiers", total)
    previous = view.page > 1 ? view.address(["page": String(view.page - 1)]) : nil
    next = view.page * WorkListRoutes.pageSize < total ? view.address(["page": String(view.page + 1)]) : nil
    export = view.address(path: "/desk/export.csv")
    let offered: [DossierAction] =
      view.show == .mine && view.progress == .open
      ? (actor.roles.contains(.leader) ? [.approve, .sign] : [])
        + (actor.roles.contains(.recordsClerk) ? [.number, .seal, .issue] : []) : []
    batches = offered.map { Batch(action: $0.rawValue, label: wording.text("desk.many.\($0.rawValue)")) }
    hasBatches = !batches.isEmpty && !items.isEmpty
    key = "many-" + Fingerprint.randomText()
    self.outcome = outcome
    warning =
      count.late + count.soon > 0
      ? wording.text("desk.list.warning", ["late": String(count.late), "soon": String(count.soon)]) : nil
    receives = actor.roles.contains(.receivingOfficer)
  }
}
