public import Domain

/// A table whose rows are events, and how a row is read as the journal seals it.
struct SealedTable: Sendable {
  /// What its rows are.
  let kind: JournalKind
  private let name: SQL
  private let subject: SQL
  private let sequence: SQL
  private let at: SQL
  private let parts: [SQL]
  /// How a row is found by an entry's subject and sequence.
  private let found: SQL
  /// How the rows after a subject and sequence are found.
  private let after: @Sendable (String, Int) -> SQL

  /// The columns of a row as a `record_` each.
  private var columns: SQL {
    let parts = self.parts.enumerated().map { index, part in
      "\(part) AS \(SQL(text: "part_\(index)", values: []))" as SQL
    }
    return """
      \(subject) AS record_subject, \(sequence) AS record_sequence, \(at) AS record_at,
      \(SQL.joined(parts, separator: ", "))
      """
  }

  /// The entries of this kind in a range of positions, each with what is stored beside it.
  func entries(in positions: Range<Int>) -> SQL {
    """
    SELECT entry.position, entry.kind, entry.subject, entry.sequence, entry.at, entry.salt, entry.hash, \(columns)
    FROM journal_entry AS entry LEFT JOIN \(name) AS record ON \(found)
    WHERE entry.position >= \(positions.lowerBound) AND entry.position < \(positions.upperBound)
      AND entry.kind = \(kind.rawValue)
    ORDER BY entry.position
    """
  }

  /// The rows that have no entry, after a subject and sequence.
  func unsealed(after last: (subject: String, sequence: Int), limit: Int) -> SQL {
    """
    SELECT \(columns) FROM \(name) AS record
    LEFT JOIN journal_entry AS entry
      ON entry.subject = \(subject) AND entry.sequence = \(sequence) AND entry.kind = \(kind.rawValue)
    WHERE entry.position IS NULL AND \(after(last.subject, last.sequence))
    ORDER BY record_subject, record_sequence LIMIT \(limit)
    """
  }

  /// The event of a row; `nil` when nothing is stored.
  func event(_ row: Row) throws -> JournalEntry? {
    guard let subject = try row.textIfPresent("record_subject") else { return nil }
    return JournalEntry(
      kind: kind, subject: subject, sequence: try row.int("record_sequence"), at: try row.instant("record_at"),
      parts: try parts.indices.map { try row.textIfPresent("part_\($0)") })
  }

  /// All of them.
  static let all: [SealedTable] = [
    SealedTable(
      kind: .dossier, name: "dossier_event", subject: "record.dossier", sequence: "record.sequence", at: "record.at",
      parts: ["record.name", "record.body"],
      found: "record.dossier = entry.subject AND record.sequence = entry.sequence",
      after: { "(record.dossier, record.sequence) > (\($0), \($1))" }),
    SealedTable(
      kind: .publication, name: "published_procedure",
      subject: "CASE WHEN record.sequence IS NULL THEN NULL ELSE 'catalogue' END", sequence: "record.sequence",
      at: "record.at",
      parts: [
        "record.kind", "record.procedure", "record.version", "record.until_day", "record.body", "record.publisher",
      ],
      found: "record.sequence = entry.sequence", after: { _, sequence in "record.sequence > \(sequence)" }),
    SealedTable(
      kind: .bankNotice, name: "bank_notice", subject: "record.bank || ' ' || record.reference", sequence: "1",
      at: "record.received_at",
      parts: [
        "record.account", "record.amount", "record.memo", "record.at", "record.unit", "record.dossier",
        "record.outcome", "record.receipt_number",
      ],
      found: byBank, after: { subject, _ in "record.bank || ' ' || record.reference > \(subject)" }),
    SealedTable(
      kind: .bankNoticeClosing, name: "bank_notice_closing", subject: "record.bank || ' ' || record.reference",
      sequence: "1", at: "record.at", parts: ["record.actor", "record.note"],
      found: byBank, after: { subject, _ in "record.bank || ' ' || record.reference > \(subject)" }),
    SealedTable(
      kind: .receipt, name: "issued_receipt", subject: "record.dossier", sequence: "record.sequence", at: "record.at",
      parts: ["record.received_at", "record.due_at", "record.fee", "record.procedure", "record.unit"],
      found: "record.dossier = entry.subject AND record.sequence = entry.sequence",
      after: { "(record.dossier, record.sequence) > (\($0), \($1))" }),
    SealedTable(
      kind: .reading, name: "reading", subject: "record.dossier", sequence: "record.sequence", at: "record.at",
      parts: ["record.actor", "record.matter", "record.detail", "record.purpose"],
      found: "record.dossier = entry.subject AND record.sequence = entry.sequence",
      after: { "(record.dossier, record.sequence) > (\($0), \($1))" }),
    SealedTable(
      kind: .staff, name: "staff_event", subject: "record.staff", sequence: "record.sequence", at: "record.at",
      parts: ["record.unit", "record.name", "record.body", "record.actor"],
      found: "record.staff = entry.subject AND record.sequence = entry.sequence",
      after: { "(record.staff, record.sequence) > (\($0), \($1))" }),
  ]

