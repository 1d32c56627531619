/// Something in the calendar files that does not fit the rest of them.
public struct CalendarFault: Hashable, Sendable {
  /// The year whose file it is in; `nil` for the rules.
  public let year: Int?
  /// The keys and indices that lead to it in the file.
  public let path: [String]
  /// What is wrong, in plain English.
  public let reason: String
}

/// Proves the calendar files against each other; each file alone is proved when it is read.
public struct CalendarCheck {
  private let rules: CalendarRules
  private let years: [CalendarYear]
  private let units: Set<UnitCode>

  /// - Parameter units: the units there are.
  public init(rules: CalendarRules, years: [CalendarYear], units: Set<UnitCode>) {
    self.rules = rules
    self.years = years
    self.units = units
  }

  /// What is wrong: a year in two files, a holiday that the rules don't know, a swap of days that are not one of work
  /// and one of rest, a unit that does not exist.
  public func faults() -> [CalendarFault] {
    var faults: [CalendarFault] = []
    for (index, hours) in rules.hours.enumerated() {
      for unit in hours.units ?? [] where !units.contains(unit) {
        faults.append(
          CalendarFault(year: nil, path: ["hours", "\(index)", "units"], reason: "there is no unit \(unit.rawValue)"))
      }
    }
    var seen: Set<Int> = []
    for year in years {
      if !seen.insert(year.year).inserted { faults.append(fault(year, ["year"], "\(year.year) has two files")) }
      if !WorkingCalendar.years.contains(year.year) { faults.append(fault(year, ["year"], "is not from 1976 to 2050")) }
      faults += holidayFaults(year) + swapFaults(year) + closureFaults(year)
    }
    return faults
  }

  private func fault(_ year: CalendarYear, _ path: [String], _ reason: String) -> CalendarFault {
    CalendarFault(year: year.year, path: path, reason: reason)
  }

  private func holidayFaults(_ year: CalendarYear) -> [CalendarFault] {
    var faults: [CalendarFault] = []
    for (index, holiday) in (year.holidays ?? []).enumerated() {
      let path = ["holidays", String(index)]
      if !rules.holidays.contains(where: { $0.key == holiday.key && $0.holds(in: year.year) }) {
        faults.append(fault(year, path + ["key"], "\(year.year) has no holiday \(holiday.key)"))
      }
      for day in holiday.days + (holiday.madeUp ?? []) where day.year != year.year {
        faults.append(fault(year, path + ["days"], "\(day.iso) is not in \(year.year)"))
      }
    }
    return faults
  }

  private func swapFaults(_ year: CalendarYear) -> [CalendarFault] {
    let holidays = Set(HolidayYear(rules: rules, announced: year, year: year.year).holidays().map(\.date))
    var faults: [CalendarFault] = []
    for (index, swap) in (year.inLieu ?? []).enumerated() {
      let path = ["in_lieu", String(index)]
      if swap.off.year != year.year {
        faults.append(fault(year, path + ["off"], "\(swap.off.iso) is not in \(year.year)"))
      }
      if rules.isWeeklyRest(swap.off) || holidays.contains(swap.off) {
        faults.append(fault(year, path + ["off"], "\(swap.off.iso) is off already"))
      }
      if !rules.isWeeklyRest(swap.worked) || holidays.contains(swap.worked) {
        faults.append(fault(year, path + ["worked"], "\(swap.worked.iso) is no day of the weekly rest"))
      }
      if abs(swap.off.dayNumber - swap.worked.dayNumber) > 62 {
        faults.append(fault(year, path + ["worked"], "\(swap.worked.iso) is more than two months from \(swap.off.iso)"))
      }
    }
    return faults
  }

  private func closureFaults(_ year: CalendarYear) -> [CalendarFault] {
    (year.closures ?? []).enumerated().compactMap { index, closure in
      let path = ["closures", String(index)]
      if !units.contains(closure.unit) {
        return fault(year, path + ["unit"], "there is no unit \(closure.unit.rawValue)")
      }
      return closure.date.year == year.year
        ? nil : fault(year, path + ["date"], "\(closure.date.iso) is not in \(year.year)")
    }
  }
}
