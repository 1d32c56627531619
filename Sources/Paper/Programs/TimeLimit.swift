/// A moment after which work is given up.
struct TimeLimit: Sendable {
  private let end: ContinuousClock.Instant

  init(seconds: Double) {
    end = ContinuousClock.now + .seconds(seconds)
  }

  var isOver: Bool { ContinuousClock.now >= end }

  /// What is left in milliseconds, never below nought.
  var millisecondsLeft: Int32 {
    let left = ContinuousClock.now.duration(to: end)
    return Int32(max(0, min(left / .milliseconds(1), 3_600_000)))
  }

  /// What is left in whole seconds, at least one.
  var secondsLeft: Int { max(1, Int(millisecondsLeft) / 1000) }
}
