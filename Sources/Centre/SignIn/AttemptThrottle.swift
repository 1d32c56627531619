public import Domain
import Synchronization

/// Slows guessing: after a few wrong attempts under one name from one place, each further one must wait longer.
///
/// It lives in the memory of one process and forgets: enough for look-up secrets, which have 65 bits. Attempts at
/// passwords are counted for all processes (`AttemptLimits`).
public final class AttemptThrottle: Sendable {
  private struct Record {
    var failures = 0
    var last: Instant
  }

  private let free: Int
  private let records = Mutex<[String: Record]>([:])

  /// Creates a throttle that lets `free` wrong attempts pass at once.
  public init(free: Int = 5) { self.free = free }

  /// The minutes to wait before the next attempt; `nil` when it may be made now.
  public func minutesToWait(_ attempt: String, now: Instant) -> Int? {
    records.withLock { records in
      guard let record = records[attempt], record.failures >= free else { return nil }
      let wait = min(60, 1 << min(6, record.failures - free))
      let passed = now.minutes(since: record.last)
      return passed >= wait ? nil : wait - passed
    }
  }

  /// Notes a wrong attempt.
  public func failed(_ attempt: String, now: Instant) {
    records.withLock { records in
      if records.count > 50_000 { records = records.filter { now.minutes(since: $0.value.last) < 120 } }
      if records.count > 100_000 { records.removeAll() }
      var record = records[attempt] ?? Record(last: now)
      if now.minutes(since: record.last) >= 120 { record.failures = 0 }
      record.failures += 1
      record.last = now
      records[attempt] = record
    }
  }

  /// Forgets the wrong attempts after a right one.
  public func succeeded(_ attempt: String) {
    _ = records.withLock { $0.removeValue(forKey: attempt) }
  }
}
