@testable import Domain

/// A calendar made of the law of 2019 and the plans of 2024 to 2026, as `Catalogue/calendars/` has them.
enum SampleCalendar {
  static let common = WorkingCalendar(rules: rules(), years: years)

  static let morningAndAfternoon = spans(("07:00", "11:30"), ("13:30", "17:00"))

  static func rules(moreHours: [WorkingHours] = []) -> CalendarRules {
    CalendarRules(
      holidays: [
        HolidayRule(key: "new-year", name: name("Tết Dương lịch"), solar: MonthDay("01-01"), from: 1976, source: law),
        HolidayRule(
          key: "tet", name: LocalizedText(vi: "Tết Âm lịch", en: "Lunar New Year", ar: "رأس السنة القمرية"),
          aroundNewYear: [
            NewYearDays(newYearOn: [.monday, .tuesday], days: [-1, 0, 1, 2, 3]),
            NewYearDays(newYearOn: nil, days: [-2, -1, 0, 1, 2]),
          ], undecided: "chưa có kế hoạch", from: 1976, source: law),
        HolidayRule(key: "hung-kings", name: name("Giỗ Tổ"), lunar: MonthDay("03-10"), from: 2007, source: law),
        HolidayRule(key: "victory", name: name("Chiến thắng"), solar: MonthDay("04-30"), from: 1976, source: law),
        HolidayRule(key: "labour", name: name("Lao động"), solar: MonthDay("05-01"), from: 1976, source: law),
        HolidayRule(
          key: "national-day", name: name("Quốc khánh"), solar: MonthDay("09-02"), from: 1976, until: 2020,
          source: law),
        HolidayRule(
          key: "national-day", name: name("Quốc khánh"), solar: MonthDay("09-02"),
          dayAfterOn: [.monday, .thursday, .sunday], undecided: "chưa có kế hoạch", from: 2021, source: law),
        HolidayRule(key: "culture", name: name("Văn hóa"), solar: MonthDay("11-24"), from: 2026, source: law),
      ],
      weeklyRest: [
        WeeklyRest(from: day("1976-01-01"), days: [.sunday], source: law),
        WeeklyRest(from: day("1999-10-02"), days: [.saturday, .sunday], source: law),
      ],
      makeUp: [MakeUpRule(from: 1995, reason: "nghỉ bù cho ngày {date}", source: law)],
      hours: [WorkingHours(spans: morningAndAfternoon, source: law)] + moreHours)
  }

  static let years = [
    year(
      2024, tet: ["2024-02-08", "2024-02-09", "2024-02-10", "2024-02-11", "2024-02-12"],
      nationalDay: ["2024-09-02", "2024-09-03"], swaps: [("2024-04-29", "2024-05-04")]),
    year(
      2025, tet: ["2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"],
      nationalDay: ["2025-09-01", "2025-09-02"], swaps: [("2025-05-02", "2025-04-26")]),
    year(
      2026, tet: ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"],
      nationalDay: ["2026-09-01", "2026-09-02"],
      swaps: [("2026-01-02", "2026-01-10"), ("2026-08-31", "2026-08-22")]),
  ]

  static func year(
    _ year: Int, tet: [String] = [], nationalDay: [String] = [], swaps: [(String, String)] = [],
    closures: [Closure] = []
  ) -> CalendarYear {
    let announced = [("tet", tet), ("national-day", nationalDay)].filter { !$0.1.isEmpty }.map {
      AnnouncedHoliday(key: $0.0, days: $0.1.map(day), madeUp: nil)
    }
    return CalendarYear(
      year: year, holidays: announced, inLieu: swaps.map { DaySwap(off: day($0.0), worked: day($0.1)) },
      closures: closures, source: Citation(text: "Thông báo năm \(year)"))
  }

  static let law = Citation(text: "Bộ luật Lao động")

  static func name(_ text: String) -> LocalizedText { LocalizedText(vi: text, en: text, ar: text) }

  /// A day that the test wrote itself.
  static func day(_ iso: String) -> CivilDate {
    guard let day = CivilDate(iso: iso) else { preconditionFailure("\(iso) is no day") }
    return day
  }

  /// A moment that the test wrote itself, on Viet Nam's clock: `2026-02-24 09:00` or with seconds.
  static func moment(_ text: String) -> Instant {
    guard let moment = Instant(iso8601: text) else { preconditionFailure("\(text) is no moment") }
    return moment
  }

  static func spans(_ times: (String, String)...) -> [WorkingSpan] {
    times.compactMap { times in
      guard let from = TimeOfDay(times.0), let to = TimeOfDay(times.1) else { return nil }
      return WorkingSpan(from: from, to: to)
    }
  }
}
