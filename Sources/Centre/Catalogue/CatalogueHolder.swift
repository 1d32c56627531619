import Domain
import Synchronization

/// Holds the catalogue in force, which is replaced whole when a procedure is published.
///
/// Whoever answers a request keeps the catalogue that it began with, by `keeping`: no page shows half of an old and
/// half of a new one.
public final class CatalogueHolder: Sendable {
  private struct State {
    var catalogue: Catalogue
    /// The last publication that it holds.
    var sequence = 0
    /// When it was last asked whether there are newer ones.
    var lookedAt: Instant?
  }

  private struct Kept: Sendable {
    let holder: ObjectIdentifier
    let catalogue: Catalogue
  }

  @TaskLocal private static var kept: Kept?
  private let state: Mutex<State>

  /// Holds a catalogue.
  public init(_ catalogue: Catalogue) { state = Mutex(State(catalogue: catalogue)) }

  /// The catalogue that the present task began with, else the one in force.
  public var catalogue: Catalogue {
    if let kept = Self.kept, kept.holder == ObjectIdentifier(self) { return kept.catalogue }
    return state.withLock { $0.catalogue }
  }

  /// Runs `body` with the catalogue that is in force now, whatever is published meanwhile.
  public func keeping<Answer>(
    isolation: isolated (any _Concurrency.Actor)? = #isolation, _ body: () async throws -> Answer
  ) async rethrows -> Answer {
    let kept = Kept(holder: ObjectIdentifier(self), catalogue: state.withLock { $0.catalogue })
    return try await Self.$kept.withValue(kept, operation: body)
  }

  /// The catalogue in force, whatever the present task began with.
  var inForce: Catalogue { state.withLock { $0.catalogue } }

  /// Leaves publications out that can't be taken over, so that they are not tried again with every request.
  func skip(to sequence: Int) { state.withLock { $0.sequence = max($0.sequence, sequence) } }

  /// The last publication that is in force here.
  var sequence: Int { state.withLock { $0.sequence } }

  /// Puts a catalogue in the place of an older one; one that is older than what is held is left.
  func replace(with catalogue: Catalogue, sequence: Int) {
    state.withLock { state in
      guard sequence > state.sequence else { return }
      state.catalogue = catalogue
      state.sequence = sequence
    }
  }

  /// Whether it is time to ask for newer publications: once in so many milliseconds.
  func isDue(_ now: Instant, every milliseconds: Int64) -> Bool {
    state.withLock { state in
      if let last = state.lookedAt, abs(now.milliseconds - last.milliseconds) < milliseconds { return false }
      state.lookedAt = now
      return true
    }
  }
}
