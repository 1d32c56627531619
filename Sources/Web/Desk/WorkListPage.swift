import Centre
import Domain
import Storage

/// What the page of a list is made from.
struct WorkListContent: Sendable {
  let view: ListView
  let items: [DossierListItem]
  let total: DossierTotal
  let count: WorkCount
  /// What is late in a leader's unit or will be within the hour: the first few, and how many there are.
  let threatened: (items: [DossierListItem], count: Int)
  let outcome: BatchOutcome?
  /// Whether the officer is urged to set one-time codes up.
  let urges: Bool
}

/// A list of dossiers with its filters and counts.
struct WorkListPage: Sendable {
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

  struct Choice: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }

  let tabs: [Tab]
  let orders: [Tab]
  let words: String
  let show: String
  let progress: String
  let order: String
  let procedures: [Choice]
  let steps: [Choice]
  let hasSteps: Bool
  let turns: [Choice]
  let hasTurns: Bool
  let lines: [WorkListLine]
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
  let covering: String?
  let urges: Bool
  let threatened: [WorkListLine]
  let hasThreatened: Bool
  /// That there are more than stand in the panel; a link to all of them.
  let moreThreatened: String?
  let numbers: [WorkNumbersView]
  let hasNumbers: Bool

  init(_ content: WorkListContent, actor: Actor, centre: Centre, _ wording: Wording, now: Instant) {
    let view = content.view
    let catalogue = centre.catalogue
    tabs = Self.tabs(view, content.count, actor, wording)
    orders = DossierFilter.Order.allCases.map { order in
      Tab(
        name: wording.text("desk.order.\(order.rawValue)"), link: view.address(["order": order.rawValue]), count: nil,
        current: order == view.order, level: "")
    }
    words = view.words
    show = view.show.rawValue
    progress = view.progress.rawValue
    order = view.order.rawValue
    procedures = Self.procedures(content, catalogue, wording)
    let steps = view.procedure.flatMap { catalogue.newestProcedure($0) }?.steps ?? []
    self.steps = steps.map {
      Choice(value: $0.key.rawValue, label: $0.name[wording.language], chosen: $0.key == view.step)
    }
    hasSteps = !steps.isEmpty
    turns = DossierFilter.TurnPlace.allCases.map {
      Choice(value: $0.rawValue, label: wording.text("office.list.\($0.rawValue)"), chosen: $0 == view.turn)
    }
    hasTurns = view.show == .unit && actor.unit != nil && !actor.seesBelow
    func line(_ item: DossierListItem) -> WorkListLine {
      WorkListLine(item, actor: actor, centre: centre, wording, now: now)
    }
    lines = content.items.map(line)
    empty = content.items.isEmpty
    total =
      switch content.total {
      case .exactly(let number): wording.counted("dossiers", number)
      case .moreThan(let number): wording.text("desk.list.more-than", ["number": wording.number(number)])
      }
    previous = view.page > 1 ? view.address(["page": String(view.page - 1)]) : nil
    next =
      content.total.reaches(beyond: view.page * WorkListRoutes.pageSize)
      ? view.address(["page": String(view.page + 1)]) : nil
    export = view.address(path: "/desk/export.csv")
    batches = Self.offered(view, actor).map {
      Batch(action: $0.rawValue, label: wording.text("desk.many.\($0.rawValue)"))
    }
    hasBatches = !batches.isEmpty && !content.items.isEmpty
    key = "many-" + Fingerprint.randomText()
    outcome = content.outcome
    warning = Self.warning(content.count, actor, wording)
    covering =
      actor.covers.isEmpty
      ? nil : wording.text("office.list.covering", ["names": actor.covers.map(\.name).joined(separator: ", ")])
    urges = content.urges
    threatened = content.threatened.items.map(line)
    moreThreatened =
      content.threatened.count > threatened.count
      ? wording.text("office.list.threatened-all", ["number": wording.number(content.threatened.count)]) : nil
    hasThreatened = !threatened.isEmpty
    numbers = WorkNumbersView.all(content.count.byProcedure, view: view, catalogue, wording)
    hasNumbers = !numbers.isEmpty
  }

  private static func tabs(_ view: ListView, _ count: WorkCount, _ actor: Actor, _ wording: Wording) -> [Tab] {
    func tab(
      _ key: String, _ show: ListView.Show, _ progress: DossierFilter.Progress, _ number: Int?, _ level: String = ""
    ) -> Tab {
      Tab(
        name: wording.text(key), link: view.address(["show": show.rawValue, "progress": progress.rawValue]),
        count: number, current: view.show == show && view.progress == progress, level: number ?? 0 > 0 ? level : "")
    }
    let tabs = [
      tab("desk.tab.mine", .mine, .open, count.mine), tab("desk.tab.open", .unit, .open, count.all.open),
      tab("desk.tab.soon", .unit, .soon, count.all.soon, "soon"),
      tab("desk.tab.late", .unit, .late, count.all.late, "late"),
      tab("office.tab.waiting", .unit, .waiting, count.all.waiting),
      tab("office.tab.ready", .unit, .ready, count.all.ready),
      tab("desk.tab.closed", .unit, .closed, nil), tab("desk.tab.all", .unit, .all, nil),
    ]
    return actor.seesBelow ? Array(tabs.dropFirst()) : tabs
  }

  /// The procedures of which the unit has open dossiers, and the one that is looked at.
  private static func procedures(
    _ content: WorkListContent, _ catalogue: Catalogue, _ wording: Wording
  ) -> [Choice] {
    var codes = content.count.byProcedure.map(\.procedure)
    if let chosen = content.view.procedure, !codes.contains(chosen) { codes.append(chosen) }
    return codes.map { code in
      Choice(
        value: code.rawValue, label: catalogue.newestProcedure(code)?.shortName[wording.language] ?? code.rawValue,
        chosen: code == content.view.procedure)
    }.sorted { SearchText.fold($0.label) < SearchText.fold($1.label) }
  }

  /// What can be done to many at once: acts without anything to fill in.
  private static func offered(_ view: ListView, _ actor: Actor) -> [DossierAction] {
    guard view.show == .mine, view.progress == .open else { return [] }
    let roles = actor.effectiveRoles
    return (roles.contains(.leader) ? [.approve, .sign] : [])
      + (roles.contains(.recordsClerk) ? [.number, .seal, .issue] : [])
  }

  /// What is late or will be: one's own work first; a leader, and who supervises, hear of the whole unit.
  private static func warning(_ count: WorkCount, _ actor: Actor, _ wording: Wording) -> String? {
    func told(_ numbers: [(what: String, number: Int)]) -> String {
      numbers.filter { $0.number > 0 }.map { wording.counted($0.what, $0.number) }.joined(separator: " ")
    }
    if count.mineLate + count.mineSoon > 0 {
      return told([("mine-late", count.mineLate), ("mine-soon", count.mineSoon)])
    }
    let leads = actor.roles.contains(.leader) || actor.seesBelow
    guard leads, count.all.late + count.all.soon > 0 else { return nil }
    return told([("late", count.all.late), ("soon", count.all.soon)])
  }
}

