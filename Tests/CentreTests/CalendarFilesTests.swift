import Domain
import Foundation
import Testing

@testable import Centre

/// The calendar files of the project's own catalogue, as `cuango calendar` and every deadline use them.
@Suite("The catalogue's calendars") struct CalendarFilesTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Catalogue").path

  private let calendar: WorkingCalendar

  init() throws { calendar = try Catalogue.load(directory: Self.folder).commonCalendar }

  private func isWorking(_ iso: String) throws -> Bool { calendar.isWorkingDay(try #require(CivilDate(iso: iso))) }

  @Test(
    "Every swap that was decided from 2015 to 2026 stands",
    arguments: [
      ("2015-01-02", "2014-12-27"), ("2015-02-16", "2015-02-14"), ("2015-04-29", "2015-04-25"),
      ("2018-12-31", "2019-01-05"), ("2019-04-29", "2019-05-04"), ("2024-04-29", "2024-05-04"),
      ("2025-05-02", "2025-04-26"), ("2026-01-02", "2026-01-10"), ("2026-08-31", "2026-08-22"),
    ])
  func swaps(_ off: String, _ worked: String) throws {
    #expect(try !isWorking(off))
    #expect(try isWorking(worked))
    let year = try #require(CivilDate(iso: off)).year
    #expect(calendar.inLieu(in: year).contains { $0.off.iso == off && $0.worked.iso == worked })
  }

  @Test(
    "The days around Tết are off as announced, and the days before and after are worked",
    arguments: [
      ("2014-01-27", "2014-01-28", "2014-02-05", "2014-02-06"),
      ("2015-02-14", "2015-02-16", "2015-02-23", "2015-02-24"),
      ("2016-02-05", "2016-02-08", "2016-02-12", "2016-02-15"),
      ("2018-02-13", "2018-02-14", "2018-02-20", "2018-02-21"),
      ("2019-02-01", "2019-02-04", "2019-02-08", "2019-02-11"),
      ("2020-01-22", "2020-01-23", "2020-01-29", "2020-01-30"),
      ("2021-02-09", "2021-02-10", "2021-02-16", "2021-02-17"),
      ("2022-01-28", "2022-01-31", "2022-02-04", "2022-02-07"),
      ("2023-01-19", "2023-01-20", "2023-01-26", "2023-01-27"),
      ("2024-02-07", "2024-02-08", "2024-02-14", "2024-02-15"),
      ("2025-01-24", "2025-01-27", "2025-01-31", "2025-02-03"),
      ("2026-02-13", "2026-02-16", "2026-02-20", "2026-02-23"),
    ])
  func tet(_ before: String, _ first: String, _ last: String, _ after: String) throws {
    #expect(try isWorking(before))
    #expect(try isWorking(after))
    var day = try #require(CivilDate(iso: first))
    while day.iso <= last {
      #expect(!calendar.isWorkingDay(day))
      day = day.adding(days: 1)
    }
  }

  @Test(
    "Each year's holidays follow the law of that year",
    arguments: [(1980, 8), (1996, 8), (2008, 9), (2015, 10), (2023, 11), (2028, 12)])
  func lawOfTheYear(_ year: Int, _ days: Int) {
    #expect(calendar.holidays(in: year).filter { $0.makesUpFor == nil }.count == days)
  }

  @Test("Only years without a plan are marked as undecided") func undecided() {
    #expect(
      [2015, 2016, 2018, 2019, 2020, 2021, 2022, 2024, 2025, 2026].allSatisfy { year in
        calendar.holidays(in: year).filter(\.isUndecided).isEmpty
      })
    #expect(
      [2017, 2027, 2040, 2050].allSatisfy { year in
        calendar.holidays(in: year).filter(\.isUndecided).allSatisfy { $0.reason.contains("unverified") }
          && !calendar.holidays(in: year).filter(\.isUndecided).isEmpty
      })
  }

  @Test("Every reason of a deadline has its sentence, in each language, with every placeholder filled") func sentences()
    throws
  {
    let texts = try Catalogue.load(directory: Self.folder).texts
    let rules: [DeadlineRule] = [
      .sameDay(cutoff: TimeOfDay(hour: 15, minute: 0)), .workingDays(2), .workingHours(9), .calendarDays(10),
    ]
    var seen: Set<String> = []
    for received in [
      "2026-02-13 09:00", "2026-02-13 15:00", "2026-02-06 18:00", "2025-12-31 16:00", "2026-03-02 12:00",
    ] {
      let moment = try #require(Instant(iso8601: received))
      for reason in rules.flatMap({ deadline($0, received: moment).why }) {
        seen.insert(reason.textKey)
        for language in Language.allCases {
          let told = texts.text(reason.textKey, language, reason.values(language))
          #expect(told != reason.textKey && !told.contains("{"))
        }
      }
    }
    // All there are.
    #expect(seen.count == 34)
  }

  /// A deadline with everything that can happen to it: an extension, closures, and pauses of each cause, ended or not.
  private func deadline(_ rule: DeadlineRule, received: Instant) -> Deadline {
    let storm = LocalizedText(vi: "bão", en: "storm", ar: "عاصفة")
    let closures = [1, 2].compactMap { days in
      Closure(
        unit: "24958", date: calendar.nextWorkingDay(after: received.date.adding(days: days)),
        from: days == 1 ? TimeOfDay(hour: 9, minute: 0) : nil, to: days == 1 ? TimeOfDay(hour: 10, minute: 0) : nil,
        reason: storm)
    }
    let day = 24 * 60
    let ended = Pause.Cause.allCases.enumerated().map { index, cause in
      Pause(from: received.adding(minutes: index), until: received.adding(minutes: (index + 1) * 2 * day), cause: cause)
    }
    let others = [
      Pause(from: received.adding(minutes: -day), until: received, cause: .other),
      Pause(from: received.adding(minutes: 1), until: received.adding(minutes: 2), cause: .other),
      Pause(from: received.adding(minutes: 11 * day), until: received.adding(minutes: 30 * day), cause: .other),
    ]
    let open = Pause.Cause.allCases.map { Pause(from: received, until: nil, cause: $0) }
    return calendar.closing(closures).deadline(
      rule, received: received, extraWorkingDays: 1, pauses: ended + others + open, now: nil,
      notBefore: received.adding(minutes: 200 * day))
  }
}
