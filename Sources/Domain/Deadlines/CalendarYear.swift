/// What was decided for one year. The content of `Catalogue/calendars/2026.yaml` and its like.
public struct CalendarYear: Codable, Hashable, Sendable {
  /// The year.
  public let year: Int
  /// The days off as announced, which take the place of the computed ones of the same holiday.
  public let holidays: [AnnouncedHoliday]?
  /// The working days swapped with a day of rest; a swap stands in the year of its day off.
  public let inLieu: [DaySwap]?
  /// Days, and parts of days, on which a unit closes unplanned.
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

/// A day on which a unit closes unplanned, or a part of it: a storm, a removal, no power.
public struct Closure: Codable, Hashable, Sendable {
  /// The unit.
  public let unit: UnitCode
  /// The day.
  public let date: CivilDate
  /// From when on it is closed; missing for the day's beginning.
  public let from: TimeOfDay?
  /// When it opens again; missing for the day's end.
  public let to: TimeOfDay?
  /// Why.
  public let reason: LocalizedText

  enum CodingKeys: String, CodingKey { case unit, date, from, to, reason }

  /// A day on which a unit is closed.
  public init(unit: UnitCode, date: CivilDate, reason: LocalizedText) {
    self.unit = unit
    self.date = date
    from = nil
    to = nil
    self.reason = reason
  }

  /// A part of a day in which a unit is closed; `nil` when it would not end after it begins.
  public init?(unit: UnitCode, date: CivilDate, from: TimeOfDay?, to: TimeOfDay?, reason: LocalizedText) {
    guard WorkingSpan(closedFrom: from, to: to) != nil else { return nil }
    self.unit = unit
    self.date = date
    self.from = from
    self.to = to
    self.reason = reason
  }

  /// Reads a closure; one that ends before it begins is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    unit = try container.decode(UnitCode.self, forKey: .unit)
    date = try container.decode(CivilDate.self, forKey: .date)
    from = try container.decodeIfPresent(TimeOfDay.self, forKey: .from)
    to = try container.decodeIfPresent(TimeOfDay.self, forKey: .to)
    reason = try container.decode(LocalizedText.self, forKey: .reason)
    if WorkingSpan(closedFrom: from, to: to) == nil {
      throw DecodingError.dataCorruptedError(
        forKey: .to, in: container, debugDescription: "the closure ends before it begins")
    }
  }

  /// The part of the day that is closed.
  var span: WorkingSpan? { WorkingSpan(closedFrom: from, to: to) }
}

extension WorkingSpan {
  /// The closed part of a day, from its beginning or to its end where nothing is said.
  fileprivate init?(closedFrom from: TimeOfDay?, to: TimeOfDay?) {
    self.init(from: from ?? TimeOfDay(minutes: 0), to: to ?? TimeOfDay(minutes: 1440))
  }
}
