import Testing

@testable import Domain

/// A receipt and when its result is due; the weekday stands in the comment where it matters.
struct DeadlineCase: CustomTestStringConvertible, Sendable {
  let received: String
  let due: String
  let extra: Int

  init(_ received: String, _ due: String, extra: Int = 0) {
    self.received = received
    self.due = due
    self.extra = extra
  }

  var testDescription: String { "\(received) → \(due)" + (extra == 0 ? "" : " with \(extra) more") }

  func check(_ rule: DeadlineRule) {
    let deadline = SampleCalendar.common.deadline(
      rule, received: SampleCalendar.moment(received), extraWorkingDays: extra)
    #expect(deadline.dueAt.iso8601 == SampleCalendar.moment(due).iso8601)
  }
}

@Suite("Deadlines") struct DeadlineTests {
  @Test(
    "Received before 15:00 on a working day is due that day; later, the next working day",
    arguments: [
      // An ordinary Tuesday, to the millisecond.
      DeadlineCase("2026-02-24 09:00", "2026-02-24 17:00"),
      DeadlineCase("2026-02-24 00:00", "2026-02-24 17:00"),
      DeadlineCase("2026-02-24 06:15", "2026-02-24 17:00"),
      DeadlineCase("2026-02-24 11:30", "2026-02-24 17:00"),
      DeadlineCase("2026-02-24 12:10", "2026-02-24 17:00"),
      DeadlineCase("2026-02-24 14:59:59", "2026-02-24 17:00"),
      DeadlineCase("2026-02-24 14:59:59.999", "2026-02-24 17:00"),
      DeadlineCase("2026-02-24 15:00:00", "2026-02-25 17:00"),
      DeadlineCase("2026-02-24 15:00:00.001", "2026-02-25 17:00"),
      DeadlineCase("2026-02-24 16:59:59", "2026-02-25 17:00"),
      DeadlineCase("2026-02-24 17:00:00", "2026-02-25 17:00"),
      DeadlineCase("2026-02-24 23:59:59", "2026-02-25 17:00"),
      // The same moments written at other offsets.
      DeadlineCase("2026-02-24T07:59:59Z", "2026-02-24 17:00"),
      DeadlineCase("2026-02-24T08:00:00Z", "2026-02-25 17:00"),
      DeadlineCase("2026-02-23T22:00:00-05:00", "2026-02-24 17:00"),
      // Friday, Saturday, Sunday.
      DeadlineCase("2026-03-06 14:00", "2026-03-06 17:00"),
      DeadlineCase("2026-03-06 15:00", "2026-03-09 17:00"),
      DeadlineCase("2026-03-06 18:00", "2026-03-09 17:00"),
      DeadlineCase("2026-03-07 10:00", "2026-03-09 17:00"),
      DeadlineCase("2026-03-08 23:59:59", "2026-03-09 17:00"),
      DeadlineCase("2026-03-09 00:00", "2026-03-09 17:00"),
      // Tết 2026, 16 to 20 February, with the weekends on both sides.
      DeadlineCase("2026-02-13 14:59:59", "2026-02-13 17:00"),
      DeadlineCase("2026-02-13 15:00", "2026-02-23 17:00"),
      DeadlineCase("2026-02-14 08:00", "2026-02-23 17:00"),
      DeadlineCase("2026-02-17 09:00", "2026-02-23 17:00"),
      DeadlineCase("2026-02-22 23:00", "2026-02-23 17:00"),
      DeadlineCase("2026-02-23 16:00", "2026-02-24 17:00"),
      // New Year 2026: Friday 2 January is off, Saturday 10 January is worked.
      DeadlineCase("2025-12-31 14:00", "2025-12-31 17:00"),
      DeadlineCase("2025-12-31 15:30", "2026-01-05 17:00"),
      DeadlineCase("2026-01-01 09:00", "2026-01-05 17:00"),
      DeadlineCase("2026-01-02 10:00", "2026-01-05 17:00"),
      DeadlineCase("2026-01-09 15:30", "2026-01-10 17:00"),
      DeadlineCase("2026-01-10 09:00", "2026-01-10 17:00"),
      DeadlineCase("2026-01-10 15:00", "2026-01-12 17:00"),
      // The Hùng Kings' day 2026 is a Sunday, made up for on Monday 27 April.
      DeadlineCase("2026-04-24 16:00", "2026-04-28 17:00"),
      DeadlineCase("2026-04-27 10:00", "2026-04-28 17:00"),
      DeadlineCase("2026-04-29 15:00", "2026-05-04 17:00"),
      // National Day 2026: Monday 31 August is off, Saturday 22 August is worked.
      DeadlineCase("2026-08-21 15:10", "2026-08-22 17:00"),
      DeadlineCase("2026-08-22 14:00", "2026-08-22 17:00"),
      DeadlineCase("2026-08-28 15:00", "2026-09-03 17:00"),
      DeadlineCase("2026-08-31 09:00", "2026-09-03 17:00"),
      DeadlineCase("2026-09-02 23:59", "2026-09-03 17:00"),
      // The new holiday on 24 November: a Tuesday in 2026, a Saturday in 2029, a Sunday in 2030.
      DeadlineCase("2026-11-23 14:59:59", "2026-11-23 17:00"),
      DeadlineCase("2026-11-23 15:00", "2026-11-25 17:00"),
      DeadlineCase("2026-11-24 09:00", "2026-11-25 17:00"),
      DeadlineCase("2025-11-24 09:00", "2025-11-24 17:00"),
      DeadlineCase("2029-11-23 16:00", "2029-11-27 17:00"),
      DeadlineCase("2030-11-22 15:00", "2030-11-26 17:00"),
      // The year's end; 1 January 2028 is a Saturday.
      DeadlineCase("2026-12-31 15:00", "2027-01-04 17:00"),
      DeadlineCase("2027-12-31 14:00", "2027-12-31 17:00"),
      DeadlineCase("2027-12-31 16:00", "2028-01-04 17:00"),
      // Tết 2027, computed: the new year is Saturday 6 February, so 4 to 8, and 9 and 10 for the weekend.
      DeadlineCase("2027-02-03 14:00", "2027-02-03 17:00"),
      DeadlineCase("2027-02-03 15:00", "2027-02-11 17:00"),
      DeadlineCase("2027-02-06 09:00", "2027-02-11 17:00"),
      DeadlineCase("2027-02-10 09:00", "2027-02-11 17:00"),
      DeadlineCase("2027-02-11 15:00", "2027-02-12 17:00"),
      // Tết 2028 is a Wednesday; Tết 2030 a Saturday, a day before China's.
      DeadlineCase("2028-01-21 15:00", "2028-01-31 17:00"),
      DeadlineCase("2030-01-30 15:00", "2030-02-07 17:00"),
      // 29 February.
      DeadlineCase("2028-02-28 15:00", "2028-02-29 17:00"),
      DeadlineCase("2028-02-29 14:00", "2028-02-29 17:00"),
      DeadlineCase("2028-02-29 16:00", "2028-03-01 17:00"),
      DeadlineCase("2027-02-26 16:00", "2027-03-01 17:00"),
      // 2024 and 2025.
      DeadlineCase("2024-04-26 15:00", "2024-05-02 17:00"),
      DeadlineCase("2024-05-03 15:00", "2024-05-04 17:00"),
      DeadlineCase("2024-05-04 16:00", "2024-05-06 17:00"),
      DeadlineCase("2025-01-24 16:00", "2025-02-03 17:00"),
      DeadlineCase("2025-04-04 15:30", "2025-04-08 17:00"),
      DeadlineCase("2025-04-25 16:00", "2025-04-26 17:00"),
      DeadlineCase("2025-04-29 16:00", "2025-05-05 17:00"),
      DeadlineCase("2025-08-29 15:00", "2025-09-03 17:00"),
      // The last day of the calendar runs over into the next year.
      DeadlineCase("2050-12-31 09:00", "2051-01-03 17:00"),
    ])
  func sameDay(_ example: DeadlineCase) {
    example.check(.sameDay(cutoff: TimeOfDay(hour: 15, minute: 0)))
  }

