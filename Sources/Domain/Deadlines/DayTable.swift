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
  private var kinds: [Kind]
  private let hoursIndex: [UInt8]
  private let hours: [[WorkingSpan]]
  /// The working minutes of all days before a day; one more than there are days.
  private var minutesBefore: [Int]
  /// The spans of the working days that are closed for a part, by day number.
  private var partlyOpen: [Int: [WorkingSpan]] = [:]
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
    let lengths = spans.map { $0.reduce(0) { $0 + $1.minutes } }
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
    if !partlyOpen.isEmpty, let spans = partlyOpen[day] { return spans }
    return usualSpans(of: day)
  }

  /// The same as if nothing were closed.
  func usualSpans(of day: Int) -> [WorkingSpan] {
    hoursIndex.indices.contains(day - firstDay) ? hours[Int(hoursIndex[day - firstDay])] : hours[0]
  }

  /// Whether it is a working day of which a part is closed.
  func isPartlyOpen(_ day: Int) -> Bool { !partlyOpen.isEmpty && partlyOpen[day] != nil }

  /// The working minutes of all days before a day; held within the years worked out.
  func minutes(before day: Int) -> Int { minutesBefore[min(max(0, day - firstDay), kinds.count)] }

  /// The working minutes of all days worked out.
  var allMinutes: Int { minutesBefore[kinds.count] }

  /// The day in which so many milliseconds of open time are over: the first by whose end they are, or with `after` the
  /// last before whose beginning no more than they are. Found by halving, so that ten years cost no more than a day.
  func day(withMinutes milliseconds: Int64, after: Bool) -> Int {
    var low = 0
    var high = kinds.count - 1
    while low < high {
      let middle = (low + high) / 2
      let atEnd = Int64(minutesBefore[middle + 1]) * 60_000
      if after ? atEnd > milliseconds : atEnd >= milliseconds { high = middle } else { low = middle + 1 }
    }
    return firstDay + low
  }

  /// Closes days for a part or whole, given what is closed on each by day number. A day that is off already stays as
  /// it is, and so does one outside the years worked out.
  mutating func close(_ closedByDay: [Int: [WorkingSpan]]) {
    var lost: [Int: Int] = [:]
    for (day, closed) in closedByDay where kinds.indices.contains(day - firstDay) && kind(of: day) == .working {
      let before = spans(of: day)
      let left = closed.reduce(before) { spans, gone in spans.flatMap { $0.without(gone) } }
      if left.isEmpty {
        kinds[day - firstDay] = .closed
        partlyOpen[day] = nil
      } else if left != before {
        partlyOpen[day] = left
      }
      lost[day - firstDay] = before.reduce(0) { $0 + $1.minutes } - left.reduce(0) { $0 + $1.minutes }
    }
    guard let first = lost.keys.min() else { return }
    var sum = 0
    for index in first..<kinds.count {
      // Once the last closure is behind, no day is looked up any more.
      if !lost.isEmpty, let minutes = lost.removeValue(forKey: index) { sum += minutes }
      minutesBefore[index + 1] -= sum
    }
  }
}

extension WorkingSpan {
  /// How long it is.
  var minutes: Int { to.minutes - from.minutes }

  /// What is left of it without another span: nothing, one piece or two.
  func without(_ gone: WorkingSpan) -> [WorkingSpan] {
    guard gone.from < to, from < gone.to else { return [self] }
    return [WorkingSpan(from: from, to: gone.from), WorkingSpan(from: gone.to, to: to)].compactMap { $0 }
  }
}
