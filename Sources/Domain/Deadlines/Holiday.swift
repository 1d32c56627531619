/// A day off in a year.
public struct Holiday: Hashable, Sendable {
  /// The day.
  public let date: CivilDate
  /// The holiday.
  public let name: LocalizedText
  /// Why this day: the law, with the year's announcement, or that there is none known; for a day in place of
  /// another, which one.
  public let reason: String
  /// The holiday on a weekly rest day that this day makes up for.
  public let makesUpFor: CivilDate?
  /// Whether the year's announcement is not known, so that the day is only what the rules make likely.
  public let isUndecided: Bool
}

/// Works out the days off of a year from the rules and what was announced.
struct HolidayYear {
  let rules: CalendarRules
  let announced: CalendarYear?
  let year: Int

  /// The days off, in order.
  ///
  /// What was announced for a holiday takes the place of its computed days. A day that falls on a weekly rest day is
  /// made up for on the next working day that is not off already (Labour Code 2019 art. 111.3), the earlier day first.
  func holidays() -> [Holiday] {
    var found: [CivilDate: Holiday] = [:]
    var toMakeUp: [Holiday] = []
    for rule in rules.holidays where rule.holds(in: year) {
      let plan = announced?.holidays?.first { $0.key == rule.key }
      for day in plan?.days ?? rule.days(in: year) where found[day] == nil {
        let holiday = holiday(on: day, rule, isAnnounced: plan != nil)
        found[day] = holiday
        if plan?.madeUp == nil && rules.isWeeklyRest(day) { toMakeUp.append(holiday) }
      }
      for day in plan?.madeUp ?? [] where found[day] == nil { found[day] = holiday(on: day, rule, isAnnounced: true) }
    }
    if let makeUp = rules.makeUp.last(where: { $0.from <= year }) {
      for holiday in toMakeUp.sorted(by: { $0.date < $1.date }) {
        var day = holiday.date.adding(days: 1)
        while found[day] != nil || rules.isWeeklyRest(day) { day = day.adding(days: 1) }
        found[day] = Self.day(day, makingUpFor: holiday, makeUp)
      }
    }
    return found.values.sorted { $0.date < $1.date }
  }

  private func holiday(on day: CivilDate, _ rule: HolidayRule, isAnnounced: Bool) -> Holiday {
    let decision = isAnnounced ? announced?.source.text : rule.undecided
    return Holiday(
      date: day, name: rule.name, reason: [rule.source.text, decision].compactMap { $0 }.joined(separator: "; "),
      makesUpFor: nil, isUndecided: !isAnnounced && rule.undecided != nil)
  }

  private static func day(_ day: CivilDate, makingUpFor holiday: Holiday, _ makeUp: MakeUpRule) -> Holiday {
    let told = makeUp.reason.split(separator: "{date}", maxSplits: 1, omittingEmptySubsequences: false)
      .joined(separator: holiday.date.display)
    return Holiday(
      date: day, name: holiday.name, reason: "\(told) (\(makeUp.source.text)); \(holiday.reason)",
      makesUpFor: holiday.date, isUndecided: holiday.isUndecided)
  }
}

extension CalendarRules {
  /// Whether a day is one of the week's days of rest.
  func isWeeklyRest(_ date: CivilDate) -> Bool {
    let rest = weeklyRest.last { $0.from <= date } ?? weeklyRest.first
    return rest?.days.contains(date.weekday) ?? false
  }
}
