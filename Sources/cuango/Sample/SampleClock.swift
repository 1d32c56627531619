import Domain
import Synchronization

/// A clock that the sample day sets by hand, so that its dossiers lie in the past as they would have happened.
final class SampleClock: Sendable {
  private let moment: Mutex<Instant>

  init(_ moment: Instant) { self.moment = Mutex(moment) }

  /// Sets the clock.
  func set(_ moment: Instant) { self.moment.withLock { $0 = moment } }

  /// The time it shows.
  var now: Instant { moment.withLock { $0 } }
}
