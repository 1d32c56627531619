import Centre
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

  /// A clock that runs on from a moment, so that an afternoon can be shown at any time of the day; from `nil` the real
  /// one.
  static func running(from moment: Instant?) -> @Sendable () -> Instant {
    guard let moment else { return { Instant.systemNow() } }
    let ahead = moment.milliseconds - Instant.systemNow().milliseconds
    return { Instant.systemNow().adding(milliseconds: ahead) }
  }
}
