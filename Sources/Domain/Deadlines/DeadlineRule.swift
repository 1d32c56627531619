/// How the time of a procedure is counted. Its article stands with the procedure.
public enum DeadlineRule: Codable, Hashable, Sendable {
  /// Received before `cutoff` on a working day: that day; later: the next working day (Decree 23/2015/NĐ-CP art. 7:
  /// 15:00).
  case sameDay(cutoff: TimeOfDay)
  /// So many working days; the day of receipt is not counted (Civil Code 2015 art. 147).
  case workingDays(Int)
  /// So many working hours.
  case workingHours(Int)
  /// So many days of the calendar; an end on a day off moves to the next working day (Civil Code 2015 art. 148).
  case calendarDays(Int)

  /// The most days or hours that a rule may give; more is a slip of the pen.
  static let most = 3650

  enum CodingKeys: String, CodingKey {
    case sameDayBefore = "same_day_before"
    case workingDays = "working_days"
    case workingHours = "working_hours"
    case calendarDays = "calendar_days"
  }

  /// Reads exactly one of `same_day_before: "15:00"`, `working_days: 3`, `working_hours: 4`, `calendar_days: 30`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Int {
      let number = try container.decode(Int.self, forKey: key)
      guard (1...Self.most).contains(number) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "not from 1 to \(Self.most)")
      }
      return number
    }
    guard container.allKeys.count <= 1 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "time is counted in one way only"))
    }
    switch container.allKeys.first {
    case .sameDayBefore: self = .sameDay(cutoff: try container.decode(TimeOfDay.self, forKey: .sameDayBefore))
    case .workingDays: self = .workingDays(try number(.workingDays))
    case .workingHours: self = .workingHours(try number(.workingHours))
    case .calendarDays: self = .calendarDays(try number(.calendarDays))
    case nil:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no known way to count time"))
    }
  }

  /// Writes what can be read again.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .sameDay(let cutoff): try container.encode(cutoff, forKey: .sameDayBefore)
    case .workingDays(let days): try container.encode(days, forKey: .workingDays)
    case .workingHours(let hours): try container.encode(hours, forKey: .workingHours)
    case .calendarDays(let days): try container.encode(days, forKey: .calendarDays)
    }
  }
}
