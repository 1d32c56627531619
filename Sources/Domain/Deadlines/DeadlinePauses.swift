extension DeadlineCount {
  /// The most working time made up for that is told span by span; more is told as a whole, so that a pause of years does
  /// not make an explanation of thousands of lines.
  private static let toldInSpans: Int64 = 40 * 3_600_000

  /// Moves a due moment by the working time that lies in pauses, and gives that time in milliseconds.
  ///
  /// The pauses are taken in the order in which they began; each counts what lies in it and in none before it. Pauses
  /// that touch are one: whether such a one began before the due moment is asked of its first part alone.
  mutating func move(_ due: inout Instant, by pauses: [Pause], now: Instant?) -> Int64 {
    note(.dueWithoutPauses(due.time), due.date)
    var total: Int64 = 0
    var reached = received
    var isCounting = false
    for pause in pauses.sorted(by: Self.beganBefore) {
      let end = max(pause.from, pause.until ?? now ?? pause.from)
      let continues = isCounting && pause.from <= reached
      if end > received, pause.from < due || continues {
        let added = end > reached ? openTime(from: max(pause.from, reached), to: end) : 0
        reached = max(reached, end)
        isCounting = true
        total += added
        if added > 0 {
          note(
            .pause(pause.cause, from: pause.from, until: end, minutes: Int(added / 60_000)), pause.from.date,
            counted: false)
          due = madeUp(added, from: due)
        } else if pause.until != nil {
          note(.pauseOfNothing(from: pause.from, until: end), pause.from.date, counted: false)
        }
      } else if pause.until != nil {
        note(.pauseOutside(from: pause.from, until: end), pause.from.date, counted: false)
      }
      if pause.until == nil { note(.pauseOpen(pause.cause, from: pause.from), pause.from.date, counted: false) }
    }
    return total
  }

  /// The moment so much open time later, told span by span unless that would be long.
  private mutating func madeUp(_ milliseconds: Int64, from due: Instant) -> Instant {
    guard milliseconds > Self.toldInSpans else { return endOfOpenTime(milliseconds, from: due) }
    let end = calendar.adding(workingMilliseconds: milliseconds, to: due)
    note(.madeUp(until: end, minutes: Int(milliseconds / 60_000)), due.date)
    return end
  }

  private func openTime(from start: Instant, to end: Instant) -> Int64 {
    calendar.openMilliseconds(until: end) - calendar.openMilliseconds(until: start)
  }

  /// An order in which equal pauses alone are equal.
  private static func beganBefore(_ left: Pause, _ right: Pause) -> Bool {
    func key(_ pause: Pause) -> (Instant, Int64, String) {
      (pause.from, pause.until?.milliseconds ?? .max, pause.cause.rawValue)
    }
    return key(left) < key(right)
  }
}
