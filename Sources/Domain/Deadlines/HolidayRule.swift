/// A statutory holiday as the law describes it: a day of the Gregorian year, a day of the lunar year, or days around
/// the lunar new year.
public struct HolidayRule: Codable, Hashable, Sendable {
  /// Its key, by which a year's announcement names it.
  public let key: String
  /// Its name.
  public let name: LocalizedText
  /// The day of the Gregorian year.
  public let solar: MonthDay?
  /// The day of the lunar year.
  public let lunar: MonthDay?
  /// For Tết: which days around the lunar new year are off. The first entry that fits the new year's day of the week
  /// holds.
  public let aroundNewYear: [NewYearDays]?
  /// For a holiday with one more day beside it: the days of the week on which that is the day after; otherwise it is
  /// the day before.
  public let dayAfterOn: [Weekday]?
  /// For a holiday whose days are fixed anew each year: what to say of a year whose announcement is not known.
  public let undecided: String?
  /// The first year.
  public let from: Int
  /// The last year; missing when it still holds.
  public let until: Int?
  /// Where it is laid down.
  public let source: Citation

  enum CodingKeys: String, CodingKey {
    case key, name, solar, lunar, undecided, from, until, source
    case aroundNewYear = "around_new_year"
    case dayAfterOn = "day_after_on"
  }

  /// Takes a rule that is known to name one kind of day.
  init(
    key: String, name: LocalizedText, solar: MonthDay? = nil, lunar: MonthDay? = nil,
    aroundNewYear: [NewYearDays]? = nil, dayAfterOn: [Weekday]? = nil, undecided: String? = nil, from: Int,
    until: Int? = nil, source: Citation
  ) {
    self.key = key
    self.name = name
    self.solar = solar
    self.lunar = lunar
    self.aroundNewYear = aroundNewYear
    self.dayAfterOn = dayAfterOn
    self.undecided = undecided
    self.from = from
    self.until = until
    self.source = source
  }

  /// Reads a rule; one that names no day, or days of two kinds, is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    key = try container.decode(String.self, forKey: .key)
    name = try container.decode(LocalizedText.self, forKey: .name)
    solar = try container.decodeIfPresent(MonthDay.self, forKey: .solar)
    lunar = try container.decodeIfPresent(MonthDay.self, forKey: .lunar)
    aroundNewYear = try container.decodeIfPresent([NewYearDays].self, forKey: .aroundNewYear)
    dayAfterOn = try container.decodeIfPresent([Weekday].self, forKey: .dayAfterOn)
    undecided = try container.decodeIfPresent(String.self, forKey: .undecided)
    from = try container.decode(Int.self, forKey: .from)
    until = try container.decodeIfPresent(Int.self, forKey: .until)
    source = try container.decode(Citation.self, forKey: .source)
    let kinds = [solar != nil, lunar != nil, aroundNewYear != nil].count { $0 }
    if kinds != 1 {
      throw DecodingError.dataCorruptedError(
        forKey: .key, in: container, debugDescription: "needs one of solar, lunar and around_new_year")
    }
  }

  /// Whether it holds in a year.
  func holds(in year: Int) -> Bool { from <= year && year <= until ?? Int.max }

  /// Its days in a year, before any is made up for.
  func days(in year: Int) -> [CivilDate] {
    if let choices = aroundNewYear {
      let newYear = LunarCalendar.newYear(of: year)
      let choice = choices.first { $0.newYearOn?.contains(newYear.weekday) ?? true }
      return (choice?.days ?? []).map { newYear.adding(days: $0) }
    }
    if let lunar {
      return [LunarCalendar.civilDate(ofLunarYear: year, month: lunar.month, day: lunar.day)].compactMap { $0 }
    }
    guard let solar, let day = CivilDate(year: year, month: solar.month, day: solar.day) else { return [] }
    guard let dayAfterOn else { return [day] }
    return dayAfterOn.contains(day.weekday) ? [day, day.adding(days: 1)] : [day.adding(days: -1), day]
  }
}

/// Which days around the lunar new year are off.
public struct NewYearDays: Codable, Hashable, Sendable {
  /// The days of the week of the new year for which it holds; missing for all.
  public let newYearOn: [Weekday]?
  /// The days off, the new year being 0 and its eve -1.
  public let days: [Int]

  enum CodingKeys: String, CodingKey {
    case days
    case newYearOn = "new_year_on"
  }
}
