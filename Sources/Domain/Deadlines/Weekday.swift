/// A day of the week, Monday first as in the law's "working days".
public enum Weekday: Int, CaseIterable, Codable, Hashable, Sendable {
  /// Thứ Hai.
  case monday = 1
  /// Thứ Ba.
  case tuesday
  /// Thứ Tư.
  case wednesday
  /// Thứ Năm.
  case thursday
  /// Thứ Sáu.
  case friday
  /// Thứ Bảy.
  case saturday
  /// Chủ nhật.
  case sunday
}
