import Crypto
public import Domain
import Foundation
import Storage

/// The key with which an installation signs the heads of its journal (Ed25519, RFC 8032).
public struct JournalKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// Takes the 32 bytes of a private key.
  init(seed: [UInt8]) throws { key = try Curve25519.Signing.PrivateKey(rawRepresentation: Data(seed)) }

  /// What anybody may know, and needs to check what was signed.
  public var publicKey: JournalPublicKey { JournalPublicKey(raw: Array(key.publicKey.rawRepresentation)) }

  /// Signs a head.
  public func sign(_ head: TreeHead) throws -> SignedTreeHead {
    let signature = try key.signature(for: Data(head.signedBytes))
    return SignedTreeHead(head: head, signature: Array(signature), key: publicKey.id)
  }
}

/// The public key of a journal.
public struct JournalPublicKey: Hashable, Sendable {
  /// The 32 bytes.
  public let bytes: [UInt8]
  /// What stands before them in DER (RFC 8410 section 4).
  private static let header: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

  fileprivate init(raw bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a key as it is shown: base64 of its bytes, or a PEM. `nil` when it is none.
  public init?(text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    let body = lines.filter { !$0.isEmpty && !$0.hasPrefix("-----") }.joined()
    guard body.utf8.count <= 200, var bytes = Base64URL.bytes(body) else { return nil }
    if bytes.starts(with: Self.header) { bytes.removeFirst(Self.header.count) }
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// As base64url without padding, 43 signs.
  public var text: String { Base64URL.text(bytes) }

  /// As PEM, which other programs read.
  public var pem: String {
    "-----BEGIN PUBLIC KEY-----\n\(Data(Self.header + bytes).base64EncodedString())\n-----END PUBLIC KEY-----\n"
  }

  /// Which key it is, in 16 signs: the first eight bytes of its SHA-256, in hex.
  public var id: String { String(Fingerprint.of(bytes).prefix(16)) }

  /// Whether a head was signed with this key.
  public func hasSigned(_ head: TreeHead, _ signature: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(bytes)) else { return false }
    return key.isValidSignature(Data(signature), for: Data(head.signedBytes))
  }

  /// Whether the check code of a receipt is right: the journal held this promise when its head was signed.
  public func proves(_ check: ReceiptCheck) -> Bool {
    check.head(.journal).map { hasSigned($0, check.signature) } ?? false
  }
}
