import Foundation
import Testing

@testable import Domain

@Suite("Days of the calendar") struct CivilDateTests {
  @Test("Every day from 1900 to 2100 follows the one before") func everyDay() {
    let first = SampleCalendar.day("1900-01-01").dayNumber
    var weekday = SampleCalendar.day("1900-01-01").weekday.rawValue
    #expect(weekday == 1)
    var previous = CivilDate(dayNumber: first - 1)
    for number in first...SampleCalendar.day("2100-12-31").dayNumber {
      let date = CivilDate(dayNumber: number)
      #expect(date.dayNumber == number)
      #expect(previous < date)
      #expect(date.weekday.rawValue == weekday)
      #expect(CivilDate(iso: date.iso) == date)
      weekday = weekday % 7 + 1
      previous = date
    }
  }

  @Test(
    "Known days",
    arguments: [("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-11-24", 20_781, 2), ("1969-12-31", -1, 3)])
  func known(_ iso: String, _ number: Int, _ weekday: Int) throws {
    let date = try #require(CivilDate(iso: iso))
    #expect(date.dayNumber == number)
    #expect(date.weekday.rawValue == weekday)
    #expect(CivilDate(dayNumber: number) == date)
  }

  @Test(
    "What is no day is refused",
    arguments: [
      "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "0000-01-01", "2026-1-1",
      "26-01-01",
      "2026/01/01", "2026-01-01 ", "", "+026-01-01", "２０２６-01-01", "2026-01-0٣",
    ])
  func refused(_ text: String) { #expect(CivilDate(iso: text) == nil) }

  @Test("Days are written as in Viet Nam and as in ISO 8601") func written() throws {
    let date = try #require(CivilDate(year: 2026, month: 2, day: 4))
    #expect(date.display == "04/02/2026")
    #expect(date.iso == "2026-02-04")
    #expect(date.adding(days: 28).iso == "2026-03-04")
    #expect(date.adding(days: -35).iso == "2025-12-31")
    #expect(try JSONDecoder().decode([CivilDate].self, from: JSONEncoder().encode([date])) == [date])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CivilDate].self, from: Data(#"["2026-02-30"]"#.utf8))
    }
  }
}

@Suite("Times of the day") struct TimeOfDayTests {
  @Test("A time is read and written", arguments: [("00:00", 0), ("07:05", 425), ("23:59", 1439), ("24:00", 1440)])
  func read(_ text: String, _ minutes: Int) throws {
    let time = try #require(TimeOfDay(text))
    #expect(time.minutes == minutes)
    #expect(time.text == text)
    #expect(try JSONDecoder().decode([TimeOfDay].self, from: JSONEncoder().encode([time])) == [time])
  }

  @Test(
    "What is no time is refused",
    arguments: ["24:01", "25:00", "12:60", "7:00", "07:0", "0700", "+7:00", "07:00:00", ""])
  func refused(_ text: String) { #expect(TimeOfDay(text) == nil) }

  @Test(
    "A day of the year is read, 29 February too",
    arguments: [("02-29", true), ("12-31", true), ("02-30", false), ("13-01", false), ("2-3", false)])
  func monthDay(_ text: String, _ isDay: Bool) { #expect((MonthDay(text)?.text == text) == isDay) }
}
