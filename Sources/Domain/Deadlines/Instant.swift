/// A moment, in milliseconds since 1970-01-01T00:00:00Z; shown and counted in Asia/Ho_Chi_Minh.
///
/// Viet Nam has kept UTC+7 without summer time since 13 June 1975, so its clock is a fixed offset for every year
/// this program knows.
public struct Instant: Hashable, Comparable, Codable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  static let offset: Int64 = 7 * 3600 * 1000
  static let day: Int64 = 24 * 3600 * 1000

  /// A moment by its milliseconds.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A time on a day in Viet Nam.
  public static func at(_ date: CivilDate, _ time: TimeOfDay) -> Instant {
    Instant(milliseconds: Int64(date.dayNumber) * day + Int64(time.minutes) * 60_000 - offset)
  }

  /// The day in Viet Nam.
  public var date: CivilDate { CivilDate(dayNumber: localDay) }

  /// The time in Viet Nam, its seconds left out.
  public var time: TimeOfDay { TimeOfDay(minutes: Int(millisecondsOfDay / 60_000)) }

  /// Milliseconds since midnight in Viet Nam.
  var millisecondsOfDay: Int64 { milliseconds + Self.offset - Int64(localDay) * Self.day }

  var localDay: Int {
    let local = milliseconds + Self.offset
    return Int(local >= 0 ? local / Self.day : (local - Self.day + 1) / Self.day)
  }

  /// The moment so many minutes later.
  public func adding(minutes: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(minutes) * 60_000) }

  /// The moment so many milliseconds later.
  public func adding(milliseconds more: Int64) -> Instant { Instant(milliseconds: milliseconds + more) }

  /// Whole minutes since another moment.
  public func minutes(since other: Instant) -> Int { Int((milliseconds - other.milliseconds) / 60_000) }

  /// `2026-02-24T17:00:00+07:00`; with milliseconds when there are any.
  public var iso8601: String {
    let ofDay = millisecondsOfDay
    let seconds = Int(ofDay / 1000)
    let fraction = Int(ofDay % 1000)
    let clock =
      CivilDate.padded(seconds / 3600, 2) + ":" + CivilDate.padded(seconds / 60 % 60, 2) + ":"
      + CivilDate.padded(seconds % 60, 2)
    return date.iso + "T" + clock + (fraction == 0 ? "" : "." + CivilDate.padded(fraction, 3)) + "+07:00"
  }

  /// Reads RFC 3339: `2026-02-24T10:00:00Z`, any offset, up to nine digits of a second (what is below a millisecond is
  /// dropped). Seconds may be left out, and an offset may be hours alone (`+07`). A text without an offset is taken
  /// for the clock of Viet Nam. `nil` when it is no moment.
  public init?(iso8601 text: String) {
    let bytes = Array(text.utf8.prefix(41))
    // A space for the T is in RFC 3339 too (section 5.6).
    guard (16...40).contains(bytes.count), let date = CivilDate(iso: String(decoding: bytes[0..<10], as: UTF8.self)),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " ")
    else { return nil }
    let zone = bytes[11...].firstIndex { !Self.clockBytes.contains($0) } ?? bytes.endIndex
    guard let ofDay = Self.milliseconds(ofClock: bytes[11..<zone]),
      let offset = Self.milliseconds(ofZone: bytes[zone...])
    else { return nil }
    milliseconds = Int64(date.dayNumber) * Self.day + ofDay - offset
  }

  private static let clockBytes = Set("0123456789:.".utf8)

  /// `HH:mm`, `HH:mm:ss` or `HH:mm:ss.fff`.
  private static func milliseconds(ofClock clock: ArraySlice<UInt8>) -> Int64? {
    let whole = clock.prefix { $0 != UInt8(ascii: ".") }
    let parts = whole.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.count == 2 ? CivilDate.number($0) : nil }
    guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60 else {
      return nil
    }
    var result = Int64(numbers[0] * 60 + numbers[1]) * 60_000
    if numbers.count == 3 {
      guard numbers[2] < 60 else { return nil }
      result += Int64(numbers[2]) * 1000
    }
    let rest = clock[whole.endIndex...]
    guard !rest.isEmpty else { return result }
    let fraction = rest.dropFirst()
    guard numbers.count == 3, (1...9).contains(fraction.count),
      let thousandths = CivilDate.number((Array(fraction.prefix(3)) + Array("00".utf8)).prefix(3)),
      fraction.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    return result + Int64(thousandths)
  }

  /// Nothing (the clock of Viet Nam), `Z`, `+07:00`, `+0700` or `+07`.
  private static func milliseconds(ofZone zone: ArraySlice<UInt8>) -> Int64? {
    guard let sign = zone.first else { return offset }
    if zone.count == 1 { return sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") ? 0 : nil }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    var digits = zone.dropFirst()
    if digits.count == 5 {
      guard digits.remove(at: digits.startIndex + 2) == UInt8(ascii: ":") else { return nil }
    }
    guard digits.count == 2 || digits.count == 4, let hours = CivilDate.number(digits.prefix(2)),
      let minutes = digits.count == 2 ? 0 : CivilDate.number(digits.dropFirst(2)), hours <= 14, minutes < 60
    else { return nil }
    return Int64(hours * 60 + minutes) * 60_000 * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  /// Earlier moments come first.
  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  /// Reads the milliseconds.
  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes the milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
