import Testing

@testable import Domain

/// What holds for any pauses and closures, tried on thousands of them.
@Suite("What holds for every pause and closure") struct PausePropertyTests {
  private static let rules: [DeadlineRule] = [
    .sameDay(cutoff: TimeOfDay(hour: 15, minute: 0)), .workingDays(3), .workingDays(15), .workingHours(2),
    .workingHours(30), .calendarDays(5), .calendarDays(30),
  ]

  private let calendar = SampleCalendar.common
  private let first = SampleCalendar.moment("2025-12-20 00:00").milliseconds
  private let last = SampleCalendar.moment("2026-12-31 00:00").milliseconds
  private static let week: Int64 = 7 * 24 * 3_600_000

  private func moment(_ numbers: inout SeededNumbers, from: Int64, upTo: Int64) -> Instant {
    Instant(milliseconds: Int64.random(in: from..<max(from + 1, upTo), using: &numbers))
  }

  /// Up to six ended pauses that begin around a receipt or up to four weeks after it, from a second to two weeks long.
  private func pauses(_ numbers: inout SeededNumbers, around received: Instant) -> [Pause] {
    (0..<Int.random(in: 0...6, using: &numbers)).map { _ in
      let from = moment(
        &numbers, from: received.milliseconds - Self.week / 7, upTo: received.milliseconds + 4 * Self.week)
      let longest = Bool.random(using: &numbers) ? Self.week / 14 : 2 * Self.week
      let until = from.adding(milliseconds: Int64.random(in: 1000...longest, using: &numbers))
      return Pause(from: from, until: until, cause: Pause.Cause.allCases.randomElement(using: &numbers) ?? .other)
    }
  }

  /// Closures of up to five days or parts of days in the weeks after a receipt.
  private func closures(_ numbers: inout SeededNumbers, after received: Instant) -> [Closure] {
    (0..<Int.random(in: 0...5, using: &numbers)).compactMap { _ in
      let from = TimeOfDay(minutes: Int.random(in: 360...1020, using: &numbers))
      let to = TimeOfDay(minutes: Int.random(in: 361...1080, using: &numbers))
      let isWhole = Bool.random(using: &numbers)
      return Closure(
        unit: "24958", date: received.date.adding(days: Int.random(in: 0...40, using: &numbers)),
        from: isWhole ? nil : from, to: isWhole ? nil : to, reason: SampleCalendar.name("lũ"))
    }
  }

  private func openMilliseconds(_ calendar: WorkingCalendar, _ from: Instant, _ to: Instant) -> Int64 {
    calendar.openMilliseconds(until: to) - calendar.openMilliseconds(until: from)
  }

  /// Whether a result can be handed over then: the office is open, or closes at that moment.
  private func isOpen(_ calendar: WorkingCalendar, _ moment: Instant) -> Bool {
    calendar.hours(on: moment.date).contains { span in
      (Instant.at(moment.date, span.from)...Instant.at(moment.date, span.to)).contains(moment)
    }
  }

  @Test("A pause of so much working time moves the due moment by exactly as much, to the millisecond", arguments: rules)
  func pauseIsExact(_ rule: DeadlineRule) {
    var numbers = SeededNumbers(state: 1)
    for _ in 0..<1000 {
      let received = moment(&numbers, from: first, upTo: last)
      let calendar = calendar.closing(closures(&numbers, after: received))
      let before = calendar.deadline(rule, received: received)
      let from = moment(&numbers, from: received.milliseconds, upTo: before.dueAt.milliseconds)
      let until = from.adding(milliseconds: Int64.random(in: 0...2 * Self.week, using: &numbers))
      let after = calendar.deadline(
        rule, received: received, pauses: [Pause(from: from, until: until, cause: .supplement)])
      #expect(openMilliseconds(calendar, before.dueAt, after.dueAt) == openMilliseconds(calendar, from, until))
      #expect(after.workingMinutes == before.workingMinutes)
      #expect(isOpen(calendar, after.dueAt))
    }
  }

