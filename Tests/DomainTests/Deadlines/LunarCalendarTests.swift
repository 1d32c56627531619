import Testing

@testable import Domain

/// The expected days were computed apart from this code, from the new moons and solar longitudes of PyEphem (VSOP87 and ELP) at UTC+7, and agree with
/// the tables that are published for the years 2025 to 2040.
@Suite("The lunar calendar") struct LunarCalendarTests {
  private static let newYears = [
    "1976-01-31", "1977-02-18", "1978-02-07", "1979-01-28", "1980-02-16", "1981-02-05", "1982-01-25", "1983-02-13",
    "1984-02-02", "1985-01-21", "1986-02-09", "1987-01-29", "1988-02-17", "1989-02-06", "1990-01-27", "1991-02-15",
    "1992-02-04", "1993-01-23", "1994-02-10", "1995-01-31", "1996-02-19", "1997-02-07", "1998-01-28", "1999-02-16",
    "2000-02-05", "2001-01-24", "2002-02-12", "2003-02-01", "2004-01-22", "2005-02-09", "2006-01-29", "2007-02-17",
    "2008-02-07", "2009-01-26", "2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10", "2014-01-31", "2015-02-19",
    "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22",
    "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23",
    "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04", "2039-01-24",
    "2040-02-12", "2041-02-01", "2042-01-22", "2043-02-10", "2044-01-30", "2045-02-17", "2046-02-06", "2047-01-26",
    "2048-02-14", "2049-02-02", "2050-01-23",
  ]

  private static let hungKings = [
    "2007-04-26", "2008-04-15", "2009-04-04", "2010-04-23", "2011-04-12", "2012-03-31", "2013-04-19", "2014-04-09",
    "2015-04-28", "2016-04-16", "2017-04-06", "2018-04-25", "2019-04-14", "2020-04-02", "2021-04-21", "2022-04-10",
    "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26", "2027-04-16", "2028-04-04", "2029-04-23", "2030-04-12",
    "2031-04-01", "2032-04-19", "2033-04-09", "2034-04-28", "2035-04-17", "2036-04-06", "2037-04-24", "2038-04-13",
    "2039-04-03", "2040-04-20", "2041-04-10", "2042-04-29", "2043-04-19", "2044-04-07", "2045-04-26", "2046-04-15",
    "2047-04-04", "2048-04-22", "2049-04-11", "2050-04-01",
  ]

  private static let leapMonths = [
    (1976, 8, "1976-09-24"), (1979, 6, "1979-07-24"), (1982, 4, "1982-05-23"), (1985, 2, "1985-03-21"),
    (1987, 7, "1987-08-24"), (1990, 5, "1990-06-23"), (1993, 3, "1993-04-22"), (1995, 8, "1995-09-24"),
    (1998, 5, "1998-06-24"), (2001, 4, "2001-05-23"), (2004, 2, "2004-03-21"), (2006, 7, "2006-08-24"),
    (2009, 5, "2009-06-23"), (2012, 4, "2012-05-21"), (2014, 9, "2014-10-24"), (2017, 6, "2017-07-23"),
    (2020, 4, "2020-05-23"), (2023, 2, "2023-03-22"), (2025, 6, "2025-07-25"), (2028, 5, "2028-06-23"),
    (2031, 3, "2031-04-21"), (2033, 11, "2033-12-22"), (2036, 6, "2036-07-23"), (2039, 5, "2039-06-22"),
    (2042, 2, "2042-03-22"), (2044, 7, "2044-08-23"), (2047, 5, "2047-06-23"), (2050, 3, "2050-04-21"),
  ]

  @Test("Tết of every year from 1976 to 2050") func newYear() {
    #expect((1976...2050).map { LunarCalendar.newYear(of: $0).iso } == Self.newYears)
  }

  @Test("The Hùng Kings' day, the tenth of the third month, since it became a holiday") func hungKingsDay() {
    #expect(
      (2007...2050).map { LunarCalendar.civilDate(ofLunarYear: $0, month: 3, day: 10)?.iso ?? "" } == Self.hungKings)
  }

  @Test("Every leap month from 1976 to 2050 and its first day") func leapMonth() {
    var found: [(Int, Int, String)] = []
    for year in 1976...2050 {
      for month in 1...12 {
        if let first = LunarCalendar.civilDate(ofLunarYear: year, month: month, day: 1, leap: true) {
          found.append((year, month, first.iso))
        }
      }
    }
    #expect(found.map { "\($0)" } == Self.leapMonths.map { "\($0)" })
  }

  @Test(
    "Years in which China's calendar, at UTC+8, has another new year",
    arguments: [
      (1985, "1985-01-21"), (2007, "2007-02-17"), (2030, "2030-02-02"),
    ])
  func notChinese(_ year: Int, _ iso: String) { #expect(LunarCalendar.newYear(of: year).iso == iso) }

  @Test("Every day from 1976 to 2050 has a lunar day, which leads back to it and follows the one before")
  func everyDay() {
    var previous = LunarCalendar.lunarDate(of: SampleCalendar.day("1975-12-31"))
    for number in SampleCalendar.day("1976-01-01").dayNumber...SampleCalendar.day("2050-12-31").dayNumber {
      let date = CivilDate(dayNumber: number)
      let lunar = LunarCalendar.lunarDate(of: date)
      #expect(
        LunarCalendar.civilDate(ofLunarYear: lunar.year, month: lunar.month, day: lunar.day, leap: lunar.leap) == date)
      #expect(lunar.day == 1 ? [29, 30].contains(previous.day) : lunar.day == previous.day + 1)
      previous = lunar
    }
  }

  @Test(
    "Whether there is a thirtieth of the twelfth month",
    arguments: [
      (2024, false), (2025, false), (2031, false), (2032, true), (2037, true), (2038, false),
    ])
  func thirtieth(_ year: Int, _ exists: Bool) {
    #expect((LunarCalendar.civilDate(ofLunarYear: year, month: 12, day: 30) != nil) == exists)
  }

  @Test(
    "A lunar day that does not exist has no day",
    arguments: [(2026, 1, 31, false), (2026, 1, 0, false), (2026, 13, 1, false), (2026, 5, 1, true)])
  func none(_ year: Int, _ month: Int, _ day: Int, _ leap: Bool) {
    #expect(LunarCalendar.civilDate(ofLunarYear: year, month: month, day: day, leap: leap) == nil)
  }
}
