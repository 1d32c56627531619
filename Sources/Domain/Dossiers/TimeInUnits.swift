/// How long a dossier has been in one unit's hands, in working time of that unit.
public struct TimeInUnit: Hashable, Sendable {
  /// The unit.
  public let unit: UnitCode
  /// The whole working minutes. What was waited for, while the time stood still, is not among them.
  public let minutes: Int

  /// A unit's time.
  public init(unit: UnitCode, minutes: Int) {
    self.unit = unit
    self.minutes = minutes
  }
}

extension Dossier {
  /// The time that each unit has had a dossier, counted apart, in the order in which they had it: a dossier for another
  /// commune (phi địa giới hành chính) costs the one that receives it and the one that decides it each their own time.
  ///
  /// - Parameters:
  ///   - events: the whole history.
  ///   - now: up to when the present turn is counted.
  ///   - calendar: when a unit works.
  public static func timeInUnits(
    _ events: [DossierEvent], now: Instant, calendar: (UnitCode) -> WorkingCalendar
  ) -> [TimeInUnit] {
    guard let first = events.first, var dossier = Dossier(first: first) else { return [] }
    var units: [UnitCode] = []
    var minutes: [UnitCode: Int] = [:]
    func count(from start: Instant, to end: Instant) {
      guard let turn = dossier.turn, !dossier.state.isWaiting, end > start else { return }
      if minutes[turn.unit] == nil { units.append(turn.unit) }
      minutes[turn.unit, default: 0] += calendar(turn.unit).workingMinutes(from: start, to: end)
    }
    var last = first.at
    for event in events.dropFirst() {
      count(from: last, to: event.at)
      dossier.apply(event)
      last = event.at
    }
    count(from: last, to: now)
    return units.map { TimeInUnit(unit: $0, minutes: minutes[$0] ?? 0) }
  }
}
