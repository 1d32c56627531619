import Crypto
import Foundation

/// One-time codes by time (RFC 6238) as apps on telephones make them: HMAC-SHA-1, six digits, a step of thirty seconds.
public enum OneTimeCode {
  /// How many digits a code has.
  public static let digits = 6
  /// How many seconds a code is shown.
  public static let period = 30
  /// How many bytes a secret has: as many as the hash (RFC 4226 section 4, R6).
  public static let secretLength = 20

  /// The step of time of a moment, in seconds since 1970.
  public static func step(seconds: Int) -> Int { seconds / period }

  /// The code of a step (RFC 4226 section 5.3).
  public static func code(secret: [UInt8], step: Int, digits: Int = digits) -> String {
    let counter = withUnsafeBytes(of: UInt64(max(0, step)).bigEndian) { Data($0) }
    let hash = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int(hash[hash.count - 1] & 15)
    let number = hash[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
    let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
    let text = String(number % modulus)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The step that a code is of, one before and one after the present among them; `nil` when it is of none. The time it
  /// takes tells nothing.
  public static func step(of code: String, secret: [UInt8], seconds: Int) -> Int? {
    let now = step(seconds: seconds)
    var found: Int?
    for step in [now + 1, now, now - 1] where Fingerprint.same(Self.code(secret: secret, step: step), code) {
      found = step
    }
    return found
  }

  /// The digits of a code as typed, spaces left out; `nil` when it can't be one.
  public static func read(_ typed: String) -> String? {
    guard typed.utf8.count <= 40 else { return nil }
    let code = typed.filter { !$0.isWhitespace && $0 != "-" }
    return code.utf8.count == digits && code.utf8.allSatisfy { (48...57).contains($0) } ? code : nil
  }
}

extension SecretKey {
  /// Seals a secret that must be read again (AES-256-GCM), bound to the account.
  func seal(_ secret: [UInt8], of staff: String) throws -> String {
    let box = try AES.GCM.seal(secret, using: subkey("one-time-codes|aes-256-gcm"), authenticating: Data(staff.utf8))
    // The combined form is there with the nonce of 96 bits that was made.
    return (box.combined ?? Data()).base64EncodedString()
  }

  /// Opens what was sealed; `nil` when it was changed, or sealed for another account or with another key.
  func open(_ sealed: String, of staff: String) -> [UInt8]? {
    guard let data = Data(base64Encoded: sealed), let box = try? AES.GCM.SealedBox(combined: data),
      let secret = try? AES.GCM.open(
        box, using: subkey("one-time-codes|aes-256-gcm"), authenticating: Data(staff.utf8))
    else { return nil }
    return Array(secret)
  }
}
