import Centre
import Domain

/// What happened to a dossier, as lines of its page.
struct DossierHistory: Sendable {
  struct Line: Sendable {
    let event: String
    let at: String
    let who: String
    let remark: String?
  }

  /// Everything, the latest first.
  let lines: [Line]
  /// What happened since the page was looked at, the earliest first.
  let meanwhile: [Line]
  let hasMeanwhile: Bool

  init(_ events: [DossierEvent], seen: Int?, _ procedure: Procedure, _ wording: Wording) {
    lines = events.reversed().map { Self.line($0, procedure, wording) }
    meanwhile =
      seen.map { seen in
        events.filter { $0.sequence > seen }.map { Self.line($0, procedure, wording) }
      } ?? []
    hasMeanwhile = !meanwhile.isEmpty
  }

  private static func line(_ event: DossierEvent, _ procedure: Procedure, _ wording: Wording) -> Line {
    var name = wording.text("shared.event.\(event.change.name)")
    if case .stepDone(let done) = event.change, let step = procedure.step(done.step) {
      name = "\(step.name[wording.language]): \(name)"
      let chosen = done.answers[done.step.rawValue]
      if let outcome = step.outcomes?.first(where: { $0.key == chosen }) {
        name += " – \(outcome.name[wording.language])"
      }
    }
    return Line(
      event: name, at: wording.moment(event.at), who: who(event.actor, wording), remark: event.change.remark)
  }

  /// The officer, and for which absent colleague.
  static func who(_ actor: ActorReference, _ wording: Wording) -> String {
    guard actor.kind == .staff else { return wording.text("shared.actor.\(actor.kind.rawValue)") }
    return actor.covering.map { wording.text("dossier.for-colleague", ["name": actor.name, "colleague": $0]) }
      ?? actor.name
  }
}
