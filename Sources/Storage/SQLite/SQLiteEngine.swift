import Foundation
import GRDB

/// The embedded store: GRDB on the system's SQLite, one writer, many readers.
final class SQLiteEngine: DatabaseEngine {
  private let pool: DatabasePool
  private let writer: GroupCommit

  init(path: String) throws {
    var configuration = GRDB.Configuration()
    configuration.label = "cuango"
    configuration.maximumReaderCount = 4
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA cache_size = -16000")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
    }
    Self.makeFile(path)
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      // GRDB sets NORMAL for a pool in WAL mode after the preparation above; what we acknowledge must survive a loss
      // of power.
      try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        // The log that a long reading has let grow is cut again.
        try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
      }
    } catch {
      throw StorageError(sqlite: error)
    }
    writer = GroupCommit(pool: pool)
  }

  /// Makes a file that nobody but its owner can read: it holds personal data. SQLite gives its log the same rights.
  private static func makeFile(_ path: String) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 { Foundation.close(descriptor) }
  }

  func read(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
    do {
      try await pool.read { db in
        let transaction = Transaction(db)
        try body(transaction)
        try transaction.checkDone()
      }
    } catch {
      throw StorageError.refusalOrStorage(error)
    }
  }

  func write(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
    try await writer.write(body)
  }

  func close() async {
    await writer.stop()
    try? pool.close()
  }
}

extension Transaction {
  /// A transaction on a GRDB connection.
  convenience init(_ db: GRDB.Database) {
    self.init(engine: .sqlite) { sql in
      guard !sql.values.contains(where: \.holdsNUL) else { throw StorageError.notText }
      // An error that ended the transaction must not leave what follows to commit itself statement by statement.
      guard db.isInsideTransaction else { throw StorageError.inconsistent("the transaction has ended") }
      do {
        let statement = try db.cachedStatement(sql: sql.text)
        try statement.setArguments(StatementArguments(sql.values.map(\.databaseValue)))
        let columns = statement.columnNames
        if columns.isEmpty {
          try statement.execute()
          return ([], db.changesCount)
        }
        var rows: [Row] = []
        let cursor = try GRDB.Row.fetchCursor(statement)
        while let row = try cursor.next() {
          rows.append(Row(columns: columns, values: row.databaseValues.map(SQLValue.init)))
        }
        return (rows, db.changesCount)
      } catch {
        throw StorageError.refusalOrStorage(error)
      }
    }
  }
}

extension SQLValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    }
  }

  fileprivate init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .text(String(decoding: data, as: UTF8.self))
    }
  }
}

extension StorageError {
  /// A refusal stays itself; an error of the engine becomes one of ours.
  static func refusalOrStorage(_ error: any Error) -> any Error {
    error is DatabaseError ? StorageError(sqlite: error) : error
  }

  init(sqlite error: any Error) {
    guard let error = error as? DatabaseError else {
      self = (error as? StorageError) ?? .inconsistent("\(error)")
      return
    }
    // The statement's values may be personal data: only codes and SQLite's own words go on.
    let words = "\(error.extendedResultCode.rawValue) \(error.message ?? "")"
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_IOERR:
      switch error.extendedResultCode {
      case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE: self = .diskFull
      default: self = .unavailable(words)
      }
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CONSTRAINT:
      switch error.extendedResultCode {
      case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
        self = .uniqueViolation(error.message ?? "")
      default: self = .inconsistent(words)
      }
    case .SQLITE_CANTOPEN, .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_NOMEM:
      self = .unavailable(words)
    default: self = .inconsistent(words)
    }
  }
}
