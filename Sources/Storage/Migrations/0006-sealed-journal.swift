extension Migration {
  /// The journal: an entry for every event with its place in one order, the inner nodes of the tree over them, and the
  /// heads that were signed. What happened before is taken in afterwards, in batches.
  ///
  /// `INTEGER` for what counts rows: SQLite keeps the rows by it, and PostgreSQL takes two billion.
  static let sealedJournal = Migration(
    number: 6, name: "sealed-journal",
    statements: [
      """
      CREATE TABLE journal_entry (
        position INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, sequence BIGINT NOT NULL,
        at BIGINT NOT NULL, salt TEXT NOT NULL, hash TEXT NOT NULL)
      """,
      "CREATE UNIQUE INDEX journal_entry_once ON journal_entry (subject, sequence, kind)",
      "CREATE TABLE journal_node (place INTEGER PRIMARY KEY, hash TEXT NOT NULL)",
      """
      CREATE TABLE journal_head (
        number INTEGER PRIMARY KEY, size BIGINT NOT NULL, at BIGINT NOT NULL, root TEXT NOT NULL,
        signature TEXT NOT NULL, signer TEXT NOT NULL)
      """,
      "CREATE INDEX journal_head_by_size ON journal_head (size, number)",
      """
      CREATE TABLE issued_receipt (
        dossier TEXT NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL, received_at BIGINT NOT NULL,
        due_at BIGINT NOT NULL, fee BIGINT NOT NULL, procedure TEXT NOT NULL, unit TEXT NOT NULL,
        PRIMARY KEY (dossier, sequence))
      """,
      """
      CREATE TABLE journal_adoption (
        kind TEXT PRIMARY KEY, subject TEXT NOT NULL, sequence BIGINT NOT NULL)
      """,
      """
      INSERT INTO journal_adoption (kind, subject, sequence)
      SELECT 'dossier', '', 0 WHERE EXISTS (SELECT 1 FROM dossier_event)
      UNION ALL SELECT 'publication', '', 0 WHERE EXISTS (SELECT 1 FROM published_procedure)
      UNION ALL SELECT 'bank-notice', '', 0 WHERE EXISTS (SELECT 1 FROM bank_notice)
      UNION ALL SELECT 'bank-notice-closing', '', 0 WHERE EXISTS (SELECT 1 FROM bank_notice_closing)
      """,
    ])
}
