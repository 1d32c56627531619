/// The state of the journal at a moment: how many entries, and the root over all of them.
public struct TreeHead: Hashable, Sendable {
  /// How many entries.
  public let size: Int
  /// When it was signed.
  public let at: Instant
  /// The root.
  public let root: JournalHash

  /// Describes a head.
  public init(size: Int, at: Instant, root: JournalHash) {
    self.size = size
    self.at = at
    self.root = root
  }

  /// The bytes that are signed: `TreeHeadDataV2` of RFC 9162 section 4.9 without extensions, which is the moment in
  /// milliseconds and the size in eight bytes each, the highest first, 32 and the root, and two bytes of 0.
  public var signedBytes: [UInt8] {
    var bytes: [UInt8] = []
    withUnsafeBytes(of: UInt64(bitPattern: at.milliseconds).bigEndian) { bytes += $0 }
    withUnsafeBytes(of: UInt64(size).bigEndian) { bytes += $0 }
    return bytes + [UInt8(JournalHash.length)] + root.bytes + [0, 0]
  }
}

/// A head with its signature (Ed25519, RFC 8032).
public struct SignedTreeHead: Hashable, Sendable {
  /// The head.
  public let head: TreeHead
  /// The signature, 64 bytes.
  public let signature: [UInt8]
  /// Which key it was made with: the first eight bytes of its SHA-256.
  public let key: String

  /// Describes a signed head.
  public init(head: TreeHead, signature: [UInt8], key: String) {
    self.head = head
    self.signature = signature
    self.key = key
  }
}
