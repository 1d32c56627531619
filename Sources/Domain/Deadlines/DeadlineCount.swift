extension WorkingCalendar {
  /// When what was received at a moment is due, and why then.
  ///
  /// What is received after closing or on a day off counts as received when the office opens next. The result of a
  /// rule in days is due when the office closes that day; a day of which a part is closed is a day all the same. A
  /// later receipt is never due earlier.
  ///
  /// The working time that lies in a pause, from the receipt on, moves the due moment by exactly as much, to the
  /// millisecond; time that lies in two pauses counts once, and a pause that begins when the due moment is over counts
  /// nothing. A pause that has not ended counts up to `now`, and nothing without it: the answer is then the earliest
  /// moment at which the result can still be due.
  ///
  /// - Parameters:
  ///   - extraWorkingDays: working days added by an extension (Decree 23/2015/NĐ-CP art. 21); more than ten years of
  ///     days are not counted.
  ///   - pauses: in any order.
  ///   - now: the present, for a pause that has not ended.
  ///   - promised: what the applicant was told before. The answer is never earlier, though an unplanned closure would
  ///     make it so; when the office is closed then, it is the next opening.
  public func deadline(
    _ rule: DeadlineRule, received: Instant, extraWorkingDays: Int = 0, pauses: [Pause] = [], now: Instant? = nil,
    notBefore promised: Instant? = nil
  ) -> Deadline {
    var count = DeadlineCount(calendar: self, received: received)
    var due = count.due(rule, extraWorkingDays: min(max(0, extraWorkingDays), DeadlineRule.most))
    let paused = pauses.isEmpty ? 0 : count.move(&due, by: pauses, now: now)
    if let promised, promised > due { due = count.keep(promised) }
    count.note(.due(due.time), due.date)
    let open = openMilliseconds(until: due) - openMilliseconds(until: received)
    return Deadline(
      dueAt: due, workingMinutes: Int((open - paused) / 60_000), pausedMinutes: Int(paused / 60_000), why: count.why)
  }
}

/// Counts one deadline and keeps, for each day or span, whether it counted and why.
struct DeadlineCount {
  let calendar: WorkingCalendar
  let received: Instant
  private(set) var why: [DeadlineReason] = []

  init(calendar: WorkingCalendar, received: Instant) {
    self.calendar = calendar
    self.received = received
  }

  /// The due moment of a rule.
  mutating func due(_ rule: DeadlineRule, extraWorkingDays: Int) -> Instant {
    var day: CivilDate
    switch rule {
    case .sameDay(let cutoff):
      day = sameDay(cutoff: cutoff)
    case .workingDays(let days):
      day = start().date
      note(.dayOfReceipt, day, counted: false)
      for number in 0..<min(max(0, days), DeadlineRule.most) {
        day = nextWorkingDay(after: day)
        note(.workingDay(number + 1), day)
      }
    case .calendarDays(let days):
      day = start().date
      note(.dayOfReceipt, day, counted: false)
      day = endOfCalendarDays(days, after: day)
    case .workingHours(let hours):
      let end = endOfOpenTime(Int64(min(max(0, hours), DeadlineRule.most)) * 3_600_000, from: start())
      let last = extended(end.date, by: extraWorkingDays)
      return last == end.date ? end : Instant.at(last, openTime(last, notAfter: end.time))
    }
    day = extended(day, by: extraWorkingDays)
    return Instant.at(day, closing(day))
  }

  /// The promised moment, or the next opening after it.
  mutating func keep(_ promised: Instant) -> Instant {
    let kept = calendar.openMoment(notBefore: promised)
    note(.promised(promised.time), promised.date)
    return kept
  }

  // MARK: - The beginning

  /// The moment from which the time counts: the receipt, or the next opening when the office is closed for the day.
  private mutating func start() -> Instant {
    let day = received.date
    if let off = calendar.dayOff(day) {
      note(off, day, counted: false)
    } else if received >= Instant.at(day, closing(day)) {
      notePartClosures(day, after: received)
      note(.afterClosing(closing(day)), day, counted: false)
    } else {
      notePartClosures(day, after: received)
      return received
    }
    let next = nextWorkingDay(after: day)
    let opening = spans(next)[0].from
    note(.clockStarts(opening), next)
    return Instant.at(next, opening)
  }

