import Foundation
import Testing

@testable import Domain

@Suite("Calendar files") struct CalendarCheckTests {
  private func read<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
  }

  @Test("Rules are read") func rules() throws {
    let rules = try read(
      CalendarRules.self,
      """
      {"holidays": [{"key": "tet", "name": {"vi": "Tết", "en": "Tết", "ar": "تيت"}, "from": 2021, "source": "Điều 112",
         "around_new_year": [{"new_year_on": [1, 2], "days": [-1, 0, 1, 2, 3]}, {"days": [-2, -1, 0, 1, 2]}]}],
       "weekly_rest": [{"from": "1976-01-01", "days": [6, 7], "source": "x"}],
       "make_up": [{"from": 1995, "reason": "{date}", "source": "x"}],
       "hours": [{"spans": [["07:00", "11:30"], ["13:30", "17:00"]], "source": "x"}]}
      """)
    #expect(rules.holidays[0].days(in: 2027).map(\.iso).first == "2027-02-04")
    let written = String(decoding: try JSONEncoder().encode(rules), as: UTF8.self)
    #expect(try read(CalendarRules.self, written) == rules)
  }

  @Test(
    "Hours that can't be are refused",
    arguments: [
      #"{"spans": [], "source": "x"}"#, #"{"spans": [["11:30", "07:00"]], "source": "x"}"#,
      #"{"spans": [["07:00"]], "source": "x"}"#,
      #"{"spans": [["07:00", "07:00"]], "source": "x"}"#, #"{"spans": [["07:00", "25:00"]], "source": "x"}"#,
      #"{"spans": [["13:30", "17:00"], ["07:00", "11:30"]], "source": "x"}"#,
      #"{"spans": [["07:00", "12:00"], ["11:30", "17:00"]], "source": "x"}"#,
      #"{"spans": [["07:00", "12:00"]], "season_from": "10-15", "source": "x"}"#,
      #"{"spans": [["07:00", "12:00"]], "season_from": "10-35", "season_until": "12-01", "source": "x"}"#,
    ])
  func hours(_ json: String) { #expect(throws: DecodingError.self) { try read(WorkingHours.self, json) } }

  @Test("A week without a working day is refused") func noWorkingDay() {
    #expect(throws: DecodingError.self) {
      try read(WeeklyRest.self, #"{"from": "1976-01-01", "days": [1, 2, 3, 4, 5, 6, 7], "source": "x"}"#)
    }
    #expect(throws: DecodingError.self) {
      try read(WeeklyRest.self, #"{"from": "1976-01-01", "days": [8], "source": "x"}"#)
    }
  }

  @Test("A holiday of no day, or of two kinds, is refused", arguments: ["", #""solar": "01-01", "lunar": "03-10","#])
  func kinds(_ days: String) {
    #expect(throws: DecodingError.self) {
      try read(
        HolidayRule.self, #"{"key": "k", "name": {"vi": "a", "en": "a", "ar": "a"}, \#(days) "from": 1, "source": "x"}"#
      )
    }
  }

  @Test(
    "A way to count time is read, one only",
    arguments: [
      (#"{"same_day_before": "15:00"}"#, DeadlineRule.sameDay(cutoff: TimeOfDay(hour: 15, minute: 0))),
      (#"{"working_days": 3}"#, .workingDays(3)), (#"{"working_hours": 4}"#, .workingHours(4)),
      (#"{"calendar_days": 30}"#, .calendarDays(30)),
    ])
  func deadlineRule(_ json: String, _ rule: DeadlineRule) throws {
    #expect(try read(DeadlineRule.self, json) == rule)
    let written = String(decoding: try JSONEncoder().encode(rule), as: UTF8.self)
    #expect(try read(DeadlineRule.self, written) == rule)
  }

  @Test(
    "No way, two ways, and senseless numbers are refused",
    arguments: [
      "{}", #"{"working_days": 0}"#, #"{"working_days": 3651}"#, #"{"working_days": 3, "working_hours": 4}"#,
      #"{"same_day_before": "15h"}"#, #"{"days": 3}"#,
    ])
  func noDeadlineRule(_ json: String) { #expect(throws: DecodingError.self) { try read(DeadlineRule.self, json) } }

  @Test("The sample's files fit each other") func sound() {
    #expect(CalendarCheck(rules: SampleCalendar.rules(), years: SampleCalendar.years, units: []).faults().isEmpty)
  }

  @Test("What does not fit is told with the year and the place") func faults() {
    let years = [
      SampleCalendar.year(2026, swaps: [("2026-02-17", "2026-02-14")]),
      SampleCalendar.year(2026, tet: ["2027-02-16"]),
      SampleCalendar.year(
        2027, swaps: [("2027-03-06", "2027-03-03"), ("2027-06-01", "2027-12-04")],
        closures: [Closure(unit: "1", date: SampleCalendar.day("2027-01-05"), reason: SampleCalendar.name("bão"))]),
      CalendarYear(
        year: 2025, holidays: [AnnouncedHoliday(key: "culture", days: [], madeUp: nil)], inLieu: nil, closures: nil,
        source: SampleCalendar.law),
    ]
    let told = CalendarCheck(rules: SampleCalendar.rules(), years: years, units: ["24958"]).faults().map {
      "\($0.year ?? 0) \($0.path.joined(separator: ".")): \($0.reason)"
    }
    #expect(
      told == [
        "2026 in_lieu.0.off: 2026-02-17 is off already",
        "2026 year: 2026 has two files",
        "2026 holidays.0.days: 2027-02-16 is not in 2026",
        "2027 in_lieu.0.off: 2027-03-06 is off already",
        "2027 in_lieu.0.worked: 2027-03-03 is no day of the weekly rest",
        "2027 in_lieu.1.worked: 2027-12-04 is more than two months from 2027-06-01",
        "2027 closures.0.unit: there is no unit 1",
        "2025 holidays.0.key: 2025 has no holiday culture",
      ])
  }
}
