/// What was decided for one year. The content of `Catalogue/calendars/2026.yaml` and its like.
public struct CalendarYear: Codable, Hashable, Sendable {
  /// The year.
  public let year: Int
  /// The days off as announced, which take the place of the computed ones of the same holiday.
  public let holidays: [AnnouncedHoliday]?
  /// The working days swapped with a day of rest; a swap stands in the year of its day off.
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
  /// The days off that the law counts for it, those on a weekly rest day among them.
  public let days: [CivilDate]
  /// The days off that make up for those on a weekly rest day, when the announcement names other ones than the law's
  /// next working days.
  public let madeUp: [CivilDate]?

  enum CodingKeys: String, CodingKey {
    case key, days
    case madeUp = "made_up"
  }
}

/// A working day swapped with a day of rest (hoán đổi ngày làm việc).
public struct DaySwap: Codable, Hashable, Sendable {
  /// The working day that is off.
  public let off: CivilDate
  /// The day of rest that is worked instead.
  public let worked: CivilDate
}

/// A day on which a unit closes unplanned: a storm, a removal, no power.
public struct Closure: Codable, Hashable, Sendable {
  /// The unit.
  public let unit: UnitCode
  /// The day.
  public let date: CivilDate
  /// Why.
  public let reason: LocalizedText
}
