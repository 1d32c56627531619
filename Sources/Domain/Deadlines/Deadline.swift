/// When a result is due, and why then.
public struct Deadline: Codable, Hashable, Sendable {
  /// The due moment.
  public let dueAt: Instant
  /// The working minutes from receipt to then, without those of the pauses.
  public let workingMinutes: Int
  /// The working minutes that pauses moved it by.
  public let pausedMinutes: Int
  /// Each day or span counted or left out, in order.
  public let why: [DeadlineReason]
}
