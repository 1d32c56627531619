/// A time in which a dossier's deadline does not run, because the centre waits for somebody or something.
///
/// What lies in it of working time, from the receipt on, moves the due moment by exactly as much.
public struct Pause: Codable, Hashable, Sendable {
  /// What is waited for.
  public enum Cause: String, CaseIterable, Codable, Hashable, Sendable {
    /// The applicant completes the papers.
    case supplement
    /// The applicant fulfils a financial duty.
    case payment
    /// A council or a meeting has a date of its own.
    case council
    /// Another body is asked for what only it can tell (xác minh); the law says that its answer is waited for.
    case verification
    /// The office could not work on the dossier, though it was open for others.
    case closure
    /// Anything else; the dossier says what.
    case other
  }

  /// When it began.
  public let from: Instant
  /// When it ended; `nil` while it lasts.
  public let until: Instant?
  /// What is waited for.
  public let cause: Cause

  /// A pause. One that ends before it begins counts nothing.
  public init(from: Instant, until: Instant?, cause: Cause) {
    self.from = from
    self.until = until
    self.cause = cause
  }
}