  /// A bank's number has six digits.
  private static let byBank: SQL = """
    record.bank = SUBSTR(entry.subject, 1, 6) AND record.reference = SUBSTR(entry.subject, 8)
    """
}

/// An entry of the journal beside what is stored of its event now.
public struct SealedEvent: Hashable, Sendable {
  /// The entry.
  public let kept: KeptJournalEntry
  /// What is stored; `nil` when it is gone.
  public let stored: JournalEntry?
}

extension Transaction {
  /// The entries in a range of positions with their events, in order.
  public func sealedEvents(in positions: Range<Int>) throws -> [SealedEvent] {
    let entries = try rows(
      """
      SELECT position, kind, subject, sequence, at, salt, hash FROM journal_entry
      WHERE position >= \(positions.lowerBound) AND position < \(positions.upperBound) ORDER BY position
      """
    ).map(KeptJournalEntry.init(row:))
    let kinds = Set(entries.compactMap(\.kind))
    var stored: [Int: JournalEntry] = [:]
    for table in SealedTable.all where kinds.contains(table.kind) {
      for row in try rows(table.entries(in: positions)) { stored[try row.int("position")] = try table.event(row) }
    }
    return entries.map { SealedEvent(kept: $0, stored: stored[$0.position]) }
  }

  /// Events that have no entry in the journal, in the order of their kinds and subjects.
  public func unsealedEvents(limit: Int) throws -> [JournalEntry] {
    var events: [JournalEntry] = []
    for table in SealedTable.all where events.count < limit {
      events += try rows(table.unsealed(after: ("", 0), limit: limit - events.count)).compactMap(table.event)
    }
    return events
  }

  /// Whether events of before the journal wait to be taken in. Until none does, no head is signed.
  public func isAdopting() throws -> Bool { try row("SELECT kind FROM journal_adoption LIMIT 1") != nil }

  /// Takes the next events of before the journal in; answers how many, 0 when none is left.
  public func adoptEvents(limit: Int) throws -> Int {
    for table in SealedTable.all {
      let kind = table.kind.rawValue
      // Whoever changes the row first holds it: other processes wait, and then go on from where it has come.
      _ = try execute("UPDATE journal_adoption SET sequence = sequence WHERE kind = \(kind)")
      guard let row = try row("SELECT subject, sequence FROM journal_adoption WHERE kind = \(kind)") else { continue }
      let last = (try row.text("subject"), try row.int("sequence"))
      let events = try rows(table.unsealed(after: last, limit: limit)).compactMap(table.event)
      guard let end = events.last else {
        _ = try execute("DELETE FROM journal_adoption WHERE kind = \(kind)")
        continue
      }
      for event in events { seal(event) }
      _ = try execute(
        "UPDATE journal_adoption SET subject = \(end.subject), sequence = \(end.sequence) WHERE kind = \(kind)")
      return events.count
    }
    return 0
  }
}
