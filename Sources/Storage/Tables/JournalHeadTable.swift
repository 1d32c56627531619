public import Domain

/// A signed head with its number among all, from 1.
public struct KeptTreeHead: Hashable, Sendable {
  /// Its number.
  public let number: Int
  /// What was signed.
  public let signed: SignedTreeHead

  /// Describes a kept head.
  public init(number: Int, signed: SignedTreeHead) {
    self.number = number
    self.signed = signed
  }
}

/// Heads of the journal that were signed. None is ever changed or removed.
extension Transaction {
  private static let heads: SQL = "SELECT number, size, at, root, signature, signer FROM journal_head"

  /// Keeps a head as the next one.
  ///
  /// - Throws: `StorageError.uniqueViolation` when another process kept one meanwhile.
  public func insert(_ head: KeptTreeHead) throws {
    let signed = head.signed
    _ = try execute(
      """
      INSERT INTO journal_head (number, size, at, root, signature, signer)
      VALUES (\(head.number), \(signed.head.size), \(signed.head.at), \(signed.head.root.text),
        \(Base64URL.text(signed.signature)), \(signed.key))
      """)
  }

  /// The newest head; `nil` before the first.
  public func newestHead() throws -> KeptTreeHead? {
    try row("\(Self.heads) ORDER BY number DESC LIMIT 1").map(KeptTreeHead.init(row:))
  }

  /// The first head that has more than `position` entries.
  public func firstHead(over position: Int) throws -> KeptTreeHead? {
    try row("\(Self.heads) WHERE size > \(position) ORDER BY size, number LIMIT 1").map(KeptTreeHead.init(row:))
  }

  /// The heads after a number, in order.
  public func heads(after number: Int, limit: Int) throws -> [KeptTreeHead] {
    try rows("\(Self.heads) WHERE number > \(number) ORDER BY number LIMIT \(limit)").map(KeptTreeHead.init(row:))
  }
}

extension KeptTreeHead {
  fileprivate init(row: Row) throws {
    // A signature that can't be read fits nothing; whoever looks at it says so.
    self.init(
      number: try row.int("number"),
      signed: SignedTreeHead(
        head: TreeHead(size: try row.int("size"), at: try row.instant("at"), root: try row.journalHash("root")),
        signature: Base64URL.bytes(try row.text("signature")) ?? [], key: try row.text("signer")))
  }
}
