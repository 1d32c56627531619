/// A day of the Vietnamese lunar calendar (âm lịch).
public struct LunarDate: Hashable, Sendable {
  /// The lunar year, named by the Gregorian year in which it begins.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day, 1 to 30.
  public let day: Int
  /// Whether the month is the leap month after the one of the same number.
  public let leap: Bool

  /// Names a lunar day.
  public init(year: Int, month: Int, day: Int, leap: Bool = false) {
    self.year = year
    self.month = month
    self.day = day
    self.leap = leap
  }
}
