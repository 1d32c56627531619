public import Domain
public import Logging

/// Which store to open.
public enum DatabaseConfiguration: Sendable {
  /// The embedded store, one file.
  case sqlite(path: String)
  /// A PostgreSQL server of version 15 or later.
  case postgreSQL(connectionString: String, connections: Int)
}

/// The two engines; the few statements that must differ ask for it.
public enum Engine: String, Sendable, CaseIterable {
  /// The embedded one.
  case sqlite
  /// The server.
  case postgreSQL = "postgresql"
}

/// What one transaction can do, the same on both engines. It is valid inside its closure only.
///
/// A statement that fails ends the transaction: PostgreSQL takes nothing more after it, and so that the same code
/// means the same on both, SQLite neither. A closure that passes over the error is told of it when it returns.
public final class Transaction {
  /// The engine it runs on.
  public let engine: Engine
  /// The first statement's error.
  private(set) var failure: (any Error)?
  /// The events of this transaction that the journal must hold.
  private var sealed: [JournalEntry] = []
  private let run: (SQL) throws -> (rows: [Row], changed: Int)

  init(engine: Engine, run: @escaping (SQL) throws -> (rows: [Row], changed: Int)) {
    self.engine = engine
    self.run = run
  }

  /// Runs a statement and answers how many rows it changed.
  public func execute(_ sql: SQL) throws -> Int { try answer(sql).changed }

  /// The rows of an answer.
  public func rows(_ sql: SQL) throws -> [Row] { try answer(sql).rows }

  /// The first row of an answer, or `nil` when it is empty.
  public func row(_ sql: SQL) throws -> Row? { try answer(sql).rows.first }

  /// Puts an event into the journal. Its place is taken at the very end of the transaction, so that nobody waits for it
  /// longer than needed and no two transactions can wait for each other.
  public func seal(_ entry: JournalEntry) { sealed.append(entry) }

  /// Ends what a closure wrote: with the events goes the journal.
  func finish() throws {
    try checkDone()
    if !sealed.isEmpty { try appendToJournal(sealed) }
    sealed = []
    try checkDone()
  }

  /// Throws the error that a closure has passed over: what follows a failed statement must not be acknowledged.
  func checkDone() throws {
    if let failure { throw failure }
  }

  private func answer(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
    try checkDone()
    do {
      return try run(sql)
    } catch {
      failure = error
      throw error
    }
  }
}

/// What an engine must do.
protocol DatabaseEngine: Sendable {
  func read(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws
  func write(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws
  func close() async
}

/// Where everything but files is kept.
///
/// A transaction is a synchronous closure on one connection: no awaiting inside, so no half-done work and no lock held
/// over the network. When `write` returns, what it did is on disk, synced.
public final class Database: Sendable {
  /// The engine.
  public let engine: Engine
  private let kept: any DatabaseEngine

  private init(engine: Engine, kept: any DatabaseEngine) {
    self.engine = engine
    self.kept = kept
  }

  /// Opens a store, without changing its schema.
  ///
  /// - Throws: `StorageError.unavailable` when it can't be opened.
  public static func open(_ configuration: DatabaseConfiguration, logger: Logger) async throws -> Database {
    switch configuration {
    case .sqlite(let path): return Database(engine: .sqlite, kept: try SQLiteEngine(path: path))
    case .postgreSQL(let connectionString, let connections):
      return Database(
        engine: .postgreSQL,
        kept: try PostgreSQLEngine(connectionString: connectionString, connections: connections, logger: logger))
    }
  }

  /// Reads from one consistent state.
  public func read<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer
  {
    let answer = Kept<Answer>()
    try await kept.read { answer.value = try body($0) }
    return try answer.taken()
  }

  /// Changes things in one transaction: all of it or nothing.
  ///
  /// On PostgreSQL the closure may run more than once, when another transaction was in its way.
  public func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer
  {
    let answer = Kept<Answer>()
    try await kept.write { answer.value = try body($0) }
    return try answer.taken()
  }

  /// Ends all connections.
  public func close() async { await kept.close() }
}

/// Carries an answer out of a transaction's closure.
///
/// Unchecked: the engine writes it on its own thread before it resumes the task that reads it, and nobody else holds
/// it.
private final class Kept<Answer: Sendable>: @unchecked Sendable {
  var value: Answer?

  func taken() throws -> Answer {
    guard let value else { throw StorageError.inconsistent("a transaction ended without an answer") }
    return value
  }
}
