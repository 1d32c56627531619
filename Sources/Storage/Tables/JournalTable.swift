import Crypto
public import Domain
import Foundation

extension MerkleTree {
  /// The journal's tree.
  public static let journal = MerkleTree { bytes in
    guard let hash = JournalHash(bytes: Array(SHA256.hash(data: bytes))) else {
      preconditionFailure("SHA-256 has 32 bytes")
    }
    return hash
  }
}

/// The journal: every event has an entry in one order without gaps, and over the entries stands a Merkle tree of which
/// each complete part is kept. Nothing of it is ever changed or removed.
extension Transaction {
  /// The scope in which positions are counted. Whoever takes one holds the scope's row until the commit: on PostgreSQL
  /// that is what keeps the processes' entries in one order.
  private static let positions = "journal"
  /// How many rows one statement writes.
  private static let rowsAtOnce = 50

  /// Appends events at the end of the transaction.
  func appendToJournal(_ entries: [JournalEntry]) throws {
    let first = try takeNumbers(entries.count, in: Self.positions) - 1
    let needed = MerkleGrowth.needed(size: first, more: entries.count)
    var growth = MerkleGrowth(.journal, size: first, edge: try journalHashes(of: needed))
    var leaves: [SQL] = []
    var nodes: [SQL] = []
    for (offset, entry) in entries.enumerated() {
      let salt = Self.randomSalt()
      let leaf = MerkleTree.journal.leaf(entry.bytes(salt: salt))
      guard let completed = growth.append(leaf) else {
        throw StorageError.inconsistent("the journal's tree has a gap before \(first + offset)")
      }
      leaves.append(
        """
        (\(first + offset), \(entry.kind.rawValue), \(entry.subject), \(entry.sequence), \(entry.at),
          \(Base64URL.text(salt)), \(leaf.text))
        """)
      nodes += completed.map { "(\($0.node.place), \($0.hash.text))" }
    }
    try insert(leaves, "INSERT INTO journal_entry (position, kind, subject, sequence, at, salt, hash) VALUES ")
    try insert(nodes, "INSERT INTO journal_node (place, hash) VALUES ")
  }

  private func insert(_ rows: [SQL], _ statement: SQL) throws {
    for start in stride(from: 0, to: rows.count, by: Self.rowsAtOnce) {
      let some = Array(rows[start..<min(start + Self.rowsAtOnce, rows.count)])
      _ = try execute("\(statement)\(SQL.joined(some, separator: ", "))")
    }
  }

