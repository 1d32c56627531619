import Domain
import Storage

/// How fast passwords and codes may be guessed. An attempt is counted before it is checked, so that many at the same
/// time, in however many processes, are no way around it.
///
/// From one place, or with one known device: five, then each further one must wait longer, up to an hour. Over all
/// places where an officer never signed in: fifty, then one in five minutes, unless a one-time code is given along
/// with the password. A device with which the officer signed in before is counted by itself only: whoever guesses
/// elsewhere can't keep the officer out of it.
enum AttemptLimits {
  /// Wrong attempts from one place before somebody must wait.
  static let freeFromOnePlace = 5
  /// Wrong attempts from everywhere before a name is guarded.
  static let freeFromEverywhere = 50
  /// Minutes between attempts at a guarded name.
  static let guardedMinutes = 5
  /// After so many minutes without an attempt from a place, what was counted is forgotten.
  static let placeMemory = 120
  /// The same over all places.
  static let nameMemory = 24 * 60

  /// The minutes to wait at one place; `nil` when the next attempt may be made now.
  static func wait(_ counted: (failures: Int, lastAt: Instant)?, now: Instant) -> Int? {
    guard let counted, counted.failures >= freeFromOnePlace else { return nil }
    let passed = now.minutes(since: counted.lastAt)
    guard passed < placeMemory else { return nil }
    let wait = min(60, 1 << min(6, counted.failures - freeFromOnePlace))
    return passed >= wait ? nil : wait - passed
  }

  /// The minutes to wait over all places.
  static func guarded(_ counted: (failures: Int, lastAt: Instant)?, now: Instant) -> Int? {
    guard let counted, counted.failures >= freeFromEverywhere else { return nil }
    let passed = now.minutes(since: counted.lastAt)
    return passed >= guardedMinutes ? nil : guardedMinutes - passed
  }
}

/// One attempt: what it is counted under.
struct Attempt: Sendable {
  /// The place or the device.
  let place: String
  /// The name over all places; `nil` with a device that is known.
  let name: String?

  /// An attempt at a name or at an account's codes.
  init(_ what: String, at place: SignInPlace, device: KnownDevice?, key: SecretKey) {
    if let device {
      self.place = key.attemptSubject("\(what)|device|\(device.nonce)")
      name = nil
    } else {
      self.place = key.attemptSubject("\(what)|place|\(place.address)")
      name = key.attemptSubject("\(what)|name")
    }
  }
}

extension Transaction {
  /// Counts an attempt, which is wrong until it turns out to be right.
  ///
  /// - Parameter isProved: whether what is asked of a guarded name is given along with it.
  /// - Throws: `SignInRefusal.tooMany`, `.guarded`; nothing is counted then.
  func count(_ attempt: Attempt, isProved: Bool, now: Instant) throws {
    if let minutes = AttemptLimits.wait(try attempts(attempt.place, now: now), now: now) {
      throw SignInRefusal.tooMany(minutes: minutes)
    }
    try countAttempt(attempt.place, at: now, since: now.adding(minutes: -AttemptLimits.placeMemory))
    guard let name = attempt.name else { return }
    if !isProved, let minutes = AttemptLimits.guarded(try attempts(name, now: now), now: now) {
      throw SignInRefusal.guarded(minutes: minutes)
    }
    try countAttempt(name, at: now, since: now.adding(minutes: -AttemptLimits.nameMemory))
  }

  /// Takes back what was counted: it was right.
  func wasRight(_ attempt: Attempt) throws {
    try forgetAttempts(attempt.place)
    if let name = attempt.name { try uncountAttempt(name) }
  }
}
