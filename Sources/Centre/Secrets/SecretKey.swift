import Crypto
public import Domain
import Foundation

/// The installation's key: secrets that a citizen holds are derived from it, so that they can be printed again and
/// are kept nowhere.
public struct SecretKey: Sendable {
  private let key: SymmetricKey

  /// Takes a key of at least 32 bytes; `nil` for a shorter one.
  public init?(bytes: [UInt8]) {
    guard bytes.count >= 32 else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// A new random key.
  public static func randomBytes() -> [UInt8] {
    SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
  }

  /// The secret with which a citizen looks a dossier up: 13 signs, 65 bits, easy to read out.
  public func lookUpSecret(of code: DossierCode) -> String { derive("look-up|\(code.rawValue)") }

  /// What shows that an officer has made a machine the kiosk of a unit.
  public func kioskSecret(of unit: UnitCode) -> String { derive("kiosk|\(unit.rawValue)") }

  /// The token in the QR of a certified copy.
  func copyToken(of code: DossierCode, original: Int) -> String { derive("copy|\(code.rawValue)|\(original)") }

  /// The token in the QR of a result.
  func resultToken(of code: DossierCode, result: String) -> String { derive("result|\(code.rawValue)|\(result)") }

  /// What a person is found by among those of whom results are held: a keyed hash, so that the table tells no number.
  func personKey(of identity: Identity) -> String {
    let kind = if case .passport = identity { "passport" } else { "number" }
    return derive("person|\(kind)|\(identity.number)")
  }

  /// The key that signs the journal's heads.
  public func journalKey() throws -> JournalKey {
    let seed = HMAC<SHA256>.authenticationCode(for: Data("journal|ed25519".utf8), using: key)
    return try JournalKey(seed: Array(seed))
  }

  /// What attempts at a name, from a place or with a device are counted under: a table of them names nobody.
  func attemptSubject(_ text: String) -> String { derive("attempt|\(text)") }

  /// What shows that an officer signed in with a device before.
  func deviceMark(of staff: String, nonce: String) -> String { derive("device|\(staff)|\(nonce)") }

  /// A key of 256 bits for one purpose.
  func subkey(_ purpose: String) -> SymmetricKey {
    SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data(purpose.utf8), using: key))
  }

  private func derive(_ text: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
    return ReadableSecret.text(Array(code))
  }
}

/// Secrets in signs that can't be mistaken for each other (Crockford's base 32).
public enum ReadableSecret {
  /// How many signs a secret has; five bits each.
  public static let length = 13
  private static let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// A new random secret.
  public static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return String((0..<length).map { _ in signs[Int.random(in: 0..<32, using: &generator)] })
  }

  /// The first 65 bits of `bytes`, five a sign.
  static func text(_ bytes: [UInt8]) -> String {
    String(
      (0..<length).map { place in
        let value = (0..<5).reduce(0) { value, offset in
          let bit = place * 5 + offset
          return value << 1 | Int(bytes[bit / 8] >> UInt8(7 - bit % 8)) & 1
        }
        return signs[value]
      })
  }

  /// A secret as typed: capital letters, O for 0, I and L for 1, anything between left out. `nil` when it can't be one.
  public static func read(_ typed: String) -> String? {
    guard typed.utf8.count <= 100 else { return nil }
    var secret = ""
    for sign in typed.uppercased() where sign.isLetter || sign.isNumber {
      switch sign {
      case "O": secret.append("0")
      case "I", "L": secret.append("1")
      default: secret.append(sign)
      }
    }
    guard secret.count == length, secret.allSatisfy(signs.contains) else { return nil }
    return secret
  }

  /// In groups of four and five, as it is printed.
  public static func printed(_ secret: String) -> String {
    let signs = Array(secret)
    guard signs.count == length else { return secret }
    return "\(String(signs[0..<4]))-\(String(signs[4..<8]))-\(String(signs[8..<13]))"
  }
}

/// Comparing and hashing secrets.
public enum Fingerprint {
  /// The SHA-256 of a text, in lower-case hex.
  public static func of(_ text: String) -> String { of(Array(text.utf8)) }

  /// The SHA-256 of bytes, in lower-case hex.
  public static func of(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in SHA256.hash(data: bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// Whether two texts are equal, in a time that tells nothing about where they differ.
  public static func same(_ left: String, _ right: String) -> Bool {
    let left = SHA256.hash(data: Data(left.utf8))
    return left == SHA256.hash(data: Data(right.utf8))
  }

  /// A new random text of 256 bits for cookies and tokens.
  public static func randomText() -> String {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