  private static func randomSalt() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<JournalEntry.saltLength / 8).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
  }

  /// How many entries there are.
  public func journalSize() throws -> Int {
    try row("SELECT COALESCE(MAX(position), -1) + 1 AS size FROM journal_entry")?.int("size") ?? 0
  }

  /// The hashes of complete subtrees; in one statement, whatever their number.
  ///
  /// - Throws: `StorageError.inconsistent` when one is not there.
  public func journalHashes(of wanted: [MerkleNode]) throws -> [MerkleNode: JournalHash] {
    guard !wanted.isEmpty else { return [:] }
    // Entries and inner nodes in one answer, the entries by what no node's place can be.
    func key(_ node: MerkleNode) -> Int { node.level == 0 ? -1 - node.index : node.place }
    let leaves = wanted.filter { $0.level == 0 }.map { "\($0.index)" as SQL }
    let inner = wanted.filter { $0.level > 0 }.map { "\($0.place)" as SQL }
    var parts: [SQL] = []
    if !leaves.isEmpty {
      parts.append(
        """
        SELECT -1 - position AS place, hash FROM journal_entry
        WHERE position IN (\(SQL.joined(leaves, separator: ", ")))
        """)
    }
    if !inner.isEmpty {
      parts.append("SELECT place, hash FROM journal_node WHERE place IN (\(SQL.joined(inner, separator: ", ")))")
    }
    var found: [Int: JournalHash] = [:]
    for row in try rows(SQL.joined(parts, separator: " UNION ALL ")) {
      found[try row.int("place")] = try row.journalHash("hash")
    }
    var hashes: [MerkleNode: JournalHash] = [:]
    for node in wanted {
      guard let hash = found[key(node)] else { throw StorageError.inconsistent("a part of the journal is missing") }
      hashes[node] = hash
    }
    return hashes
  }

  /// The hashes of parts of the tree, as proofs use them, in their order; read in one statement.
  private func journalHashes(of parts: [Range<Int>]) throws -> [JournalHash] {
    let covering = parts.map(MerkleNode.covering)
    let hashes = try journalHashes(of: covering.flatMap(\.self))
    return covering.map { MerkleTree.journal.joined($0.compactMap { hashes[$0] }) }
  }

  /// The root over the first `size` entries, which must be there.
  public func journalRoot(size: Int) throws -> JournalHash {
    let nodes = MerkleNode.covering(0..<size)
    let hashes = try journalHashes(of: nodes)
    return MerkleTree.journal.joined(nodes.compactMap { hashes[$0] })
  }

  /// The path that proves an entry to be in the tree of `size` entries, which must be there.
  public func inclusionPath(of index: Int, in size: Int) throws -> [JournalHash] {
    try journalHashes(of: MerkleProof.inclusion(of: index, in: size))
  }

  /// The path that proves the tree of `second` entries, which must be there, to begin with that of `first`.
  public func consistencyPath(of first: Int, with second: Int) throws -> [JournalHash] {
    try journalHashes(of: MerkleProof.consistency(of: first, with: second))
  }

  /// The entries' hashes from a position on, in their order.
  public func journalLeaves(from position: Int, count: Int) throws -> [JournalHash] {
    try rows(
      """
      SELECT hash FROM journal_entry WHERE position >= \(position) AND position < \(position + count)
      ORDER BY position
      """
    ).map { try $0.journalHash("hash") }
  }

  /// The inner nodes that are kept in a range of places, by their places.
  public func keptNodes(places: Range<Int>) throws -> [Int: JournalHash] {
    var nodes: [Int: JournalHash] = [:]
    for row in try rows(
      "SELECT place, hash FROM journal_node WHERE place >= \(places.lowerBound) AND place < \(places.upperBound)")
    {
      nodes[try row.int("place")] = JournalHash(text: try row.text("hash"))
    }
    return nodes
  }

  /// The entries of one subject, in the order of its history.
  public func journalEntries(of subject: String, kind: JournalKind) throws -> [KeptJournalEntry] {
    try rows(
      """
      SELECT position, kind, subject, sequence, at, salt, hash FROM journal_entry
      WHERE subject = \(subject) AND kind = \(kind.rawValue) ORDER BY sequence
      """
    ).map(KeptJournalEntry.init(row:))
  }
}

/// An entry as the journal keeps it.
public struct KeptJournalEntry: Hashable, Sendable {
  /// Its place in the journal, from 0.
  public let position: Int
  /// The kind of event; `nil` for one that this program does not know.
  public let kind: JournalKind?
  /// What it happened to.
  public let subject: String
  /// Its place in the subject's history.
  public let sequence: Int
  /// When it happened, as it was sealed.
  public let at: Instant
  /// The salt of its hash.
  public let salt: [UInt8]
  /// Its hash.
  public let hash: JournalHash

  init(row: Row) throws {
    position = try row.int("position")
    kind = JournalKind(rawValue: try row.text("kind"))
    subject = try row.text("subject")
    sequence = try row.int("sequence")
    at = try row.instant("at")
    salt = Base64URL.bytes(try row.text("salt")) ?? []
    hash = try row.journalHash("hash")
  }

  /// Whether it seals exactly this event.
  public func seals(_ entry: JournalEntry) -> Bool { MerkleTree.journal.leaf(entry.bytes(salt: salt)) == hash }
}

extension Row {
  /// A hash of the journal.
  func journalHash(_ column: String) throws -> JournalHash {
    guard let hash = JournalHash(text: try text(column)) else {
      throw StorageError.inconsistent("column \(column) holds no hash")
    }
    return hash
  }
}
