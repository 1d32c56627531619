public import Domain
public import Storage

/// The check of a whole installation: every entry against its event, the tree against the entries, every signed head
/// against the tree, and every event for an entry.
///
/// It reads one state and changes nothing. Without a key the signatures are not looked at.
public struct JournalAudit: Sendable {
  /// The most faults that are named.
  public static let faultLimit = 1_000
  /// How far clocks of processes may be apart, and how long an act may take from its moment to its commit, before an
  /// event that a head should have covered counts as backdated.
  public static let tolerance = Int64(10 * 60_000)
  private static let batch = 1_000

  private let key: JournalPublicKey?
  /// Heads that somebody kept outside the installation.
  private let witnessed: [SignedTreeHead]

  /// Prepares an audit.
  public init(key: JournalPublicKey?, witnessed: [SignedTreeHead] = []) {
    self.key = key
    self.witnessed = witnessed
  }

  /// Looks at everything.
  public func run(_ database: Database) async throws -> JournalReport {
    try await database.read { tx in try self.report(tx) }
  }

  private func report(_ tx: Transaction) throws -> JournalReport {
    var report = JournalReport()
    report.isAdopting = try tx.isAdopting()
    report.size = try tx.journalSize()
    var heads = try HeadCheck(tx, key: key, witnessed: witnessed, report: &report)
    var tree = TreeCheck()
    var position = 0
    heads.meet(tree.growth, &report)
    while position < report.size {
      let events = try tx.sealedEvents(in: position..<position + Self.batch)
      let nodes = try tree.keptNodes(through: position + Self.batch, tx)
      var found = events[...]
      for place in position..<min(position + Self.batch, report.size) {
        guard let event = found.first, event.kept.position == place else {
          report.note(JournalFault(.missing, position: place, "the entry is gone"))
          // Nothing more can be said of the tree.
          tree.isBroken = true
          continue
        }
        found = found.dropFirst()
        try EventCheck(tx: tx, event: event).note(in: &report, heads)
        tree.append(event, nodes, &report)
        heads.meet(tree.growth, &report, isBroken: tree.isBroken)
      }
      position += Self.batch
    }
    report.root = tree.isBroken ? nil : tree.growth.root
    heads.end(&report)
    for event in try tx.unsealedEvents(limit: Self.faultLimit) where !report.isAdopting {
      report.note(
        JournalFault(
          .inserted, record: event.kind, subject: event.subject, sequence: event.sequence,
          "the event has no entry in the journal"))
    }
    return report
  }
}

/// Grows the tree from the entries and compares the kept inner nodes with it.
struct TreeCheck {
  private(set) var growth = MerkleGrowth(.journal)
  var isBroken = false
  /// The parts that were kept wrongly; what stands above them can't fit either.
  private var damaged: Set<MerkleNode> = []

  /// The inner nodes that are kept for a stretch of entries, by their places.
  func keptNodes(through size: Int, _ tx: Transaction) throws -> [Int: JournalHash] {
    try tx.keptNodes(places: growth.size - growth.size.nonzeroBitCount..<size)
  }

  mutating func append(_ event: SealedEvent, _ nodes: [Int: JournalHash], _ report: inout JournalReport) {
    guard !isBroken, let completed = growth.append(event.kept.hash) else { return }
    for inner in completed where nodes[inner.node.place] != inner.hash {
      let node = inner.node
      let below = [2 * node.index, 2 * node.index + 1].map { MerkleNode(level: node.level - 1, index: $0) }
      damaged.insert(node)
      // The lowest one tells the most: where it is one pair of entries, one of the two was exchanged.
      guard damaged.isDisjoint(with: below) else { continue }
      let first = node.index << node.level
      report.note(
        JournalFault(
          .treeDamaged, record: event.kept.kind, subject: event.kept.subject, sequence: event.kept.sequence,
          position: event.kept.position,
          "the kept tree over the entries \(first) to \(node.last) does not fit them"))
    }
  }
}
