public import Domain
public import Storage

/// Why the journal does not answer.
public enum JournalRefusal: Refusal, Hashable {
  /// No head has been signed yet.
  case noHead
  /// There is no check code in what was given.
  case noCode

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .noHead: .missing
    case .noCode: .invalid
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .noHead: "error.journal.no-head"
    case .noCode: "error.journal.no-code"
    }
  }

  /// The field.
  public var field: String? { self == .noCode ? "code" : nil }
}

/// The proof that an entry is in the tree of a size.
public struct InclusionProof: Hashable, Sendable {
  /// The entry's hash.
  public let leaf: JournalHash
  /// The root.
  public let root: JournalHash
  /// From the entry up to the root.
  public let path: [JournalHash]
}

/// The proof that a tree begins with a smaller one.
public struct ConsistencyProof: Hashable, Sendable {
  /// The root of the smaller one.
  public let firstRoot: JournalHash
  /// The root of the larger one.
  public let secondRoot: JournalHash
  /// The path.
  public let path: [JournalHash]
}

/// What anybody may ask of the journal: nothing of it tells what happened, only that it was sealed. It answers up to the
/// newest signed head, so that nobody builds on what is not signed.
extension Centre {
  /// The most hashes or heads that one answer holds.
  public static let journalPage = 1_000

  /// The key that heads are signed with.
  public func journalPublicKey() throws -> JournalPublicKey { try key.journalKey().publicKey }

  /// The newest head.
  ///
  /// - Throws: `JournalRefusal.noHead`.
  public func newestTreeHead() async throws -> KeptTreeHead {
    guard let head = try await database.read({ try $0.newestHead() }) else { throw JournalRefusal.noHead }
    return head
  }

  /// Heads after a number, in order.
  ///
  /// - Throws: `FieldProblem` for a number that can't be.
  public func treeHeads(after number: Int, count: Int) async throws -> [KeptTreeHead] {
    try Self.check(number, "after", in: 0...Int(Int32.max))
    try Self.check(count, "count", in: 1...Self.journalPage)
    return try await database.read { try $0.heads(after: number, limit: count) }
  }

  /// The hashes of entries from a position on, no further than the newest head.
  public func journalHashes(from position: Int, count: Int) async throws -> (size: Int, hashes: [JournalHash]) {
    try Self.check(count, "count", in: 1...Self.journalPage)
    return try await read { tx, size in
      try Self.check(position, "from", in: 0...size)
      return (size, try tx.journalLeaves(from: position, count: min(count, size - position)))
    }
  }

  /// The proof that the entry at `index` is in the tree of `size` entries; of the newest head when it is left out.
  public func inclusionProof(index: Int, size: Int?) async throws -> (size: Int, proof: InclusionProof) {
    try await read { tx, newest in
      let size = size ?? newest
      try Self.check(size, "size", in: 1...newest)
      try Self.check(index, "index", in: 0...(size - 1))
      let leaves = try tx.journalLeaves(from: index, count: 1)
      guard let leaf = leaves.first else { throw StorageError.inconsistent("entry \(index) is missing") }
      let path = try tx.inclusionPath(of: index, in: size)
      guard let root = MerkleTree.journal.root(from: leaf, index: index, size: size, path: path) else {
        throw StorageError.inconsistent("the path of entry \(index) leads nowhere")
      }
      return (size, InclusionProof(leaf: leaf, root: root, path: path))
    }
  }

  /// The proof that the tree of `second` entries begins with that of `first`; of the newest head when it is left out.
  public func consistencyProof(first: Int, second: Int?) async throws -> (second: Int, proof: ConsistencyProof) {
    try await read { tx, newest in
      let second = second ?? newest
      try Self.check(second, "second", in: 1...newest)
      try Self.check(first, "first", in: 1...second)
      return (
        second,
        ConsistencyProof(
          firstRoot: try tx.journalRoot(size: first), secondRoot: try tx.journalRoot(size: second),
          path: try tx.consistencyPath(of: first, with: second))
      )
    }
  }

  /// What the check code of a receipt says, and whether the journal's key has signed it.
  ///
  /// - Throws: `JournalRefusal.noCode`.
  public func checkReceipt(code: String) throws -> (check: ReceiptCheck, isRight: Bool) {
    guard let check = ReceiptCheck(code: code) else { throw JournalRefusal.noCode }
    return (check, try journalPublicKey().proves(check))
  }

  private func read<Answer: Sendable>(
    _ body: @escaping @Sendable (Transaction, Int) throws -> Answer
  ) async throws -> Answer {
    try await database.read { tx in
      guard let newest = try tx.newestHead() else { throw JournalRefusal.noHead }
      return try body(tx, newest.signed.head.size)
    }
  }

  private static func check(_ number: Int, _ field: String, in range: ClosedRange<Int>) throws {
    guard range.contains(number) else {
      throw FieldProblem(
        field, "error.number.range", ["from": String(range.lowerBound), "to": String(range.upperBound)])
    }
  }
}
