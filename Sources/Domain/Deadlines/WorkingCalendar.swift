/// When a unit works: its days, its hours and its days off, for any day of 1976 to 2050.
///
/// The days are worked out once, when the calendar is made from the catalogue; a deadline then costs a few
/// microseconds. `for(unit:)` gives the calendar of a unit that has hours or closures of its own, and shares the rest.
public struct WorkingCalendar: Sendable {
  /// The years it answers for.
  public static let years = 1976...2050

  private(set) var table: DayTable
  private let rules: CalendarRules
  private let announced: [CalendarYear]
  private let holidaysByDay: [Int: Holiday]
  private let swapsByDayOff: [Int: DaySwap]
  private var closures: [Int: [Closure]] = [:]

  /// The calendar of a unit, or of the units without hours of their own when `unit` is `nil`.
  ///
  /// - Parameters:
  ///   - rules: what holds for every year.
  ///   - years: what was decided for single years; the days of the other years are computed.
  public init(rules: CalendarRules, years: [CalendarYear], unit: UnitCode? = nil) {
    let byYear = Dictionary(years.map { ($0.year, $0) }, uniquingKeysWith: { first, _ in first })
    let holidays = DayTable.years.flatMap { HolidayYear(rules: rules, announced: byYear[$0], year: $0).holidays() }
    let swaps = years.flatMap { $0.inLieu ?? [] }
    self.init(
      rules: rules, announced: years,
      holidays: Dictionary(holidays.map { ($0.date.dayNumber, $0) }, uniquingKeysWith: { first, _ in first }),
      swaps: Dictionary(swaps.map { ($0.off.dayNumber, $0) }, uniquingKeysWith: { first, _ in first }), unit: unit)
  }

  private init(
    rules: CalendarRules, announced: [CalendarYear], holidays: [Int: Holiday], swaps: [Int: DaySwap], unit: UnitCode?
  ) {
    self.rules = rules
    self.announced = announced
    holidaysByDay = holidays
    swapsByDayOff = swaps
    let worked = Set(swaps.values.map(\.worked.dayNumber))
    // The law's day off comes before the swapped one, and both before a closure.
    let off = swaps.mapValues { _ in DayTable.Kind.inLieu }
      .merging(holidays.mapValues { _ in .holiday }) { _, new in new }
    table = DayTable(rules: rules, hours: rules.hours.filter { $0.fits(unit) }, off: off, worked: worked)
    close(announced.flatMap { $0.closures ?? [] }.filter { $0.unit == unit })
  }

  /// The calendar with closures that nobody had planned, so that what is due can be worked out again.
  ///
  /// They are taken for closures of the unit whose calendar this is. A closure of a day off changes nothing; a day is
  /// closed only when no working hour of it is left. `for(unit:)` of the answer does not know them: ask it first.
  public func closing(_ closures: [Closure]) -> WorkingCalendar {
    var calendar = self
    calendar.close(closures)
    return calendar
  }

  private mutating func close(_ more: [Closure]) {
    guard !more.isEmpty else { return }
    for closure in more { closures[closure.date.dayNumber, default: []].append(closure) }
    table.close(Dictionary(grouping: more, by: \.date.dayNumber).mapValues { $0.compactMap(\.span) })
  }

  /// The calendar of a unit: the same when the unit has no hours and no closures of its own.
  public func `for`(unit: UnitCode) -> WorkingCalendar {
    let hasHours = rules.hours.contains { $0.units != nil && $0.fits(unit) }
    let hasClosures = announced.contains { $0.closures?.contains { $0.unit == unit } ?? false }
    guard hasHours || hasClosures else { return self }
    return WorkingCalendar(
      rules: rules, announced: announced, holidays: holidaysByDay, swaps: swapsByDayOff, unit: unit)
  }

  /// The public holidays of a year and the days that make up for them, in order.
  public func holidays(in year: Int) -> [Holiday] {
    holidaysByDay.values.filter { $0.date.year == year }.sorted { $0.date < $1.date }
  }

  /// The swaps of which either day lies in a year, in the order of the days off.
  public func inLieu(in year: Int) -> [DaySwap] {
    swapsByDayOff.values.filter { $0.off.year == year || $0.worked.year == year }.sorted { $0.off < $1.off }
  }

  /// Whether the unit works on a day.
  public func isWorkingDay(_ date: CivilDate) -> Bool { table.kind(of: date.dayNumber) == .working }

  /// The spans in which the unit is open on a day, in order; none on a day off.
  public func hours(on date: CivilDate) -> [WorkingSpan] {
    let day = date.dayNumber
    return table.kind(of: day) == .working ? table.spans(of: day) : []
  }

  /// The first working day after a day.
  public func nextWorkingDay(after date: CivilDate) -> CivilDate {
    var day = date.dayNumber + 1
    // It ends: after the years worked out a week has a working day.
    while table.kind(of: day) != .working { day += 1 }
    return CivilDate(dayNumber: day)
  }

  /// The whole working minutes between two moments; negative when `end` lies before `start`. What lies outside the
  /// years of the calendar counts nothing.
  public func workingMinutes(from start: Instant, to end: Instant) -> Int {
    end < start ? -minutes(from: end, to: start) : minutes(from: start, to: end)
  }

  private func minutes(from start: Instant, to end: Instant) -> Int {
    Int((openMilliseconds(until: end) - openMilliseconds(until: start)) / 60_000)
  }

  /// Why a day is off; `nil` for a working day.
  func dayOff(_ date: CivilDate) -> DeadlineReason.Cause? {
    let day = date.dayNumber
    switch table.kind(of: day) {
    case .working: return nil
    case .weeklyRest: return .weekend
    case .holiday: return holidaysByDay[day].map { .holiday(name: $0.name) } ?? .weekend
    case .inLieu: return swapsByDayOff[day].map { .inLieu(worked: $0.worked) } ?? .weekend
    case .closed: return closures[day]?.first.map { .closed(reason: $0.reason) } ?? .weekend
    }
  }

  /// The parts of a working day that are closed, in order, each within the hours of the day.
  func partClosures(_ date: CivilDate) -> [(span: WorkingSpan, reason: LocalizedText)] {
    let day = date.dayNumber
    guard table.isPartlyOpen(day), let found = closures[day] else { return [] }
    let usual = table.usualSpans(of: day)
    let (opens, closes) = (usual[0].from, usual[usual.count - 1].to)
    return found.compactMap { closure in
      closure.span.flatMap { WorkingSpan(from: max($0.from, opens), to: min($0.to, closes)) }.map {
        ($0, closure.reason)
      }
    }.sorted { ($0.span.from, $0.span.to) < ($1.span.from, $1.span.to) }
  }
}
