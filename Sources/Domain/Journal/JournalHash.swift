/// A SHA-256 hash in the journal: of an entry, of two parts of the tree, or of the whole tree.
public struct JournalHash: Hashable, Sendable, CustomStringConvertible {
  /// How many bytes it has.
  public static let length = 32
  /// The bytes.
  public let bytes: [UInt8]

  /// Takes the bytes; `nil` unless they are 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// Reads base64url (RFC 4648 section 5).
  public init?(text: String) {
    guard let bytes = Base64URL.bytes(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// As base64url without padding, 43 signs.
  public var text: String { Base64URL.text(bytes) }

  /// The same.
  public var description: String { text }
}
