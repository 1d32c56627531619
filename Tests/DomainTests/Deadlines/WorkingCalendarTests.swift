import Testing

@testable import Domain

@Suite("The working calendar") struct WorkingCalendarTests {
  private let calendar = SampleCalendar.common

  private func daysOff(_ year: Int) -> [String] { calendar.holidays(in: year).map(\.date.iso) }

  @Test("The days off of 2026, with Monday 27 April for the Hùng Kings' Sunday") func of2026() {
    #expect(
      daysOff(2026) == [
        "2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-04-26", "2026-04-27",
        "2026-04-30", "2026-05-01", "2026-09-01", "2026-09-02", "2026-11-24",
      ])
  }

  @Test("The days off of 2027 are computed and say so") func of2027() {
    #expect(
      daysOff(2027) == [
        "2027-01-01", "2027-02-04", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09", "2027-02-10",
        "2027-04-16", "2027-04-30", "2027-05-01", "2027-05-03", "2027-09-02", "2027-09-03", "2027-11-24",
      ])
    let undecided = calendar.holidays(in: 2027).filter(\.isUndecided).map(\.date.iso)
    #expect(undecided == daysOff(2027)[1...7] + ["2027-09-02", "2027-09-03"])
    #expect(calendar.holidays(in: 2027).filter(\.isUndecided).allSatisfy { $0.reason.contains("chưa có kế hoạch") })
    #expect(calendar.holidays(in: 2026).filter(\.isUndecided).isEmpty)
  }

  @Test("A day that makes up for another says for which") func madeUp() throws {
    let day = try #require(calendar.holidays(in: 2026).first { $0.date.iso == "2026-04-27" })
    #expect(day.makesUpFor?.iso == "2026-04-26")
    #expect(day.reason.contains("nghỉ bù cho ngày 26/04/2026"))
  }

  @Test("Two holidays on one weekend are made up for one after the other: 29 and 30 April 2023")
  func twoOnAWeekend() {
    #expect(
      daysOff(2023).filter { "2023-04-20" < $0 && $0 < "2023-05-10" } == [
        "2023-04-29", "2023-04-30", "2023-05-01", "2023-05-02", "2023-05-03",
      ])
  }

  @Test(
    "National Day has one day until 2020 and two since; the one beside it joins a weekend",
    arguments: [
      (2020, ["2020-09-02"]), (2021, ["2021-09-02", "2021-09-03"]), (2022, ["2022-09-01", "2022-09-02"]),
      (2023, ["2023-09-01", "2023-09-02", "2023-09-04"]), (2024, ["2024-09-02", "2024-09-03"]),
      (2027, ["2027-09-02", "2027-09-03"]), (2029, ["2029-09-02", "2029-09-03", "2029-09-04"]),
    ])
  func nationalDay(_ year: Int, _ days: [String]) {
    #expect(daysOff(year).filter { $0.dropFirst(5).hasPrefix("09") } == days)
  }

  @Test("A swap makes a Saturday a working day and a weekday none") func swaps() {
    #expect(!calendar.isWorkingDay(SampleCalendar.day("2026-01-02")))
    #expect(calendar.isWorkingDay(SampleCalendar.day("2026-01-10")))
    #expect(
      calendar.inLieu(in: 2026).map { "\($0.off.iso) \($0.worked.iso)" } == [
        "2026-01-02 2026-01-10", "2026-08-31 2026-08-22",
      ])
    #expect(calendar.inLieu(in: 2027).isEmpty)
  }

  @Test("A swap over the year's end stands in both years") func swapOverYears() {
    let calendar = WorkingCalendar(
      rules: SampleCalendar.rules(), years: [SampleCalendar.year(2018, swaps: [("2018-12-31", "2019-01-05")])])
    #expect(calendar.inLieu(in: 2018) == calendar.inLieu(in: 2019))
    #expect(calendar.isWorkingDay(SampleCalendar.day("2019-01-05")))
  }

  @Test(
    "Saturday was a working day until October 1999",
    arguments: [("1999-09-25", true), ("1999-10-02", false), ("1990-06-10", false)])
  func saturdays(_ iso: String, _ works: Bool) { #expect(calendar.isWorkingDay(SampleCalendar.day(iso)) == works) }

  @Test("Every year of the calendar has its holidays on working days or made up for") func everyYear() {
    for year in WorkingCalendar.years {
      let days = calendar.holidays(in: year)
      #expect(days.count >= 8)
      #expect(days.map(\.date) == days.map(\.date).sorted())
      #expect(Set(days.map(\.date)).count == days.count)
      #expect(days.allSatisfy { !calendar.isWorkingDay($0.date) && calendar.hours(on: $0.date).isEmpty })
    }
  }

  @Test("A unit may have hours of its own, and in a season") func unitHours() throws {
    let unit = UnitCode(rawValue: "24958")
    let common = WorkingCalendar(
      rules: SampleCalendar.rules(moreHours: [
        WorkingHours(
          units: [unit], spans: SampleCalendar.spans(("07:30", "12:00"), ("13:00", "16:30")), source: SampleCalendar.law
        ),
        WorkingHours(
          units: [unit], seasonFrom: MonthDay("10-15"), seasonUntil: MonthDay("04-15"),
          spans: SampleCalendar.spans(("08:00", "12:00"), ("13:00", "17:00")), source: SampleCalendar.law),
        WorkingHours(
          units: [unit], from: SampleCalendar.day("2027-01-01"), until: SampleCalendar.day("2027-12-31"),
          spans: SampleCalendar.spans(("09:00", "15:00")), source: SampleCalendar.law),
      ]), years: SampleCalendar.years)
    let own = common.for(unit: unit)
    func opens(_ calendar: WorkingCalendar, _ iso: String) -> String? {
      calendar.hours(on: SampleCalendar.day(iso)).first?.from.text
    }
    #expect(opens(common, "2026-06-01") == "07:00")
    #expect(opens(common.for(unit: "24769"), "2026-06-01") == "07:00")
    #expect(opens(own, "2026-06-01") == "07:30")
    #expect(opens(own, "2026-04-15") == "08:00")
    #expect(opens(own, "2026-04-16") == "07:30")
    #expect(opens(own, "2026-12-30") == "08:00")
    #expect(opens(own, "2027-01-04") == "09:00")
    #expect(opens(own, "2028-01-04") == "08:00")
    let due = own.deadline(
      .sameDay(cutoff: TimeOfDay(hour: 15, minute: 0)), received: SampleCalendar.moment("2026-06-01 09:00")
    ).dueAt
    #expect(due.iso8601 == "2026-06-01T16:30:00+07:00")
  }

  @Test("A unit that closes before the cutoff is closed then") func earlyClosing() {
    let unit = UnitCode(rawValue: "24958")
    let calendar = WorkingCalendar(
      rules: SampleCalendar.rules(moreHours: [
        WorkingHours(units: [unit], spans: SampleCalendar.spans(("07:00", "12:00")), source: SampleCalendar.law)
      ]), years: [], unit: unit)
    let rule = DeadlineRule.sameDay(cutoff: TimeOfDay(hour: 15, minute: 0))
    #expect(calendar.deadline(rule, received: SampleCalendar.moment("2026-06-01 11:59")).dueAt.date.iso == "2026-06-01")
    let late = calendar.deadline(rule, received: SampleCalendar.moment("2026-06-01 12:00"))
    #expect(late.dueAt.iso8601 == "2026-06-02T12:00:00+07:00")
    #expect(late.why.first?.textKey == "deadline.after-closing")
  }

  @Test("A closure moves the deadlines of its unit alone") func closure() throws {
    let unit = UnitCode(rawValue: "24958")
    let storm = LocalizedText(vi: "bão", en: "storm", ar: "عاصفة")
    let years = [
      SampleCalendar.year(
        2026, closures: [Closure(unit: unit, date: SampleCalendar.day("2026-06-02"), reason: storm)])
    ]
    let common = WorkingCalendar(rules: SampleCalendar.rules(), years: years)
    let rule = DeadlineRule.sameDay(cutoff: TimeOfDay(hour: 15, minute: 0))
    let received = SampleCalendar.moment("2026-06-01 15:00")
    #expect(common.deadline(rule, received: received).dueAt.date.iso == "2026-06-02")
    #expect(common.for(unit: "24769").deadline(rule, received: received).dueAt.date.iso == "2026-06-02")
    let moved = common.for(unit: unit).deadline(rule, received: received)
    #expect(moved.dueAt.date.iso == "2026-06-03")
    #expect(moved.why.first { $0.textKey == "deadline.closed" }?.values(.en)["reason"] == "storm")
    #expect(common.for(unit: unit).holidays(in: 2026) == common.holidays(in: 2026))
  }

  @Test("The time left is counted over years, and is negative when it is past") func timeLeft() {
    let from = SampleCalendar.moment("2026-02-13 16:00")
    #expect(calendar.workingMinutes(from: from, to: SampleCalendar.moment("2026-02-23 08:00")) == 120)
    #expect(calendar.workingMinutes(from: SampleCalendar.moment("2026-02-23 08:00"), to: from) == -120)
    #expect(calendar.workingMinutes(from: from, to: from) == 0)
    #expect(
      calendar.workingMinutes(
        from: SampleCalendar.moment("2026-03-02 07:00:30"), to: SampleCalendar.moment("2026-03-02 07:02:00")) == 1)
    let fiveYears = calendar.workingMinutes(
      from: SampleCalendar.moment("2026-01-01 00:00"), to: SampleCalendar.moment("2031-01-01 00:00"))
    #expect(fiveYears.isMultiple(of: 480) && (1200...1260).contains(fiveYears / 480))
  }
}