  @Test("A pause of so many working hours moves the due moment by so many working hours") func pauseOfHours() {
    var numbers = SeededNumbers(state: 2)
    for _ in 0..<3000 {
      let received = moment(&numbers, from: first, upTo: last)
      let before = calendar.deadline(.workingDays(5), received: received)
      let from = moment(&numbers, from: received.milliseconds, upTo: before.dueAt.milliseconds)
      let hours = Int.random(in: 1...100, using: &numbers)
      let until = calendar.adding(workingMinutes: hours * 60, to: from)
      let after = calendar.deadline(
        .workingDays(5), received: received, pauses: [Pause(from: from, until: until, cause: .payment)])
      #expect(calendar.workingMinutes(from: before.dueAt, to: after.dueAt) == hours * 60)
      #expect(after.pausedMinutes == hours * 60)
    }
  }

  @Test("Adding and counting working minutes are inverse, forward and back") func addingIsInverse() {
    var numbers = SeededNumbers(state: 3)
    for _ in 0..<5000 {
      let start = moment(&numbers, from: first, upTo: last)
      let calendar =
        Int.random(in: 0..<5, using: &numbers) == 0
        ? calendar.closing(closures(&numbers, after: start)) : calendar
      let minutes = Int.random(in: -30_000...30_000, using: &numbers)
      let end = calendar.adding(workingMinutes: minutes, to: start)
      #expect(calendar.workingMinutes(from: start, to: end) == minutes)
      #expect(minutes >= 0 ? end >= start : end <= start)
      // It is the first such moment, or the last when counted back.
      if minutes > 0 {
        #expect(openMilliseconds(calendar, start, end.adding(milliseconds: -1)) < Int64(minutes) * 60_000)
      } else if minutes < 0 {
        #expect(openMilliseconds(calendar, end.adding(milliseconds: 1), start) < Int64(-minutes) * 60_000)
      }
      let between = moment(&numbers, from: first, upTo: last)
      let counted = calendar.workingMinutes(from: start, to: between)
      let again = calendar.adding(workingMinutes: counted, to: start)
      #expect(calendar.workingMinutes(from: start, to: again) == counted)
    }
  }

  @Test("Pauses in any order, told twice, or cut in two, give the same", arguments: rules)
  func pausesInAnyOrder(_ rule: DeadlineRule) {
    var numbers = SeededNumbers(state: 4)
    for _ in 0..<500 {
      let received = moment(&numbers, from: first, upTo: last)
      let given = pauses(&numbers, around: received)
      let due = calendar.deadline(rule, received: received, pauses: given)
      #expect(calendar.deadline(rule, received: received, pauses: given.shuffled(using: &numbers)) == due)
      let twice = calendar.deadline(rule, received: received, pauses: given + given)
      #expect(twice.dueAt == due.dueAt && twice.pausedMinutes == due.pausedMinutes)
      let cut = given.flatMap { pause -> [Pause] in
        guard let until = pause.until else { return [pause] }
        let middle = moment(&numbers, from: pause.from.milliseconds, upTo: until.milliseconds)
        return [
          Pause(from: pause.from, until: middle, cause: pause.cause), Pause(from: middle, until: until, cause: .other),
        ]
      }
      #expect(calendar.deadline(rule, received: received, pauses: cut.shuffled(using: &numbers)).dueAt == due.dueAt)
    }
  }

  @Test("Neither an extension nor a further pause makes it earlier", arguments: rules)
  func neverEarlier(_ rule: DeadlineRule) {
    var numbers = SeededNumbers(state: 5)
    for _ in 0..<500 {
      let received = moment(&numbers, from: first, upTo: last)
      let calendar = calendar.closing(closures(&numbers, after: received))
      let given = pauses(&numbers, around: received)
      var previous = Instant(milliseconds: .min)
      for extra in 0...4 {
        let due = calendar.deadline(rule, received: received, extraWorkingDays: extra, pauses: given).dueAt
        #expect(due >= previous)
        #expect(isOpen(calendar, due))
        previous = due
      }
      previous = Instant(milliseconds: .min)
      for count in 0...given.count {
        let due = calendar.deadline(rule, received: received, pauses: Array(given.prefix(count))).dueAt
        #expect(due >= previous)
        previous = due
      }
    }
  }

