import CLibpq
import Foundation

/// One connection to a PostgreSQL server, used by one thread.
final class PostgreSQLConnection {
  private var connection: OpaquePointer
  private var prepared: [String: String] = [:]

  init(connectionString: String) throws {
    guard let opened = PQconnectdb(connectionString) else { throw StorageError.unavailable("no memory") }
    guard PQstatus(opened) == CONNECTION_OK else {
      let words = Self.words(PQerrorMessage(opened))
      PQfinish(opened)
      throw StorageError.unavailable(words)
    }
    connection = opened
    _ = PQsetNoticeProcessor(opened, { _, _ in }, nil)
    try run("SET client_encoding = 'UTF8'")
  }

  deinit { PQfinish(connection) }

  /// Whether the connection still stands.
  var stands: Bool { PQstatus(connection) == CONNECTION_OK }

  /// Runs a statement without values: BEGIN, COMMIT and the like.
  func run(_ text: String) throws {
    let result = PQexec(connection, text)
    defer { PQclear(result) }
    try check(result)
  }

  /// Runs a statement with its values; equal texts are prepared once.
  func run(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
    let name = try prepare(sql.text)
    var texts: [UnsafeMutablePointer<CChar>?] = []
    defer { for text in texts { free(text) } }
    for value in sql.values {
      switch value {
      case .null: texts.append(nil)
      case .integer(let number): texts.append(strdup(String(number)))
      case .real(let number): texts.append(strdup(String(number)))
      case .text(let text):
        guard !text.utf8.contains(0) else { throw StorageError.notText }
        texts.append(strdup(text))
      }
    }
    let pointers = texts.map { $0.map { UnsafePointer($0) } }
    let result = PQexecPrepared(connection, name, Int32(pointers.count), pointers, nil, nil, 0)
    defer { PQclear(result) }
    try check(result)
    return (rows(of: result), Int(Self.words(PQcmdTuples(result))) ?? 0)
  }

  private func prepare(_ text: String) throws -> String {
    if let name = prepared[text] { return name }
    if prepared.count >= 500 {
      try run("DEALLOCATE ALL")
      prepared.removeAll()
    }
    let name = "s\(prepared.count)"
    let result = PQprepare(connection, name, Self.numbered(text), 0, nil)
    defer { PQclear(result) }
    try check(result)
    prepared[text] = name
    return name
  }

  /// `?` outside of quotes becomes `$1`, `$2` …
  static func numbered(_ text: String) -> String {
    var result = ""
    var quoted = false
    var number = 0
    for sign in text {
      if sign == "'" { quoted.toggle() }
      if sign == "?" && !quoted {
        number += 1
        result += "$\(number)"
      } else {
        result.append(sign)
      }
    }
    return result
  }

  private func rows(of result: OpaquePointer?) -> [Row] {
    let count = PQntuples(result)
    guard count > 0 else { return [] }
    let width = PQnfields(result)
    let columns = (0..<width).map { Self.words(PQfname(result, $0)) }
    let kinds = (0..<width).map { PQftype(result, $0) }
    return (0..<count).map { row in
      Row(
        columns: columns,
        values: (0..<width).map { column in
          if PQgetisnull(result, row, column) == 1 { return .null }
          let text = Self.words(PQgetvalue(result, row, column))
          switch kinds[Int(column)] {
          case 20, 21, 23: return Int64(text).map(SQLValue.integer) ?? .text(text)
          case 700, 701: return Double(text).map(SQLValue.real) ?? .text(text)
          default: return .text(text)
          }
        })
    }
  }

  private func check(_ result: OpaquePointer?) throws {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
    default: break
    }
    let state = Self.words(PQresultErrorField(result, CLIBPQ_SQLSTATE))
    switch state {
    case "23505": throw StorageError.uniqueViolation(Self.words(PQresultErrorField(result, CLIBPQ_CONSTRAINT)))
    case "53100", "53200": throw StorageError.diskFull
    case "40001", "40P01": throw StorageError.busy
    case "": throw StorageError.unavailable("the connection was lost")
    default:
      if state.hasPrefix("08") || state.hasPrefix("57P") { throw StorageError.unavailable(state) }
      throw StorageError.inconsistent("SQLSTATE \(state)")
    }
  }

  private static func words(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

  private static func words(_ text: UnsafeMutablePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
