import Domain
import Synchronization

/// Tokens seen within the last half minute, so that a busy program does not make the store look its token up with
/// every call.
public final class TokenMemory: Sendable {
  private let known = Mutex<[String: (actor: Actor, at: Instant)]>([:])

  /// Creates an empty memory.
  public init() {}

  func actor(_ hash: String, now: Instant) -> Actor? {
    known.withLock { known in
      guard let found = known[hash], now.milliseconds - found.at.milliseconds < 30_000 else { return nil }
      return found.actor
    }
  }

  func remember(_ actor: Actor, hash: String, now: Instant) {
    known.withLock { known in
      if known.count >= 1000 { known.removeAll() }
      known[hash] = (actor, now)
    }
  }
}