  @Test("A later receipt is never due earlier, with what comes after both of them", arguments: rules)
  func laterReceipt(_ rule: DeadlineRule) {
    var numbers = SeededNumbers(state: 6)
    for _ in 0..<700 {
      let one = moment(&numbers, from: first, upTo: last)
      let other = one.adding(milliseconds: Int64.random(in: 0...2 * Self.week, using: &numbers))
      let calendar = calendar.closing(closures(&numbers, after: one))
      let given = pauses(&numbers, around: other).filter { $0.from >= other }
      #expect(
        calendar.deadline(rule, received: one, pauses: given).dueAt
          <= calendar.deadline(rule, received: other, pauses: given).dueAt)
    }
  }

  @Test("A promise is never taken back, whatever is closed afterwards", arguments: rules)
  func promiseKept(_ rule: DeadlineRule) {
    var numbers = SeededNumbers(state: 7)
    for _ in 0..<500 {
      let received = moment(&numbers, from: first, upTo: last)
      let promised = calendar.deadline(rule, received: received).dueAt
      let closed = calendar.closing(closures(&numbers, after: received))
      let due = closed.deadline(rule, received: received, notBefore: promised).dueAt
      #expect(due >= promised)
      #expect(isOpen(closed, due))
      #expect(due >= closed.deadline(rule, received: received).dueAt)
    }
  }

  @Test("Working time over closures is what a minute-by-minute count finds") func minuteByMinute() {
    var numbers = SeededNumbers(state: 8)
    for _ in 0..<40 {
      let start = Instant(milliseconds: Int64.random(in: first..<last, using: &numbers) / 60_000 * 60_000)
      let closed = closures(&numbers, after: start)
      let calendar = calendar.closing(closed)
      let end = start.adding(minutes: Int.random(in: 0..<15_000, using: &numbers))
      var counted = 0
      var minute = start
      while minute < end {
        let time = minute.time
        let isClosed = closed.contains { closure in
          closure.date == minute.date && (closure.from.map { $0 <= time } ?? true)
            && (closure.to.map { time < $0 } ?? true)
        }
        if !isClosed && self.calendar.hours(on: minute.date).contains(where: { $0.from <= time && time < $0.to }) {
          counted += 1
        }
        minute = minute.adding(minutes: 1)
      }
      #expect(calendar.workingMinutes(from: start, to: end) == counted)
    }
  }

  @Test("Closures added one by one, together, or in the year's file give the same calendar") func closuresAgree() {
    var numbers = SeededNumbers(state: 9)
    let start = SampleCalendar.moment("2026-01-01 00:00")
    for _ in 0..<10 {
      let closed = closures(&numbers, after: start)
      let together = calendar.closing(closed)
      let single = closed.shuffled(using: &numbers).reduce(calendar) { $0.closing([$1]) }
      let file = WorkingCalendar(
        rules: SampleCalendar.rules(),
        years: [SampleCalendar.years[2], SampleCalendar.year(2027, closures: closed)], unit: "24958")
      for days in 0..<60 {
        let day = start.date.adding(days: days)
        #expect(together.hours(on: day) == single.hours(on: day))
        #expect(together.hours(on: day) == file.hours(on: day))
      }
      let end = SampleCalendar.moment("2030-01-01 00:00")
      #expect(together.workingMinutes(from: start, to: end) == single.workingMinutes(from: start, to: end))
      #expect(together.workingMinutes(from: start, to: end) == file.workingMinutes(from: start, to: end))
    }
  }

  @Test("Senseless pauses and moments far away still get an answer") func senseless() {
    let far = [
      Instant(milliseconds: .min / 4), SampleCalendar.moment("0001-01-01 00:00"),
      SampleCalendar.moment("2026-03-02 10:00"), SampleCalendar.moment("9999-12-31 10:00"),
      Instant(milliseconds: .max / 4),
    ]
    for received in far.dropFirst().dropLast() {
      for from in far {
        for until in far {
          let pause = Pause(from: from, until: until, cause: .other)
          let due = calendar.deadline(.workingDays(3), received: received, pauses: [pause]).dueAt
          #expect(due >= received)
        }
      }
    }
    for minutes in [Int.min, -1, 0, 1, Int.max] {
      for moment in far {
        let end = calendar.adding(workingMinutes: minutes, to: moment)
        #expect(minutes >= 0 ? end >= moment : end <= moment)
      }
    }
  }
}