  /// The day of the result under the same-day rule.
  ///
  /// The decree (art. 7) moves to the next working day what is received "after 15:00"; here "before 15:00" is the same
  /// day and 15:00:00 itself is already later, which is how the receipt's promise can be kept. What comes when the
  /// office is closed is due on the day it opens next.
  private mutating func sameDay(cutoff: TimeOfDay) -> CivilDate {
    let start = start()
    let day = start.date
    guard start == received else { return day }
    guard received >= Instant.at(day, cutoff) else {
      note(.beforeCutoff(cutoff), day)
      return day
    }
    note(.afterCutoff(cutoff), day, counted: false)
    return nextWorkingDay(after: day)
  }

  // MARK: - The count

  /// An end on a day off moves to the next working day (Civil Code 2015 art. 148.5).
  private mutating func endOfCalendarDays(_ days: Int, after start: CivilDate) -> CivilDate {
    let end = start.adding(days: min(max(0, days), DeadlineRule.most))
    note(.calendarDays(days), end)
    guard let off = calendar.dayOff(end) else {
      notePartClosures(end)
      return end
    }
    note(off, end, counted: false)
    return nextWorkingDay(after: end)
  }

  /// The moment so many milliseconds of open time after another, each span noted.
  mutating func endOfOpenTime(_ milliseconds: Int64, from start: Instant) -> Instant {
    var left = milliseconds
    var day = start.date
    var moment = start
    while true {
      let spans = spans(day)
      let midnight = Instant.at(day, TimeOfDay(minutes: 0))
      for (index, span) in spans.enumerated() {
        let closes = Instant.at(day, span.to)
        guard moment < closes else { continue }
        let opens = max(Instant.at(day, span.from), moment)
        if index > 0 && moment < Instant.at(day, span.from) && !isPartlyClosed(day, spans[index - 1].to, span.from) {
          note(.lunch, day, spans[index - 1].to, span.from, counted: false)
        }
        let end = min(closes, opens.adding(milliseconds: left))
        // A minute begun is shown whole.
        let last = TimeOfDay(minutes: Int((end.milliseconds - midnight.milliseconds + 59_999) / 60_000))
        note(.openHours, day, opens.time, last)
        left -= end.milliseconds - opens.milliseconds
        if left <= 0 { return end }
      }
      note(.closedForTheDay, day, closing(day), TimeOfDay(minutes: 1440), counted: false)
      day = nextWorkingDay(after: day)
      moment = Instant.at(day, TimeOfDay(minutes: 0))
    }
  }

  private mutating func extended(_ date: CivilDate, by days: Int) -> CivilDate {
    var day = date
    for number in 0..<days {
      day = nextWorkingDay(after: day)
      note(.extensionDay(number + 1), day)
    }
    return day
  }

  // MARK: - Days and hours

  private func spans(_ date: CivilDate) -> [WorkingSpan] { calendar.table.spans(of: date.dayNumber) }

  private func closing(_ date: CivilDate) -> TimeOfDay { spans(date)[spans(date).count - 1].to }

  /// The last time on a day, up to `time`, at which the office is open; when it opens, if that is later.
  private func openTime(_ date: CivilDate, notAfter time: TimeOfDay) -> TimeOfDay {
    let spans = spans(date)
    guard let span = spans.last(where: { $0.from <= time }) else { return spans[0].from }
    return min(span.to, time)
  }

  /// The next working day, noting the days off on the way.
  private mutating func nextWorkingDay(after date: CivilDate) -> CivilDate {
    var day = date.adding(days: 1)
    while let off = calendar.dayOff(day) {
      note(off, day, counted: false)
      day = day.adding(days: 1)
    }
    notePartClosures(day)
    return day
  }

  /// Whether a gap between two spans of a day is, at least in part, a closure, which is noted by itself.
  private func isPartlyClosed(_ date: CivilDate, _ from: TimeOfDay, _ to: TimeOfDay) -> Bool {
    calendar.partClosures(date).contains { $0.span.from < to && from < $0.span.to }
  }

  // MARK: - The explanation

  /// Notes what is closed of a working day, as far as it lies after a moment.
  private mutating func notePartClosures(_ date: CivilDate, after moment: Instant? = nil) {
    for (span, reason) in calendar.partClosures(date) {
      if let moment, Instant.at(date, span.to) <= moment { continue }
      note(.closedForAPart(reason: reason), date, span.from, span.to, counted: false)
    }
  }

  mutating func note(_ cause: DeadlineReason.Cause, _ date: CivilDate, counted: Bool = true) {
    why.append(DeadlineReason(cause: cause, date: date, span: nil, counted: counted))
  }

  private mutating func note(
    _ cause: DeadlineReason.Cause, _ date: CivilDate, _ from: TimeOfDay, _ to: TimeOfDay, counted: Bool = true
  ) {
    why.append(DeadlineReason(cause: cause, date: date, span: WorkingSpan(from: from, to: to), counted: counted))
  }
}
