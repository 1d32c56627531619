import Foundation
import Testing

@testable import Domain

@Suite("Moments") struct InstantTests {
  @Test(
    "RFC 3339 is read at any offset",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T07:00:00+07:00", 0), ("1970-01-01T07:00:00", 0),
      ("1970-01-01 07:00", 0),
      ("1970-01-01t00:00:00z", 0), ("1969-12-31T19:00:00-05:00", 0), ("1970-01-01T00:00:00.5Z", 500),
      ("1970-01-01T00:00:00.1239Z", 123), ("1970-01-01T00:00:00.999999999Z", 999), ("1969-12-31T23:59:59.999Z", -1),
      ("1970-01-01T05:45:00+0545", 0), ("1970-01-01T07:00:00+07", 0), ("2026-02-24T17:00:00+07:00", 1_771_927_200_000),
    ])
  func read(_ text: String, _ milliseconds: Int64) throws {
    #expect(Instant(iso8601: text)?.milliseconds == milliseconds)
  }

  @Test(
    "What is no moment is refused",
    arguments: [
      "", "2026-02-24", "2026-02-30T10:00:00Z", "2026-02-24T24:00:00Z", "2026-02-24T10:60:00Z", "2026-02-24T10:00:60Z",
      "2026-02-24T1:00:00Z", "2026-02-24T10:00:00+7:00", "2026-02-24T10:00:00+15:00", "2026-02-24T10:00:00+07:60",
      "2026-02-24T10:00:00.Z", "2026-02-24T10:00:00.1.2Z", "2026-02-24T10:00.5Z", "2026-02-24T10:00:00.1:2Z",
      "2026-02-24T10Z",
      "2026-02-24T+9:00:00Z", "2026-02-24T10:00:00+-700", "2026-02-24T10:00:00 07:00", "2026-02-24T10:00:00Zx",
      "24/02/2026 10:00",
      "2026-02-24X10:00:00Z", "2026-02-24T10:00:00.1234567890Z", String(repeating: "2", count: 100_000),
    ])
  func refused(_ text: String) { #expect(Instant(iso8601: text) == nil) }

  @Test(
    "A moment is written on Viet Nam's clock and read again",
    arguments: [
      "2026-02-24T17:00:00+07:00", "1976-01-01T00:00:00+07:00", "2050-12-31T23:59:59.007+07:00",
      "1969-12-31T23:00:00+07:00",
    ])
  func written(_ text: String) throws {
    let moment = try #require(Instant(iso8601: text))
    #expect(moment.iso8601 == text)
    #expect(try JSONDecoder().decode([Instant].self, from: JSONEncoder().encode([moment])) == [moment])
  }

  @Test("Day and time are Viet Nam's") func dayAndTime() throws {
    let moment = try #require(Instant(iso8601: "2026-02-23T17:30:59.999Z"))
    #expect(moment.date.iso == "2026-02-24")
    #expect(moment.time.text == "00:30")
    #expect(Instant.at(moment.date, moment.time).iso8601 == "2026-02-24T00:30:00+07:00")
    #expect(moment.adding(minutes: -31).date.iso == "2026-02-23")
    #expect(moment.adding(minutes: 90).minutes(since: moment) == 90)
  }
}
