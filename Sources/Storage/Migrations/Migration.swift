/// One step of the schema: numbered, forward-only, in statements that both engines run.
struct Migration: Sendable {
  /// Its place, from 1 without a gap.
  let number: Int
  /// What it brings.
  let name: String
  /// Its statements.
  let statements: [SQL]
  /// What only one engine has, after the statements.
  var only: [Engine: [SQL]] = [:]

  /// All steps in their order.
  static let all: [Migration] = [
    .mainJob, .everyProcedure, .publishedProcedures, .workLists, .bankNotices, .sealedJournal, .citizens, .staffSignIn,
    .readings, .apiClients,
  ]
}

extension Database {
  /// Brings the schema up to what this program knows. Each step is one transaction; several processes may start at
  /// once.
  ///
  /// - Throws: `StorageError.schemaTooNew` when a newer program has written the store; nothing is changed then.
  public func migrate() async throws {
    try await migrate(Migration.all)
  }

  func migrate(_ migrations: [Migration]) async throws {
    try await write { tx in
      try tx.lockSchema()
      _ = try tx.execute("CREATE TABLE IF NOT EXISTS schema_version (number BIGINT PRIMARY KEY, name TEXT NOT NULL)")
    }
    let known = migrations.last?.number ?? 0
    for migration in migrations {
      try await write { tx in
        try tx.lockSchema()
        let found = try tx.schemaVersion()
        guard found <= known else { throw StorageError.schemaTooNew(found: found, known: known) }
        guard found < migration.number else { return }
        for statement in migration.statements + (migration.only[tx.engine] ?? []) { _ = try tx.execute(statement) }
        _ = try tx.execute("INSERT INTO schema_version (number, name) VALUES (\(migration.number), \(migration.name))")
      }
    }
  }

  /// The number of the last step that was made; 0 for an empty store.
  public func schemaVersion() async throws -> Int {
    try await read { try $0.schemaVersion() }
  }

  /// Whether the store has a journal.
  public func isSealed() async throws -> Bool { try await schemaVersion() >= Migration.sealedJournal.number }
}

extension Transaction {
  fileprivate func schemaVersion() throws -> Int {
    try row("SELECT COALESCE(MAX(number), 0) AS number FROM schema_version")?.int("number") ?? 0
  }

  /// Keeps other processes from changing the schema at the same time. SQLite has one writer anyway.
  fileprivate func lockSchema() throws {
    guard engine == .postgreSQL else { return }
    // The other one may take its time: a large table is rewritten.
    _ = try execute("SET LOCAL lock_timeout = 0")
    _ = try rows("SELECT pg_advisory_xact_lock(7235421) AS locked")
  }
}
