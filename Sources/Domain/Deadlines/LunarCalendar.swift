/// The Vietnamese lunar calendar, computed from the sun and the moon at UTC+7, as the official calendar has been
/// since 1968.
///
/// A month begins on the day of the new moon. The month in which the winter solstice falls is the eleventh. When
/// thirteen months lie between two solstices, the first without a principal term (the sun's longitude passing a
/// multiple of 30°) is a leap month. The Chinese calendar follows the same rules at UTC+8 and differs in some years,
/// 1985, 2007 and 2030 among them. Right for the lunar years 1975 to 2052, each of whose months is tested against
/// another computation.
public enum LunarCalendar {
  /// The day on which a lunar year begins (mồng một Tết).
  public static func newYear(of year: Int) -> CivilDate {
    // Every lunar year has a first day of the first month.
    civilDate(ofLunarYear: year, month: 1, day: 1) ?? CivilDate(dayNumber: 0)
  }

  /// The Gregorian day of a lunar day; `nil` when the month has no such day or the year no such leap month.
  public static func civilDate(ofLunarYear year: Int, month: Int, day: Int, leap: Bool = false) -> CivilDate? {
    let span = SolsticeSpan(from: month >= 11 ? year : year - 1)
    guard let found = span.months.first(where: { $0.number == month && $0.leap == leap }),
      (1...found.length).contains(day)
    else { return nil }
    return CivilDate(dayNumber: found.firstDay + day - 1)
  }

  /// The lunar day of a Gregorian day.
  public static func lunarDate(of date: CivilDate) -> LunarDate {
    let day = date.dayNumber
    var span = SolsticeSpan(from: date.year)
    if day < span.firstDay { span = SolsticeSpan(from: date.year - 1) }
    let month = span.months.last { $0.firstDay <= day } ?? span.months[0]
    return LunarDate(
      year: month.number >= 11 ? span.year : span.year + 1, month: month.number, day: day - month.firstDay + 1,
      leap: month.leap)
  }
}

/// A month of the lunar calendar.
private struct LunarMonth {
  let number: Int
  let leap: Bool
  let firstDay: Int
  let length: Int
}

/// The twelve or thirteen months from the eleventh of one lunar year up to the eleventh of the next: what lies
/// between two winter solstices.
private struct SolsticeSpan {
  let year: Int
  let months: [LunarMonth]

  var firstDay: Int { months[0].firstDay }

  init(from year: Int) {
    self.year = year
    let first = Self.eleventhMonth(of: year)
    let starts = (first...Self.eleventhMonth(of: year + 1)).map(SunAndMoon.newMoonDay)
    let leap = starts.count == 14 ? Self.monthWithoutTerm(starts) : nil
    var number = 11
    months = (0..<starts.count - 1).map { position in
      if position > 0 && position != leap { number = number == 12 ? 1 : number + 1 }
      return LunarMonth(
        number: number, leap: position == leap, firstDay: starts[position],
        length: starts[position + 1] - starts[position])
    }
  }

  /// The first month after the solstice's in which the sun enters no new twelfth of its path.
  private static func monthWithoutTerm(_ starts: [Int]) -> Int? {
    (1..<starts.count - 1).first {
      SunAndMoon.solarTerm(atStartOf: starts[$0]) == SunAndMoon.solarTerm(atStartOf: starts[$0 + 1])
    }
  }

  /// The number of the new moon that begins the eleventh month: the last one on or before the day of the winter
  /// solstice.
  private static func eleventhMonth(of year: Int) -> Int {
    let yearEnd = CivilDate(year: year, month: 12, day: 31)?.dayNumber ?? 0
    var moon = SunAndMoon.newMoonIndex(near: yearEnd) + 1
    while SunAndMoon.newMoonDay(moon) > yearEnd { moon -= 1 }
    // A month that begins with the solstice (the sun at 270°, where the term numbered 9 begins) already behind it is
    // the twelfth.
    return SunAndMoon.solarTerm(atStartOf: SunAndMoon.newMoonDay(moon)) >= 9 ? moon - 1 : moon
  }
}
