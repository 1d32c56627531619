import CLibpq
import Foundation

/// One connection to a PostgreSQL server, used by one thread.
final class PostgreSQLConnection {
  /// Why a transaction that has not been committed may be run again.
  enum Trouble {
    /// Another transaction was in its way, or a prepared statement no longer fits the schema.
    case conflict
    /// The connection is gone.
    case lost
  }

  /// What was in the way of the present transaction, if anything.
  private(set) var trouble: Trouble?
  private let connection: OpaquePointer
  private var prepared: [String: String] = [:]
  private var writing = false

  /// The most statements kept prepared; beyond it all are given up, which happens only when texts are made up.
  private static let preparedLimit = 500

  init(connectionString: String) throws {
    // What the connection string says goes before these.
    let settings = [
      ("connect_timeout", "10"), ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
      ("tcp_user_timeout", "30000"), ("application_name", "cuango"), ("dbname", connectionString),
      ("client_encoding", "UTF8"),
    ]
    let keys = settings.map { strdup($0.0) }
    let texts = settings.map { strdup($0.1) }
    defer { for text in keys + texts { free(text) } }
    let opened = PQconnectdbParams(
      keys.map { UnsafePointer($0) } + [nil], texts.map { UnsafePointer($0) } + [nil], 1)
    guard let opened else { throw StorageError.unavailable("no memory") }
    connection = opened
    guard PQstatus(opened) == CONNECTION_OK else { throw StorageError.unavailable(words(PQerrorMessage(opened))) }
    guard PQserverVersion(opened) >= 150_000 else {
      let version = PQserverVersion(opened) / 10_000
      throw StorageError.unavailable("PostgreSQL 15 or later is needed; the server is \(version)")
    }
    guard words(PQparameterStatus(opened, "server_encoding")) == "UTF8" else {
      throw StorageError.unavailable("the server's database must have the encoding UTF8")
    }
    _ = PQsetNoticeProcessor(opened, { _, _ in }, nil)
    try run("SET lock_timeout = '10s'")
    // What we acknowledge must be on the server's disk; a stricter setting of the server stays.
    try run(
      "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'")
  }

  deinit { PQfinish(connection) }

  /// Whether the connection stands and no transaction is open on it.
  var isIdle: Bool { PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) == PQTRANS_IDLE }

  /// Begins a transaction. What is written is decided on the newest committed rows; a reading sees one state.
  func begin(writing: Bool) throws {
    self.writing = writing
    trouble = nil
    try run(writing ? "BEGIN ISOLATION LEVEL READ COMMITTED" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
  }

  /// Commits.
  ///
  /// - Throws: `StorageError.outcomeUnknown` when the connection was lost on the way.
  func commit() throws {
    let result = PQexec(connection, "COMMIT")
    defer { PQclear(result) }
    do {
      try check(result)
    } catch {
      throw trouble == .lost && writing ? StorageError.outcomeUnknown : error
    }
    // The server answers the commit of a failed transaction with success, and "ROLLBACK".
    guard words(PQcmdStatus(result)) == "COMMIT" else {
      throw StorageError.inconsistent("the server undid a transaction that was to be committed")
    }
  }

  /// Undoes what is open.
  func undo() {
    if PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) != PQTRANS_IDLE {
      PQclear(PQexec(connection, "ROLLBACK"))
    }
  }

  private func run(_ text: String) throws {
    let result = PQexec(connection, text)
    defer { PQclear(result) }
    try check(result)
  }

  /// Runs a statement with its values; equal texts are prepared once.
  func run(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
    let name = try prepare(sql.text)
    var texts: [UnsafeMutablePointer<CChar>?] = []
    texts.reserveCapacity(sql.values.count)
    defer { for text in texts { free(text) } }
    for value in sql.values {
      switch value {
      case .null: texts.append(nil)
      case .integer(let number): texts.append(strdup(String(number)))
      case .real(let number): texts.append(strdup(String(number)))
      case .text(let text):
        guard !value.holdsNUL else { throw StorageError.notText }
        texts.append(strdup(text))
      }
    }
    let pointers = texts.map { $0.map { UnsafePointer($0) } }
    let result = PQexecPrepared(connection, name, Int32(pointers.count), pointers, nil, nil, 0)
    defer { PQclear(result) }
    try check(result)
    return (PostgreSQLAnswer.rows(of: result), Int(words(PQcmdTuples(result))) ?? 0)
  }

  private func prepare(_ text: String) throws -> String {
    if let name = prepared[text] { return name }
    if prepared.count >= Self.preparedLimit {
      try run("DEALLOCATE ALL")
      prepared.removeAll()
    }
    let name = "s\(prepared.count)"
    let result = PQprepare(connection, name, PostgreSQLAnswer.numbered(text), 0, nil)
    defer { PQclear(result) }
    try check(result)
    prepared[text] = name
    return name
  }

  private func check(_ result: OpaquePointer?) throws {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
    default: break
    }
    let state = words(PQresultErrorField(result, CLIBPQ_SQLSTATE))
    // The server's own words may repeat values, which may be personal data: only the code goes on.
    switch state {
    case "23505": throw StorageError.uniqueViolation(words(PQresultErrorField(result, CLIBPQ_CONSTRAINT)))
    case "53100": throw StorageError.diskFull
    case "40001", "40P01":
      trouble = .conflict
      throw StorageError.busy
    case "0A000", "26000":
      // The plan was made before somebody changed the schema, or by another server behind the same pool.
      prepared.removeAll()
      trouble = .lost
      throw StorageError.inconsistent("SQLSTATE \(state)")
    case "55P03", "57014": throw StorageError.busy
    case "25006" where writing:
      // After a failover this connection still leads to the server that was the first one.
      trouble = .lost
      throw StorageError.unavailable("the server takes no writes")
    case "22021": throw StorageError.notText
    default: break
    }
    let lost = state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P")
    if lost || PQstatus(connection) != CONNECTION_OK { trouble = .lost }
    if lost { throw StorageError.unavailable(state.isEmpty ? "the connection was lost" : "SQLSTATE \(state)") }
    if state.hasPrefix("53") { throw StorageError.unavailable("SQLSTATE \(state)") }
    throw StorageError.inconsistent("SQLSTATE \(state)")
  }
}
