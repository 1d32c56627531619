/// What kind of day each day is and how long it is open, worked out once for all days that a calendar knows, so that
/// a question costs an array's look-up.
struct DayTable: Sendable {
  /// What kind of day it is.
  enum Kind: UInt8 {
    case working, weeklyRest, holiday, inLieu, closed
  }

  /// The years worked out: those a calendar answers for, one before and two after, so that a count may run over the
  /// edge.
  static let years = WorkingCalendar.years.lowerBound - 1...WorkingCalendar.years.upperBound + 2

  let firstDay: Int
  private let kinds: [Kind]
  private let hoursIndex: [UInt8]
  private let hours: [[WorkingSpan]]
  /// The working minutes of all days before a day; one more than there are days.
  private let minutesBefore: [Int]
  private let rules: CalendarRules

  /// - Parameters:
  ///   - rules: the weekly rest.
  ///   - hours: the hours that fit the unit; the last that holds on a day counts.
  ///   - off: the days that are off for another reason than the weekly rest, by day number.
  ///   - worked: the days of the weekly rest that are worked.
  init(rules: CalendarRules, hours: [WorkingHours], off: [Int: Kind], worked: Set<Int>) {
    let first = CivilDate(year: Self.years.lowerBound, month: 1, day: 1)?.dayNumber ?? 0
    let last = CivilDate(year: Self.years.upperBound, month: 12, day: 31)?.dayNumber ?? 0
    // Without any hours a working day is open all day.
    let spans = hours.isEmpty ? [Self.wholeDay] : hours.map(\.spans)
    let lengths = spans.map { $0.reduce(0) { $0 + $1.to.minutes - $1.from.minutes } }
    var kinds: [Kind] = []
    var index: [UInt8] = []
    var before = [0]
    for day in first...last {
      let date = CivilDate(dayNumber: day)
      let kind = off[day] ?? (rules.isWeeklyRest(date) && !worked.contains(day) ? .weeklyRest : .working)
      let fitting = hours.count < 2 ? 0 : hours.lastIndex { $0.holds(on: date) } ?? 0
      kinds.append(kind)
      index.append(UInt8(clamping: fitting))
      before.append((before.last ?? 0) + (kind == .working ? lengths[fitting] : 0))
    }
    firstDay = first
    self.kinds = kinds
    hoursIndex = index
    self.hours = spans
    minutesBefore = before
    self.rules = rules
  }

  private static var wholeDay: [WorkingSpan] {
    [WorkingSpan(from: TimeOfDay(minutes: 0), to: TimeOfDay(minutes: 1440))].compactMap { $0 }
  }

  /// What kind of day it is; outside the years worked out the weekly rest alone is known.
  func kind(of day: Int) -> Kind {
    if kinds.indices.contains(day - firstDay) { return kinds[day - firstDay] }
    return rules.isWeeklyRest(CivilDate(dayNumber: day)) ? .weeklyRest : .working
  }

  /// The spans that the unit is open if the day is a working day, in order. Never empty.
  func spans(of day: Int) -> [WorkingSpan] {
    hoursIndex.indices.contains(day - firstDay) ? hours[Int(hoursIndex[day - firstDay])] : hours[0]
  }

  /// The working minutes of all days before a day; held within the years worked out.
  func minutes(before day: Int) -> Int { minutesBefore[min(max(0, day - firstDay), kinds.count)] }
}
