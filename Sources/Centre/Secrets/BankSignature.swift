import Crypto
import Domain
import Foundation

/// The secret that a bank and the installation share, by which the bank's notifications are signed.
public struct BankSecret: Sendable {
  private let key: SymmetricKey

  /// Takes a secret of at least 32 bytes; `nil` for a shorter one.
  public init?(_ text: String) {
    guard text.utf8.count >= 32 else { return nil }
    key = SymmetricKey(data: Data(text.utf8))
  }

  /// The signature of a notification: HMAC-SHA-256 over timestamp, a dot and the body's bytes, in lower-case hex.
  public func signature(timestamp: String, body: [UInt8]) -> String {
    HMAC<SHA256>.authenticationCode(for: Self.signed(timestamp, body), using: key)
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Whether a signature is right, in a time that tells nothing about where it is not.
  func isRight(_ signature: String, timestamp: String, body: [UInt8]) -> Bool {
    guard let code = Self.bytes(hex: signature) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.signed(timestamp, body), using: key)
  }

  private static func signed(_ timestamp: String, _ body: [UInt8]) -> Data { Data(timestamp.utf8) + [0x2E] + body }

  private static func bytes(hex: String) -> [UInt8]? {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: 64, by: 2) {
      guard let byte = UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

/// How a bank's notification is signed, as its headers say.
public struct BankSignature: Sendable {
  /// The bank, by its identification number.
  public let bank: String
  /// When it was signed, in seconds since 1970.
  public let timestamp: String
  /// The signature, 64 hex digits.
  public let signature: String

  /// Takes what the headers say.
  public init(bank: String, timestamp: String, signature: String) {
    self.bank = bank
    self.timestamp = timestamp
    self.signature = signature
  }
}

/// A bank whose signature was right. Nobody else can have one, so no notice is taken unsigned.
public struct SignedBank: Sendable {
  /// The bank, by its identification number.
  public let bank: String
}

extension Centre {
  /// For how many seconds a signature holds, so that a notification that somebody kept can't be played again later.
  public static let bankSignatureSeconds: Int64 = 300

  /// The bank that signed a body.
  ///
  /// - Throws: `BankNoticeRefusal.signature`, whatever is wrong with it: bank, time or signature is not told.
  public func signedBank(_ signature: BankSignature, body: [UInt8]) throws(BankNoticeRefusal) -> SignedBank {
    guard let secret = settings.bankSecrets[signature.bank],
      secret.isRight(signature.signature, timestamp: signature.timestamp, body: body),
      signature.timestamp.utf8.count <= 12, let seconds = Int64(signature.timestamp),
      abs(now().milliseconds / 1000 - seconds) <= Self.bankSignatureSeconds
    else { throw .signature }
    return SignedBank(bank: signature.bank)
  }
}
