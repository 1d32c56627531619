extension WorkingCalendar {
  /// When what was received at a moment is due, and why then.
  ///
  /// - Parameter extraWorkingDays: days added by an extension (Decree 23/2015/NĐ-CP art. 21).
  public func deadline(_ rule: DeadlineRule, received: Instant, extraWorkingDays: Int = 0) -> Deadline {
    var count = DeadlineCount(calendar: self, received: received)
    let due: Instant
    switch rule {
    case .sameDay(let cutoff):
      let day = count.sameDay(cutoff: cutoff)
      due = count.closing(count.advance(day, workingDays: extraWorkingDays, key: "extension-day"))
    case .workingDays(let days):
      let day = count.advance(count.dayOfReceipt(), workingDays: days, key: "working-day")
      due = count.closing(count.advance(day, workingDays: extraWorkingDays, key: "extension-day"))
    case .workingHours(let hours):
      let end = count.advance(minutes: hours * 60)
      due =
        extraWorkingDays == 0
        ? end : Instant.at(count.advance(end.date, workingDays: extraWorkingDays, key: "extension-day"), end.time)
    case .calendarDays(let days):
      let day = count.calendarDays(days)
      due = count.closing(count.advance(day, workingDays: extraWorkingDays, key: "extension-day"))
    }
    return Deadline(dueAt: due, workingMinutes: workingMinutes(from: received, to: due), why: count.why)
  }
}

/// Counts one deadline and keeps, for each span, whether it counted and why.
private struct DeadlineCount {
  let calendar: WorkingCalendar
  let received: Instant
  var why: [DeadlineReason] = []

  init(calendar: WorkingCalendar, received: Instant) {
    self.calendar = calendar
    self.received = received
  }

  mutating func note(_ key: String, _ date: CivilDate, counted: Bool, _ values: [String: String] = [:]) {
    let all = values.merging(["date": date.display]) { first, _ in first }
    why.append(DeadlineReason(textKey: "deadline.\(key)", values: all, date: date, counted: counted))
  }

  /// The day of the result under the same-day rule. A moment at the cutoff itself is "later".
  mutating func sameDay(cutoff: TimeOfDay) -> CivilDate {
    let day = received.date
    if let off = calendar.dayOff(day) {
      why.append(off)
      return next(after: day)
    }
    let limit = min(cutoff, calendar.closing(on: day))
    if received < Instant.at(day, limit) {
      note("before-cutoff", day, counted: true, ["cutoff": limit.text])
      return day
    }
    note("after-cutoff", day, counted: false, ["cutoff": limit.text])
    return next(after: day)
  }

  /// The day that counts as the day of receipt: what comes after closing, or on a day off, counts as received at the next opening.
  mutating func dayOfReceipt() -> CivilDate {
    let day = received.date
    if let off = calendar.dayOff(day) {
      why.append(off)
      return next(after: day)
    }
    if received >= Instant.at(day, calendar.closing(on: day)) {
      note("after-closing", day, counted: false, ["closing": calendar.closing(on: day).text])
      return next(after: day)
    }
    note("day-of-receipt", day, counted: false)
    return day
  }

  /// The next working day, noting the days off on the way.
  mutating func next(after date: CivilDate) -> CivilDate {
    let day = calendar.nextWorkingDay(after: date)
    var between = date.adding(days: 1)
    while between < day {
      if let off = calendar.dayOff(between) { why.append(off) }
      between = between.adding(days: 1)
    }
    return day
  }

  mutating func advance(_ date: CivilDate, workingDays: Int, key: String) -> CivilDate {
    var day = date
    for number in 0..<max(0, workingDays) {
      day = next(after: day)
      note(key, day, counted: true, ["number": String(number + 1)])
    }
    return day
  }

  mutating func advance(minutes: Int) -> Instant {
    var left = Int64(minutes) * 60_000
    var day = calendar.dayOff(received.date) == nil ? received.date : next(after: received.date)
    var start = received
    while true {
      for span in calendar.spans(on: day) {
        let from = max(Instant.at(day, span.from), start)
        let to = Instant.at(day, span.to)
        guard from < to else { continue }
        let length = to.milliseconds - from.milliseconds
        note(
          "open-hours", day, counted: true,
          ["from": from.time.text, "to": (length >= left ? from.adding(milliseconds: left) : to).time.text])
        if length >= left { return from.adding(milliseconds: left) }
        left -= length
      }
      day = next(after: day)
      start = Instant.at(day, TimeOfDay(minutes: 0))
    }
  }

  mutating func calendarDays(_ days: Int) -> CivilDate {
    let end = received.date.adding(days: days)
    note("calendar-days", end, counted: true, ["number": String(days)])
    guard let off = calendar.dayOff(end) else { return end }
    why.append(off)
    return next(after: end)
  }

  mutating func closing(_ date: CivilDate) -> Instant {
    let time = calendar.closing(on: date)
    note("due", date, counted: true, ["time": time.text])
    return Instant.at(date, time)
  }
}
