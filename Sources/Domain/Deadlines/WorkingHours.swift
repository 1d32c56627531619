/// The working hours of all units or of some, all the time or in a season.
public struct WorkingHours: Codable, Hashable, Sendable {
  /// The units; missing for all.
  public let units: [UnitCode]?
  /// The first date it holds; missing for always.
  public let from: CivilDate?
  /// The last date it holds; missing for ever.
  public let until: CivilDate?
  /// The first day of the year it holds, for hours that change with the season; missing for the whole year.
  public let seasonFrom: MonthDay?
  /// The last day of the year it holds. A season may run over the end of the year.
  public let seasonUntil: MonthDay?
  /// The spans of a working day in which the unit is open, in order.
  public let spans: [WorkingSpan]
  /// Where it is laid down.
  public let source: Citation

  enum CodingKeys: String, CodingKey {
    case units, from, until, spans, source
    case seasonFrom = "season_from"
    case seasonUntil = "season_until"
  }

  /// Takes hours that are known to be in order.
  init(
    units: [UnitCode]? = nil, from: CivilDate? = nil, until: CivilDate? = nil, seasonFrom: MonthDay? = nil,
    seasonUntil: MonthDay? = nil, spans: [WorkingSpan], source: Citation
  ) {
    self.units = units
    self.from = from
    self.until = until
    self.seasonFrom = seasonFrom
    self.seasonUntil = seasonUntil
    self.spans = spans
    self.source = source
  }

  /// Reads hours; spans out of order, or half a season, are refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    units = try container.decodeIfPresent([UnitCode].self, forKey: .units)
    from = try container.decodeIfPresent(CivilDate.self, forKey: .from)
    until = try container.decodeIfPresent(CivilDate.self, forKey: .until)
    seasonFrom = try container.decodeIfPresent(MonthDay.self, forKey: .seasonFrom)
    seasonUntil = try container.decodeIfPresent(MonthDay.self, forKey: .seasonUntil)
    spans = try container.decode([WorkingSpan].self, forKey: .spans)
    source = try container.decode(Citation.self, forKey: .source)
    func refuse(_ key: CodingKeys, _ reason: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: container, debugDescription: reason)
    }
    if spans.isEmpty { throw refuse(.spans, "there is no span") }
    if zip(spans, spans.dropFirst()).contains(where: { $0.to > $1.from }) {
      throw refuse(.spans, "the spans overlap or are out of order")
    }
    if (seasonFrom == nil) != (seasonUntil == nil) { throw refuse(.spans, "a season needs its first and its last day") }
  }

  /// Whether it is for every unit, all the time.
  var fitsEverybody: Bool { units == nil && from == nil && until == nil && seasonFrom == nil }

  /// Whether it is for a unit, or for a unit without hours of its own when `unit` is `nil`.
  func fits(_ unit: UnitCode?) -> Bool {
    guard let units else { return true }
    return unit.map(units.contains) ?? false
  }

  /// Whether it holds on a day.
  func holds(on date: CivilDate) -> Bool {
    if let from, date < from { return false }
    if let until, date > until { return false }
    guard let seasonFrom, let seasonUntil else { return true }
    let day = MonthDay(date)
    return seasonFrom <= seasonUntil
      ? seasonFrom <= day && day <= seasonUntil : seasonFrom <= day || day <= seasonUntil
  }
}

/// A span of a day, from its beginning up to its end. Written `["07:00", "11:30"]`.
public struct WorkingSpan: Codable, Hashable, Sendable {
  /// When it begins.
  public let from: TimeOfDay
  /// When it ends; always later.
  public let to: TimeOfDay

  /// A span of a day; `nil` when it would not end after it begins.
  public init?(from: TimeOfDay, to: TimeOfDay) {
    guard from < to else { return nil }
    self.from = from
    self.to = to
  }

  /// Reads two times.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let times = try container.decode([TimeOfDay].self)
    guard times.count == 2, let span = WorkingSpan(from: times[0], to: times[1]) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not an opening and a later closing time")
    }
    self = span
  }

  /// Writes two times.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode([from, to])
  }
}