  @Test(
    "An extension adds working days (Decree 23/2015/NĐ-CP art. 21)",
    arguments: [
      DeadlineCase("2026-03-05 09:00", "2026-03-06 17:00", extra: 1),
      DeadlineCase("2026-03-05 09:00", "2026-03-09 17:00", extra: 2),
      DeadlineCase("2026-03-05 15:00", "2026-03-10 17:00", extra: 2),
      DeadlineCase("2026-03-07 10:00", "2026-03-11 17:00", extra: 2),
      DeadlineCase("2026-02-12 10:00", "2026-02-23 17:00", extra: 2),
      DeadlineCase("2026-01-09 09:00", "2026-01-10 17:00", extra: 1),
      DeadlineCase("2026-11-23 10:00", "2026-11-25 17:00", extra: 1),
      DeadlineCase("2025-12-30 09:00", "2026-01-05 17:00", extra: 2),
      DeadlineCase("2026-03-05 09:00", "2026-03-05 17:00", extra: -3),
    ])
  func extended(_ example: DeadlineCase) {
    example.check(.sameDay(cutoff: TimeOfDay(hour: 15, minute: 0)))
  }

  @Test(
    "Three working days: the day of receipt is not counted (Civil Code 2015 art. 147)",
    arguments: [
      DeadlineCase("2026-03-02 10:00", "2026-03-05 17:00"),
      DeadlineCase("2026-03-02 05:00", "2026-03-05 17:00"),
      DeadlineCase("2026-03-02 16:59:59", "2026-03-05 17:00"),
      DeadlineCase("2026-03-02 17:00", "2026-03-06 17:00"),
      DeadlineCase("2026-03-02 18:00", "2026-03-06 17:00"),
      DeadlineCase("2026-03-06 10:00", "2026-03-11 17:00"),
      DeadlineCase("2026-03-06 17:00", "2026-03-12 17:00"),
      DeadlineCase("2026-03-07 10:00", "2026-03-12 17:00"),
      DeadlineCase("2026-02-11 08:00", "2026-02-23 17:00"),
      DeadlineCase("2026-01-07 08:00", "2026-01-10 17:00"),
      DeadlineCase("2026-04-24 09:00", "2026-05-04 17:00"),
      DeadlineCase("2026-11-20 09:00", "2026-11-26 17:00"),
      DeadlineCase("2026-12-30 09:00", "2027-01-05 17:00"),
      DeadlineCase("2028-02-25 09:00", "2028-03-01 17:00"),
      DeadlineCase("2026-03-02 10:00", "2026-03-09 17:00", extra: 2),
    ])
  func threeWorkingDays(_ example: DeadlineCase) { example.check(.workingDays(3)) }

