public import Domain
import Paper
import Storage

extension Centre {
  /// The control sheet of a dossier (phiếu kiểm soát quá trình giải quyết hồ sơ): a line for each hand-over.
  public func printControlSheet(of code: DossierCode, by actor: Actor) async throws -> [UInt8] {
    let file = try await dossierFile(code, for: actor)
    try await note(.form, "control-sheet", of: [code], by: actor)
    let dossier = file.dossier
    let reception = dossier.reception
    let unit = try unit(reception.competentUnit)
    let sheet = ControlSheet(
      head: centreHead(of: unit, on: reception.receivedAt.date),
      code: code.rawValue, request: file.procedure.shortName.vi, owner: dossier.owner.name,
      competentBody: unit.committee, receivedAt: reception.receivedAt, dueAt: dossier.dueAt,
      handOvers: handOvers(file))
    return try sheet.pdf(formTexts(.vi))
  }

  private func handOvers(_ file: DossierFile) -> [ControlSheet.HandOver] {
    let events = file.events.filter { $0.change.handsOver }
    return events.enumerated().map { index, event in
      let next = index + 1 < events.count ? events[index + 1] : nil
      return ControlSheet.HandOver(
        giver: name(of: event.actor), receiver: next.map { name(of: $0.actor) }, at: event.at,
        timeliness: timeliness(event, next, file.procedure), note: event.change.remark)
    }
  }

  private func name(of actor: ActorReference) -> String {
    actor.kind == .citizen ? "Người nộp trực tuyến" : actor.name
  }

  /// How the step that began with `event` ended against its time, in working minutes.
  private func timeliness(_ event: DossierEvent, _ next: DossierEvent?, _ procedure: Procedure) -> ControlSheet
    .Timeliness?
  {
    guard let next, let turn = event.change.turnAfter, let step = procedure.step(turn.step), let unit = event.actor.unit
    else { return nil }
    let taken = catalogue.calendar(for: unit).workingMinutes(from: event.at, to: next.at)
    return taken > step.minutes ? .late : taken < step.minutes ? .early : .onTime
  }
}

extension DossierChange {
  /// Whether the dossier goes from one hand to another with it.
  fileprivate var handsOver: Bool {
    switch self {
    case .received, .stepDone, .sentBack, .takenBack, .reassigned, .supplementRequested, .supplemented, .refused,
      .withdrawn, .stopped:
      true
    default: false
    }
  }

  /// Whose turn it is after it.
  fileprivate var turnAfter: Turn? {
    switch self {
    case .received(let reception): reception.turn
    case .stepDone(let done): done.next
    case .sentBack(let back): back.to
    case .takenBack(let back): back.to
    default: nil
    }
  }
}
