import Testing

@testable import Domain

/// One line of a table of deadlines: `rule | received | what happens | due`, worked out by hand from the published
/// calendars.
///
/// The rule is `same` (before 15:00), `3 days`, `8 hours` or `30 calendar`. What happens, each after a semicolon:
/// `+2` an extension, `pause FROM/UNTIL`, `pause FROM/` not ended, `now …`, `closed DAY`, `closed DAY 13:30-17:00`,
/// `promised …`.
struct DeadlineLine: CustomTestStringConvertible, Sendable {
  let text: String

  var testDescription: String { text }

  /// The lines of a table; a line that begins with `#` says something to the reader.
  static func table(_ text: String) -> [DeadlineLine] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { DeadlineLine(text: String($0)) }
  }

  func check() throws {
    let columns = text.split(separator: "|", omittingEmptySubsequences: false).map { Self.trimmed($0) }
    try #require(columns.count == 4, "a line has four columns")
    var pauses: [Pause] = []
    var closures: [Closure] = []
    var extra = 0
    var now: Instant?
    var promised: Instant?
    for event in columns[2].split(separator: ";").map({ Self.trimmed($0) }) {
      let words = event.split(separator: " ", maxSplits: 1).map(String.init)
      switch words[0] {
      case "pause":
        let times = words[1].split(separator: "/").map { SampleCalendar.moment(String($0)) }
        pauses.append(Pause(from: times[0], until: times.count > 1 ? times[1] : nil, cause: .supplement))
      case "closed": closures.append(try Self.closure(words[1]))
      case "now": now = SampleCalendar.moment(words[1])
      case "promised": promised = SampleCalendar.moment(words[1])
      default: extra = try #require(Int(words[0]), "\(event) is no event")
      }
    }
    let calendar = SampleCalendar.common.closing(closures)
    let deadline = calendar.deadline(
      try Self.rule(columns[0]), received: SampleCalendar.moment(columns[1]), extraWorkingDays: extra, pauses: pauses,
      now: now, notBefore: promised)
    #expect(deadline.dueAt.iso8601 == SampleCalendar.moment(columns[3]).iso8601)
  }

  private static func trimmed(_ text: Substring) -> String {
    text.split(separator: " ").joined(separator: " ")
  }

  private static func rule(_ text: String) throws -> DeadlineRule {
    if text == "same" { return .sameDay(cutoff: TimeOfDay(hour: 15, minute: 0)) }
    let words = text.split(separator: " ")
    let number = try #require(Int(words[0]), "\(text) is no rule")
    switch words[1] {
    case "days": return .workingDays(number)
    case "hours": return .workingHours(number)
    default:
      try #require(words[1] == "calendar", "\(text) is no rule")
      return .calendarDays(number)
    }
  }

  private static func closure(_ text: String) throws -> Closure {
    let words = text.split(separator: " ")
    let times = words.count == 1 ? [] : words[1].split(separator: "-", omittingEmptySubsequences: false)
    return try #require(
      Closure(
        unit: "24958", date: SampleCalendar.day(String(words[0])), from: times.first.flatMap { TimeOfDay($0) },
        to: times.last.flatMap { TimeOfDay($0) }, reason: SampleCalendar.name("lũ")))
  }
}
