extension WorkingCalendar {
  /// The moment so many working minutes after another, or before it when negative.
  ///
  /// It is the first moment by which they are over, or the last when counted back: eight hours after 07:00 is 17:00
  /// that day, not 07:00 of the next. None at all is the moment itself, also when the office is closed then. Days
  /// outside the years of the calendar are not counted, so that the last closing it knows, or the first opening, is the
  /// farthest answer.
  public func adding(workingMinutes: Int, to moment: Instant) -> Instant {
    let (milliseconds, overflow) = Int64(workingMinutes).multipliedReportingOverflow(by: 60_000)
    return adding(workingMilliseconds: overflow ? (workingMinutes < 0 ? .min : .max) : milliseconds, to: moment)
  }

  /// The same to the millisecond.
  func adding(workingMilliseconds more: Int64, to moment: Instant) -> Instant {
    guard more != 0 else { return moment }
    let (target, overflow) = openMilliseconds(until: moment).addingReportingOverflow(more)
    if more > 0 {
      return max(moment, momentWith(open: overflow ? .max : target, atItsEnd: false))
    }
    return min(moment, momentWith(open: overflow ? 0 : target, atItsEnd: true))
  }

  /// The moment itself when the office is open or just closing then, else when it opens next.
  public func openMoment(notBefore moment: Instant) -> Instant {
    let day = moment.date
    let ofDay = moment.millisecondsOfDay
    for span in hours(on: day) where ofDay <= Int64(span.to.minutes) * 60_000 {
      return ofDay >= Int64(span.from.minutes) * 60_000 ? moment : Instant.at(day, span.from)
    }
    let next = nextWorkingDay(after: day)
    return Instant.at(next, table.spans(of: next.dayNumber)[0].from)
  }

  /// The open time from the first day of the table to a moment, in milliseconds.
  func openMilliseconds(until moment: Instant) -> Int64 {
    let day = moment.localDay
    var open = Int64(table.minutes(before: day)) * 60_000
    guard day >= table.firstDay, table.kind(of: day) == .working,
      table.minutes(before: day + 1) > table.minutes(before: day)
    else { return open }
    let now = moment.millisecondsOfDay
    for span in table.spans(of: day) {
      let from = Int64(span.from.minutes) * 60_000
      open += max(0, min(now, Int64(span.to.minutes) * 60_000) - from)
    }
    return open
  }

  /// The first moment with so much open time before it, or the last (`atItsEnd`).
  private func momentWith(open target: Int64, atItsEnd: Bool) -> Instant {
    let held = min(max(0, target), Int64(table.allMinutes) * 60_000)
    let day = table.day(withMinutes: held, after: atItsEnd)
    var left = held - Int64(table.minutes(before: day)) * 60_000
    let date = CivilDate(dayNumber: day)
    let spans = table.spans(of: day)
    for span in spans {
      let length = Int64(span.to.minutes - span.from.minutes) * 60_000
      if left < length || left == length && !atItsEnd {
        return Instant.at(date, span.from).adding(milliseconds: left)
      }
      left -= length
    }
    return Instant.at(date, spans[spans.count - 1].to)
  }
}
