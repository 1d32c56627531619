import Centre
import Domain
import Hummingbird
import Storage

/// What a list shows, as its address says.
struct ListView: Sendable {
  enum Show: String, Sendable {
    case mine
    case unit
  }

  let show: Show
  let progress: DossierFilter.Progress
  let words: String
  let order: DossierFilter.Order
  let procedure: ProcedureCode?
  let step: StepKey?
  let turn: DossierFilter.TurnPlace
  let page: Int

  init(_ request: Request, actor: Actor) {
    func value(_ name: String) -> String? { request.asked(name) }
    let supervises = actor.seesBelow
    show = value("show").flatMap(Show.init(rawValue:)) ?? (supervises ? .unit : .mine)
    progress = value("progress").flatMap(DossierFilter.Progress.init(rawValue:)) ?? .open
    words = String((value("q") ?? "").prefix(200))
    order = value("order").flatMap(DossierFilter.Order.init(rawValue:)) ?? .due
    procedure = value("procedure").map { ProcedureCode(rawValue: String($0.prefix(40))) }
    // A step is a procedure's: without the procedure it says nothing.
    step = procedure == nil ? nil : value("step").map { StepKey(rawValue: String($0.prefix(60))) }
    turn = value("turn").flatMap(DossierFilter.TurnPlace.init(rawValue:)) ?? .anywhere
    page = min(max(1, value("page").flatMap { Int($0) } ?? 1), 100_000)
  }

  /// What is asked of the centre for an actor.
  func filter(_ actor: Actor, dueBefore: Instant?) -> DossierFilter {
    var filter = DossierFilter(unit: actor.unit)
    if actor.seesBelow { filter.unit = nil }
    filter.progress = progress
    if show == .mine {
      filter.takeTurns(of: actor)
      // What was asked for by its name is shown though its time stands still.
      filter.running = progress == .open
    }
    filter.dueBefore = dueBefore
    filter.words = words
    filter.order = order
    filter.procedure = procedure
    filter.step = step
    filter.turn = turn
    return filter
  }

  /// The address of this view with some things changed; it begins at the first page.
  func address(_ changes: [String: String] = [:], path: String = "/desk") -> String {
    var parts = ["show": show.rawValue, "progress": progress.rawValue, "order": order.rawValue]
    if !words.isEmpty { parts["q"] = words }
    if let procedure { parts["procedure"] = procedure.rawValue }
    if let step { parts["step"] = step.rawValue }
    if turn != .anywhere { parts["turn"] = turn.rawValue }
    parts.merge(changes) { _, new in new }
    return PageAddress.of(path, parts.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
  }
}

/// Comma-separated values that spreadsheet programs open without running anything.
enum CSV {
  static func text(_ rows: [[String]]) -> String {
    "\u{FEFF}" + rows.map { $0.map(field).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
  }

  private static func field(_ text: String) -> String {
    // A cell that begins like a formula would be run by some programs.
    let safe = text.first.map { "=+-@\t".contains($0) } == true ? "'" + text : text
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
