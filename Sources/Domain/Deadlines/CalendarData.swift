/// What holds for every year: the statutory holidays, the weekly rest and the working hours. The content of `Catalogue/calendars/rules.yaml`.
public struct CalendarRules: Codable, Hashable, Sendable {
  /// The statutory holidays.
  public let holidays: [HolidayRule]
  /// The days of rest in a week, by the time they came into force.
  public let weeklyRest: [WeeklyRest]
  /// The working hours, the most exact last: a later entry that fits takes the place of an earlier one.
  public let hours: [WorkingHours]

  enum CodingKeys: String, CodingKey {
    case holidays, hours
    case weeklyRest = "weekly_rest"
  }
}

/// A statutory holiday as the law describes it.
public struct HolidayRule: Codable, Hashable, Sendable {
  /// Its key.
  public let key: String
  /// Its name.
  public let name: LocalizedText
  /// The day of the Gregorian year, `MM-dd`.
  public let solar: String?
  /// The day of the lunar year, `MM-dd`.
  public let lunar: String?
  /// For Tết: the days relative to the lunar new year, which is 0.
  public let aroundNewYear: [Int]?
  /// Whether the day before or after is off too; by default the one that joins a weekend.
  public let companion: Bool?
  /// The first year.
  public let from: Int
  /// The last year.
  public let until: Int?
  /// Where it is laid down.
  public let source: Citation

  enum CodingKeys: String, CodingKey {
    case key, name, solar, lunar, companion, from, until, source
    case aroundNewYear = "around_new_year"
  }
}

/// The days of rest in a week.
public struct WeeklyRest: Codable, Hashable, Sendable {
  /// The first day it holds.
  public let from: CivilDate
  /// The days, 1 for Monday to 7 for Sunday.
  public let days: [Int]
  /// Where it is laid down.
  public let source: Citation
}

/// The working hours of all units or some.
public struct WorkingHours: Codable, Hashable, Sendable {
  /// The units; missing for all.
  public let units: [UnitCode]?
  /// The first day of the year it holds, `MM-dd`, for hours that change with the season; missing for the whole year.
  public let seasonFrom: String?
  /// The last day of the year it holds.
  public let seasonUntil: String?
  /// The spans of a working day, each opening and closing time.
  public let spans: [[TimeOfDay]]
  /// Where it is laid down.
  public let source: Citation

  enum CodingKeys: String, CodingKey {
    case units, spans, source
    case seasonFrom = "season_from"
    case seasonUntil = "season_until"
  }
}

/// What was decided for one year. The content of `Catalogue/calendars/2026.yaml` and its like.
public struct CalendarYear: Codable, Hashable, Sendable {
  /// The year.
  public let year: Int
  /// The days off as announced, which take the place of the computed ones of the same holiday.
  public let holidays: [AnnouncedHoliday]?
  /// The working days swapped with a day of rest.
  public let inLieu: [DaySwap]?
  /// Days on which a unit closes unplanned.
  public let closures: [Closure]?
  /// Where it was announced.
  public let source: Citation

  enum CodingKeys: String, CodingKey {
    case year, holidays, closures, source
    case inLieu = "in_lieu"
  }
}

/// The days off of one holiday as announced for a year.
public struct AnnouncedHoliday: Codable, Hashable, Sendable {
  /// The holiday's key in the rules.
  public let key: String
  /// The days off, with those that make up for a weekend.
  public let days: [CivilDate]
}

/// A working day swapped with a day of rest.
public struct DaySwap: Codable, Hashable, Sendable {
  /// The day off.
  public let off: CivilDate
  /// The day worked instead.
  public let worked: CivilDate
}

/// A day on which a unit closes unplanned.
public struct Closure: Codable, Hashable, Sendable {
  /// The unit.
  public let unit: UnitCode
  /// The day.
  public let date: CivilDate
  /// Why.
  public let reason: LocalizedText
}

/// A day off in a year.
public struct Holiday: Hashable, Sendable {
  /// The day.
  public let date: CivilDate
  /// The holiday.
  public let name: LocalizedText
  /// Why this day: the law, a make-up for a weekend, or the year's announcement.
  public let reason: String
}
