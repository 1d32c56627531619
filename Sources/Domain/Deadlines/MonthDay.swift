/// A day that comes back each year, of the Gregorian or of the lunar calendar, written `MM-dd`.
public struct MonthDay: Hashable, Comparable, Codable, Sendable {
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// Reads `MM-dd`; `nil` when no year has such a day.
  public init?(_ text: String) {
    // 2000 was a leap year, so 29 February is taken.
    guard let date = CivilDate(iso: "2000-" + text) else { return nil }
    self.init(date)
  }

  /// The day of the year that a date falls on.
  public init(_ date: CivilDate) {
    month = date.month
    day = date.day
  }

  /// `MM-dd`.
  public var text: String { "\(CivilDate.padded(month, 2))-\(CivilDate.padded(day, 2))" }

  /// Earlier days of a year come first.
  public static func < (left: MonthDay, right: MonthDay) -> Bool {
    (left.month, left.day) < (right.month, right.day)
  }

  /// Reads `MM-dd`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = MonthDay(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day of the year written as MM-dd")
    }
    self = day
  }

  /// Writes `MM-dd`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