/// One dossier of a list.
struct WorkListLine: Sendable {
  let code: String
  /// The code in the system that owns the status.
  let external: String?
  let link: String
  let applicant: String
  let procedure: String
  let papers: String?
  let step: String
  let unit: String
  /// The other unit whose turn it is.
  let elsewhere: String?
  let due: String
  let promised: String?
  let timeLeft: TimeLeft
  let unpaid: String?

  init(_ item: DossierListItem, actor: Actor, centre: Centre, _ wording: Wording, now: Instant) {
    let catalogue = centre.catalogue
    let found = catalogue.newestProcedure(item.procedure)
    func name(_ unit: UnitCode) -> String { catalogue.units.unit(unit)?.name[wording.language] ?? unit.rawValue }
    code = item.code.rawValue
    external = item.externalCode
    link = "/desk/dossiers/\(item.code.rawValue)"
    applicant = item.applicant
    procedure = found?.shortName[wording.language] ?? item.procedure.rawValue
    papers = item.originals > 0 ? wording.counted("papers", item.originals) : nil
    step =
      item.state.isWaiting
      ? wording.text("shared.state.\(item.state.rawValue)")
      : item.step.flatMap { found?.step($0)?.name[wording.language] }
        ?? wording.text("shared.state.\(item.state.rawValue)")
    unit = name(item.unit)
    elsewhere = item.turnUnit.flatMap { turn in
      turn == actor.unit || actor.seesBelow
        ? nil : wording.text("office.list.waits-in", ["unit": name(turn)])
    }
    due = wording.moment(item.dueAt)
    promised = item.promisedAt.flatMap { $0 == item.dueAt ? nil : wording.moment($0) }
    timeLeft =
      item.state.isWaiting
      ? TimeLeft(standingStill: wording)
      : TimeLeft(
        dueAt: item.dueAt, finishedAt: item.finishedAt, now: now, calendar: centre.calendar(for: item.unit), wording)
    unpaid = item.unpaid > 0 ? wording.money(item.unpaid) : nil
  }
}
