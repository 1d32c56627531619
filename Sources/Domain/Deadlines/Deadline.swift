/// When a result is due, and why then.
public struct Deadline: Codable, Hashable, Sendable {
  /// The due moment.
  public let dueAt: Instant
  /// The working minutes from receipt to then.
  public let workingMinutes: Int
  /// Each day or span counted or left out, in order.
  public let why: [DeadlineReason]
}
