extension Migration {
  /// Dossiers and their events, registers, files sent, drafts, accounts, sessions and tokens.
  static let mainJob = Migration(
    number: 1, name: "main-job",
    statements: [
      """
      CREATE TABLE dossier (
        code TEXT PRIMARY KEY, unit TEXT NOT NULL, receiving_unit TEXT NOT NULL, procedure TEXT NOT NULL,
        channel TEXT NOT NULL, applicant TEXT NOT NULL, search TEXT NOT NULL, originals BIGINT NOT NULL,
        received_at BIGINT NOT NULL, state TEXT NOT NULL, step TEXT, role TEXT, turn_since BIGINT NOT NULL,
        due_at BIGINT NOT NULL, fee BIGINT NOT NULL, unpaid BIGINT NOT NULL, finished_at BIGINT, closed_at BIGINT,
        version BIGINT NOT NULL)
      """,
      "CREATE INDEX dossier_by_turn ON dossier (unit, role, due_at)",
      "CREATE INDEX dossier_by_reception ON dossier (unit, received_at)",
      """
      CREATE TABLE dossier_event (
        dossier TEXT NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (dossier, sequence))
      """,
      "CREATE TABLE sequence (scope TEXT PRIMARY KEY, value BIGINT NOT NULL)",
      """
      CREATE TABLE idempotency (
        scope TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, answer TEXT NOT NULL, at BIGINT NOT NULL,
        PRIMARY KEY (scope, key))
      """,
      """
      CREATE TABLE register_entry (
        unit TEXT NOT NULL, book TEXT NOT NULL, year BIGINT NOT NULL, number BIGINT NOT NULL, date TEXT NOT NULL,
        dossier TEXT NOT NULL, original BIGINT NOT NULL, search TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (unit, book, year, number))
      """,
      "CREATE UNIQUE INDEX register_entry_once ON register_entry (dossier, original)",
      "CREATE TABLE issued_copy (token TEXT PRIMARY KEY, dossier TEXT NOT NULL, original BIGINT NOT NULL)",
      """
      CREATE TABLE upload (
        id TEXT PRIMARY KEY, owner TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
        size BIGINT NOT NULL, pages BIGINT NOT NULL, at BIGINT NOT NULL)
      """,
      "CREATE INDEX upload_by_owner ON upload (owner, at)",
      """
      CREATE TABLE draft (
        code TEXT PRIMARY KEY, secret_hash TEXT NOT NULL, body TEXT NOT NULL, updated_at BIGINT NOT NULL, dossier TEXT)
      """,
      "CREATE INDEX draft_by_age ON draft (updated_at)",
      """
      CREATE TABLE staff (
        id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL,
        roles TEXT NOT NULL, password_hash TEXT NOT NULL, active BIGINT NOT NULL)
      """,
      """
      CREATE TABLE session (
        hash TEXT PRIMARY KEY, staff TEXT NOT NULL, started_at BIGINT NOT NULL, seen_at BIGINT NOT NULL)
      """,
      """
      CREATE TABLE api_token (
        hash TEXT PRIMARY KEY, label TEXT NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL, created_at BIGINT NOT NULL)
      """,
    ])
}
