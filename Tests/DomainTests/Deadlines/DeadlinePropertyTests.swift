import Testing

@testable import Domain

@Suite("What holds for every deadline") struct DeadlinePropertyTests {
  private static let rules: [DeadlineRule] = [
    .sameDay(cutoff: TimeOfDay(hour: 15, minute: 0)), .workingDays(1), .workingDays(10), .workingHours(1),
    .workingHours(13), .calendarDays(1), .calendarDays(20),
  ]

  private let calendar = SampleCalendar.common
  private let first = SampleCalendar.moment("2025-12-20 00:00").milliseconds
  private let last = SampleCalendar.moment("2027-03-01 00:00").milliseconds

  @Test("A later receipt is never due earlier", arguments: rules, [0, 2])
  func monotone(_ rule: DeadlineRule, _ extra: Int) {
    var numbers = SeededNumbers(state: 42)
    let receipts = (0..<2000).map { _ in Int64.random(in: first..<last, using: &numbers) }.sorted()
    var previous = Instant(milliseconds: .min)
    for milliseconds in receipts {
      let due = calendar.deadline(rule, received: Instant(milliseconds: milliseconds), extraWorkingDays: extra).dueAt
      #expect(due >= previous)
      previous = due
    }
  }

  @Test("A later receipt by a millisecond is never due earlier, at every hour's edge of two months")
  func monotoneAtEdges() {
    for rule in Self.rules {
      var previous = Instant(milliseconds: .min)
      var moment = SampleCalendar.moment("2026-01-01 00:00")
      while moment < SampleCalendar.moment("2026-03-01 00:00") {
        for shift in [Int64(-1), 0, 1] {
          let due = calendar.deadline(rule, received: moment.adding(milliseconds: shift)).dueAt
          #expect(due >= previous)
          previous = due
        }
        moment = moment.adding(minutes: 30)
      }
    }
  }

  @Test("A result is due after its receipt, on a working day, while the office is open", arguments: rules)
  func dueWhileOpen(_ rule: DeadlineRule) {
    var numbers = SeededNumbers(state: 7)
    for _ in 0..<1000 {
      let received = Instant(milliseconds: Int64.random(in: first..<last, using: &numbers))
      let due = calendar.deadline(rule, received: received).dueAt
      #expect(due > received)
      #expect(calendar.hours(on: due.date).contains { $0.from <= due.time && due.time <= $0.to })
    }
  }

  @Test("Working hours take exactly that many working minutes", arguments: [1, 8, 40])
  func hoursAreExact(_ hours: Int) {
    var numbers = SeededNumbers(state: 11)
    for _ in 0..<500 {
      let received = Instant(milliseconds: Int64.random(in: first..<last, using: &numbers))
      #expect(calendar.deadline(.workingHours(hours), received: received).workingMinutes == hours * 60)
    }
  }

  @Test("The time left is the sum of its parts, and what a minute-by-minute count finds")
  func workingMinutes() {
    var numbers = SeededNumbers(state: 3)
    for _ in 0..<60 {
      let start = Instant(milliseconds: Int64.random(in: first..<last, using: &numbers) / 60_000 * 60_000)
      let end = start.adding(minutes: Int.random(in: 0..<20_000, using: &numbers))
      let middle = start.adding(minutes: Int.random(in: 0...max(1, end.minutes(since: start)), using: &numbers))
      let whole = calendar.workingMinutes(from: start, to: end)
      #expect(
        whole == calendar.workingMinutes(from: start, to: middle) + calendar.workingMinutes(from: middle, to: end))
      #expect(calendar.workingMinutes(from: end, to: start) == -whole)
      var counted = 0
      var minute = start
      while minute < end {
        if calendar.hours(on: minute.date).contains(where: { $0.from <= minute.time && minute.time < $0.to }) {
          counted += 1
        }
        minute = minute.adding(minutes: 1)
      }
      #expect(whole == counted)
    }
  }

  @Test("Receipts far outside the calendar, and senseless numbers, still get an answer")
  func farAway() {
    for received in ["0001-01-01 00:00", "1900-05-05 10:00", "2300-02-28 16:00", "9999-12-25 10:00"] {
      for rule in Self.rules + [.workingDays(-4), .workingHours(.min), .calendarDays(.max), .workingHours(0)] {
        let moment = SampleCalendar.moment(received)
        #expect(calendar.deadline(rule, received: moment).dueAt >= moment)
      }
    }
  }
}
