/// Works out the days off of a year from the rules and what was announced.
struct HolidayYear {
  let rules: CalendarRules
  let announced: CalendarYear?
  let year: Int

  /// The days off, in order.
  ///
  /// What was announced for a holiday takes the place of the computed days. A computed day that falls on a weekly rest day is made up on the
  /// next working day (Labour Code 2019 art. 111).
  func holidays() -> [Holiday] {
    var taken: Set<CivilDate> = []
    var result: [Holiday] = []
    var toMakeUp: [(after: CivilDate, rule: HolidayRule)] = []
    for rule in rules.holidays where rule.from <= year && year <= (rule.until ?? Int.max) {
      if let days = announced?.holidays?.first(where: { $0.key == rule.key })?.days {
        for day in days where taken.insert(day).inserted {
          result.append(Holiday(date: day, name: rule.name, reason: "\(rule.source.text); \(announced?.source.text ?? "")"))
        }
        continue
      }
      for day in days(of: rule) where taken.insert(day).inserted {
        result.append(Holiday(date: day, name: rule.name, reason: rule.source.text))
        if isWeeklyRest(day) { toMakeUp.append((day, rule)) }
      }
    }
    for (after, rule) in toMakeUp.sorted(by: { $0.after < $1.after }) {
      var day = after.adding(days: 1)
      while taken.contains(day) || isWeeklyRest(day) { day = day.adding(days: 1) }
      taken.insert(day)
      result.append(Holiday(date: day, name: rule.name, reason: Self.makeUp))
    }
    return result.sorted { $0.date < $1.date }
  }

  /// The reason of a day that makes up for a weekend.
  static let makeUp = "nghỉ bù vì trùng ngày nghỉ hằng tuần (Bộ luật Lao động 2019, Điều 111 khoản 3)"

  func isWeeklyRest(_ date: CivilDate) -> Bool {
    let rest = rules.weeklyRest.last { $0.from <= date } ?? rules.weeklyRest.first
    return rest?.days.contains(date.weekday.rawValue) ?? false
  }

  private func days(of rule: HolidayRule) -> [CivilDate] {
    if let offsets = rule.aroundNewYear {
      let newYear = LunarCalendar.newYear(of: year)
      return offsets.map { newYear.adding(days: $0) }
    }
    if let (month, day) = Self.monthDay(rule.lunar) {
      return [LunarCalendar.civilDate(of: LunarDate(year: year, month: month, day: day))].compactMap { $0 }
    }
    guard let (month, day) = Self.monthDay(rule.solar), let date = CivilDate(year: year, month: month, day: day) else {
      return []
    }
    guard rule.companion == true else { return [date] }
    // The companion joins a weekend where it can: after a Monday, Thursday or Sunday, else before.
    let after: Set<Weekday> = [.monday, .thursday, .sunday]
    return after.contains(date.weekday) ? [date, date.adding(days: 1)] : [date.adding(days: -1), date]
  }

  static func monthDay(_ text: String?) -> (Int, Int)? {
    guard let parts = text?.split(separator: "-").compactMap({ Int($0) }), parts.count == 2 else { return nil }
    return (parts[0], parts[1])
  }
}
