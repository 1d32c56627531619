/// A time on the clock, to the minute; 24:00 is the end of the day.
public struct TimeOfDay: Hashable, Comparable, Codable, Sendable {
  /// Minutes since midnight, 0 to 1440.
  public let minutes: Int

  /// A time by its minutes since midnight, held within the day.
  public init(minutes: Int) { self.minutes = min(max(0, minutes), 1440) }

  /// A time by hour and minute, held within the day.
  public init(hour: Int, minute: Int) { self.init(minutes: hour * 60 + minute) }

  /// Reads `HH:mm`, 00:00 to 24:00; `nil` when it is written otherwise or there is no such time.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hour = CivilDate.number(bytes[0..<2]),
      let minute = CivilDate.number(bytes[3..<5]), minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    minutes = hour * 60 + minute
  }

  /// `HH:mm`.
  public var text: String { "\(CivilDate.padded(minutes / 60, 2)):\(CivilDate.padded(minutes % 60, 2))" }

  /// Earlier times come first.
  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }

  /// Reads `HH:mm`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let time = TimeOfDay(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time written as HH:mm")
    }
    self = time
  }

  /// Writes `HH:mm`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
