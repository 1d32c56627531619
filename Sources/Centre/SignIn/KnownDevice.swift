/// A device with which an officer signed in before, by a cookie that only this installation can make (OWASP: device
/// cookies against locking out by guessing). Guesses from elsewhere never keep it out; its own are counted for
/// itself.
struct KnownDevice: Sendable {
  /// What this device is told apart by.
  let nonce: String

  /// Reads a cookie; `nil` when it was not made for this officer.
  init?(_ cookie: String?, of staff: String, key: SecretKey) {
    guard let parts = cookie?.split(separator: "."), parts.count == 2, (16...64).contains(parts[0].utf8.count) else {
      return nil
    }
    guard Fingerprint.same(String(parts[1]), key.deviceMark(of: staff, nonce: String(parts[0]))) else { return nil }
    nonce = String(parts[0])
  }

  /// A new cookie for a device.
  static func cookie(for staff: String, key: SecretKey) -> String {
    let nonce = String(Fingerprint.randomText().prefix(22))
    return "\(nonce).\(key.deviceMark(of: staff, nonce: nonce))"
  }
}

extension SecretKey {
  /// The name of the cookie of an officer's devices; several officers may share a machine.
  public func deviceCookieName(username: String) -> String {
    "device-" + attemptSubject("device-name|\(username)").prefix(8).lowercased()
  }
}