  @Test(
    "Fifteen working days",
    arguments: [
      DeadlineCase("2026-12-02 09:00", "2026-12-23 17:00"),
      DeadlineCase("2026-02-02 09:00", "2026-03-02 17:00"),
      DeadlineCase("2026-08-17 09:00", "2026-09-09 17:00"),
    ])
  func fifteenWorkingDays(_ example: DeadlineCase) { example.check(.workingDays(15)) }

  @Test(
    "Two working hours count only while the office is open",
    arguments: [
      DeadlineCase("2026-03-02 07:00", "2026-03-02 09:00"),
      DeadlineCase("2026-03-02 05:00", "2026-03-02 09:00"),
      DeadlineCase("2026-03-02 09:30", "2026-03-02 11:30"),
      DeadlineCase("2026-03-02 10:30", "2026-03-02 14:30"),
      DeadlineCase("2026-03-02 11:29", "2026-03-02 15:29"),
      DeadlineCase("2026-03-02 11:30", "2026-03-02 15:30"),
      DeadlineCase("2026-03-02 12:10", "2026-03-02 15:30"),
      DeadlineCase("2026-03-02 15:00", "2026-03-02 17:00"),
      DeadlineCase("2026-03-02 16:00", "2026-03-03 08:00"),
      DeadlineCase("2026-03-02 16:59:30", "2026-03-03 08:59:30"),
      DeadlineCase("2026-03-02 17:00", "2026-03-03 09:00"),
      DeadlineCase("2026-03-06 18:00", "2026-03-09 09:00"),
      DeadlineCase("2026-03-07 10:00", "2026-03-09 09:00"),
      DeadlineCase("2026-01-09 16:00", "2026-01-10 08:00"),
      DeadlineCase("2026-02-13 16:30", "2026-02-23 08:30"),
      DeadlineCase("2026-03-02 07:00", "2026-03-03 09:00", extra: 1),
      DeadlineCase("2026-03-06 16:00", "2026-03-10 08:00", extra: 1),
    ])
  func twoWorkingHours(_ example: DeadlineCase) { example.check(.workingHours(2)) }

  @Test(
    "Eight working hours are a working day",
    arguments: [
      DeadlineCase("2026-03-02 07:00", "2026-03-02 17:00"),
      DeadlineCase("2026-03-02 10:00", "2026-03-03 10:00"),
      DeadlineCase("2026-02-13 16:00", "2026-02-23 16:00"),
      DeadlineCase("2026-08-28 13:30", "2026-09-03 11:30"),
    ])
  func eightWorkingHours(_ example: DeadlineCase) { example.check(.workingHours(8)) }

  @Test(
    "Days of the calendar end on a working day (Civil Code 2015 art. 148)",
    arguments: [
      (5, DeadlineCase("2026-03-02 09:00", "2026-03-09 17:00")),
      (10, DeadlineCase("2026-03-02 09:00", "2026-03-12 17:00")),
      (1, DeadlineCase("2026-03-06 09:00", "2026-03-09 17:00")),
      (3, DeadlineCase("2026-02-26 09:00", "2026-03-02 17:00")),
      (30, DeadlineCase("2026-01-16 10:00", "2026-02-23 17:00")),
      (30, DeadlineCase("2026-01-17 10:00", "2026-02-23 17:00")),
      (7, DeadlineCase("2026-12-24 10:00", "2026-12-31 17:00")),
      (8, DeadlineCase("2026-12-24 10:00", "2027-01-04 17:00")),
      (60, DeadlineCase("2026-07-01 10:00", "2026-09-03 17:00")),
      (365, DeadlineCase("2026-03-02 10:00", "2027-03-02 17:00")),
      (1, DeadlineCase("2028-02-28 10:00", "2028-02-29 17:00")),
      (2, DeadlineCase("2026-01-08 10:00", "2026-01-10 17:00")),
    ])
  func calendarDays(_ days: Int, _ example: DeadlineCase) { example.check(.calendarDays(days)) }
}
