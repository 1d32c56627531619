/// A time that is not counted.
public struct Pause: Codable, Hashable, Sendable {
  public enum Cause: String, Codable, Hashable, Sendable, CaseIterable {
    case supplement, payment, council, closure, other
  }
  public let from: Instant
  public let until: Instant?
  public let cause: Cause
  public init(from: Instant, until: Instant?, cause: Cause) {
    self.from = from
    self.until = until
    self.cause = cause
  }
}
