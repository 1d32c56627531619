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
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      // GRDB sets NORMAL for a pool in WAL mode after the preparation above; what we acknowledge must survive a loss
      // of power.
      try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
    } catch {
      throw StorageError(sqlite: error)
    }
    writer = GroupCommit(pool: pool)
  }

  func read(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
    do {
      try await pool.read { db in try body(Transaction(db)) }
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
      guard !sql.values.contains(where: { if case .text(let text) = $0 { text.utf8.contains(0) } else { false } })
      else {
        throw StorageError.notText
      }
      do {
        let statement = try db.cachedStatement(sql: sql.text)
        try statement.setArguments(StatementArguments(sql.values.map(\.databaseValue)))
        let columns = statement.columnNames
        if columns.isEmpty {
          try statement.execute()
          return ([], db.changesCount)
        }
        let rows = try GRDB.Row.fetchAll(statement).map { row in
          Row(columns: columns, values: row.databaseValues.map(SQLValue.init))
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
    case .SQLITE_IOERR: self = error.extendedResultCode == .SQLITE_IOERR_WRITE ? .diskFull : .unavailable(words)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CONSTRAINT:
      switch error.extendedResultCode {
      case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: self = .uniqueViolation(error.message ?? "")
      default: self = .inconsistent(words)
      }
    case .SQLITE_CANTOPEN, .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_READONLY, .SQLITE_PERM: self = .unavailable(words)
    default: self = .inconsistent(words)
    }
  }
}
