/// When a unit works: its days, hours and days off, from 1976 to 2050. Everything is worked out once, so that a deadline costs little.
public struct WorkingCalendar: Sendable {
  /// The years it knows.
  public static let years = 1976...2050

  private let holidaysByDay: [Int: Holiday]
  private let restByDay: [Int: DaySwap]
  private let workedByDay: [Int: DaySwap]
  private let closures: [Int: Closure]
  private let rules: CalendarRules
  private let hours: [WorkingHours]
  private let swaps: [DaySwap]

  /// The calendar of a unit, or of all units when `unit` is `nil`.
  public init(rules: CalendarRules, years: [CalendarYear], unit: UnitCode? = nil) {
    let announced = Dictionary(years.map { ($0.year, $0) }, uniquingKeysWith: { first, _ in first })
    var holidays: [Int: Holiday] = [:]
    for year in Self.years {
      for holiday in HolidayYear(rules: rules, announced: announced[year], year: year).holidays() {
        holidays[holiday.date.dayNumber] = holiday
      }
    }
    let swaps = years.flatMap { $0.inLieu ?? [] }.sorted { $0.off < $1.off }
    self.rules = rules
    self.swaps = swaps
    holidaysByDay = holidays
    restByDay = Dictionary(swaps.map { ($0.off.dayNumber, $0) }, uniquingKeysWith: { first, _ in first })
    workedByDay = Dictionary(swaps.map { ($0.worked.dayNumber, $0) }, uniquingKeysWith: { first, _ in first })
    hours = rules.hours.filter { rule in rule.units.map { units in unit.map(units.contains) ?? false } ?? true }
    closures = Dictionary(
      years.flatMap { $0.closures ?? [] }.filter { $0.unit == unit }.map { ($0.date.dayNumber, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private init(_ other: WorkingCalendar, unit: UnitCode, closures: [Closure]) {
    holidaysByDay = other.holidaysByDay
    restByDay = other.restByDay
    workedByDay = other.workedByDay
    rules = other.rules
    swaps = other.swaps
    hours = other.rules.hours.filter { $0.units?.contains(unit) ?? true }
    self.closures = Dictionary(closures.map { ($0.date.dayNumber, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The same calendar with the hours and closures of a unit.
  public func with(unit: UnitCode, years: [CalendarYear]) -> WorkingCalendar {
    WorkingCalendar(self, unit: unit, closures: years.flatMap { $0.closures ?? [] }.filter { $0.unit == unit })
  }

  /// The days off of a year, in order.
  public func holidays(in year: Int) -> [Holiday] {
    holidaysByDay.values.filter { $0.date.year == year }.sorted { $0.date < $1.date }
  }

  /// The swaps of a year, in order.
  public func inLieu(in year: Int) -> [DaySwap] { swaps.filter { $0.off.year == year || $0.worked.year == year } }

  /// Whether the unit works on a day.
  public func isWorkingDay(_ date: CivilDate) -> Bool { dayOff(date) == nil }

  /// Why a day is off; `nil` for a working day.
  func dayOff(_ date: CivilDate) -> DeadlineReason? {
    let day = date.dayNumber
    func off(_ key: String, _ values: [String: String] = [:]) -> DeadlineReason {
      DeadlineReason(
        textKey: "deadline.\(key)", values: values.merging(["date": date.display]) { first, _ in first }, date: date,
        counted: false)
    }
    if let closure = closures[day] { return off("closed", ["reason": closure.reason.vi]) }
    if let holiday = holidaysByDay[day] { return off("holiday", ["name": holiday.name.vi]) }
    if workedByDay[day] != nil { return nil }
    if let swap = restByDay[day] { return off("in-lieu", ["worked": swap.worked.display]) }
    let rest = rules.weeklyRest.last { $0.from <= date } ?? rules.weeklyRest.first
    return rest?.days.contains(date.weekday.rawValue) == true ? off("weekend") : nil
  }

  /// The spans that the unit is open on a working day, in order.
  func spans(on date: CivilDate) -> [(from: TimeOfDay, to: TimeOfDay)] {
    let key = "\(CivilDate.padded(date.month, 2))-\(CivilDate.padded(date.day, 2))"
    let fitting = hours.last { rule in
      guard let from = rule.seasonFrom, let until = rule.seasonUntil else { return true }
      return from <= until ? (from...until).contains(key) : key >= from || key <= until
    }
    return (fitting?.spans ?? []).compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
  }

  /// The closing time of a working day.
  func closing(on date: CivilDate) -> TimeOfDay { spans(on: date).last?.to ?? TimeOfDay(hour: 17, minute: 0) }

  /// The first working day after a day.
  public func nextWorkingDay(after date: CivilDate) -> CivilDate {
    var day = date.adding(days: 1)
    // No run of days off is longer than a month; the bound keeps a broken calendar from hanging.
    for _ in 0..<366 where !isWorkingDay(day) { day = day.adding(days: 1) }
    return day
  }

  /// The working minutes between two moments; negative when `end` lies before `start`.
  public func workingMinutes(from start: Instant, to end: Instant) -> Int {
    if end < start { return -workingMinutes(from: end, to: start) }
    var total = 0
    var date = start.date
    let last = end.date
    // Beyond three years nobody counts minutes.
    for _ in 0..<1100 where date <= last {
      if isWorkingDay(date) {
        for span in spans(on: date) {
          let from = max(Instant.at(date, span.from), start)
          let to = min(Instant.at(date, span.to), end)
          if from < to { total += to.minutes(since: from) }
        }
      }
      date = date.adding(days: 1)
    }
    return total
  }
}
