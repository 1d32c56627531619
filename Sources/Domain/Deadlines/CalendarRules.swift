/// What holds for every year: the statutory holidays, the weekly rest and the working hours. The content of
/// `Catalogue/calendars/rules.yaml`.
public struct CalendarRules: Codable, Hashable, Sendable {
  /// The statutory holidays, each with the years in which it holds.
  public let holidays: [HolidayRule]
  /// The days of rest in a week, by the time they came into force.
  public let weeklyRest: [WeeklyRest]
  /// Whether a holiday on a weekly rest day is made up for, by the time that came into force.
  public let makeUp: [MakeUpRule]
  /// The working hours, the most exact last: a later entry that fits takes the place of an earlier one. The first
  /// fits everybody, always.
  public let hours: [WorkingHours]

  enum CodingKeys: String, CodingKey {
    case holidays, hours
    case weeklyRest = "weekly_rest"
    case makeUp = "make_up"
  }

  /// Takes rules that are known to be sound.
  init(holidays: [HolidayRule], weeklyRest: [WeeklyRest], makeUp: [MakeUpRule], hours: [WorkingHours]) {
    self.holidays = holidays
    self.weeklyRest = weeklyRest
    self.makeUp = makeUp
    self.hours = hours
  }

  /// Reads the rules; a calendar without hours or weekly rest for every day is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    holidays = try container.decode([HolidayRule].self, forKey: .holidays)
    weeklyRest = try container.decode([WeeklyRest].self, forKey: .weeklyRest)
    makeUp = try container.decode([MakeUpRule].self, forKey: .makeUp)
    hours = try container.decode([WorkingHours].self, forKey: .hours)
    func refuse(_ key: CodingKeys, _ reason: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: container, debugDescription: reason)
    }
    if hours.first?.fitsEverybody != true { throw refuse(.hours, "the first hours must be for every unit and day") }
    if hours.count > 250 { throw refuse(.hours, "there are more than 250") }
    if weeklyRest.isEmpty { throw refuse(.weeklyRest, "there is no weekly rest") }
    if zip(weeklyRest, weeklyRest.dropFirst()).contains(where: { $0.from >= $1.from }) {
      throw refuse(.weeklyRest, "the entries do not follow each other in time")
    }
  }
}

/// The days of rest in a week.
public struct WeeklyRest: Codable, Hashable, Sendable {
  /// The first day it holds.
  public let from: CivilDate
  /// The days of the week, at most six of them.
  public let days: [Weekday]
  /// Where it is laid down.
  public let source: Citation

  enum CodingKeys: String, CodingKey { case from, days, source }

  /// Takes days that are known to leave a working day.
  init(from: CivilDate, days: [Weekday], source: Citation) {
    self.from = from
    self.days = days
    self.source = source
  }

  /// Reads the days; a week without a working day is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    from = try container.decode(CivilDate.self, forKey: .from)
    days = try container.decode([Weekday].self, forKey: .days)
    source = try container.decode(Citation.self, forKey: .source)
    if Set(days).count > 6 {
      throw DecodingError.dataCorruptedError(forKey: .days, in: container, debugDescription: "no working day is left")
    }
  }
}

/// That a holiday on a weekly rest day gives the next working day off.
public struct MakeUpRule: Codable, Hashable, Sendable {
  /// The first year it holds.
  public let from: Int
  /// How a day that makes up for another is explained, `{date}` standing for the other.
  public let reason: String
  /// Where it is laid down.
  public let source: Citation
}
