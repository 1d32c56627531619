import CLibpq

/// Between our statements and rows and libpq's.
enum PostgreSQLAnswer {
  /// `?` outside of quotes becomes `$1`, `$2` …
  static func numbered(_ text: String) -> String {
    var result = ""
    var quoted = false
    var number = 0
    for sign in text.unicodeScalars {
      if sign == "'" { quoted.toggle() }
      if sign == "?" && !quoted {
        number += 1
        result += "$\(number)"
      } else {
        result.unicodeScalars.append(sign)
      }
    }
    return result
  }

  /// The rows of an answer.
  static func rows(of result: OpaquePointer?) -> [Row] {
    let count = PQntuples(result)
    guard count > 0 else { return [] }
    let width = PQnfields(result)
    let columns = (0..<width).map { words(PQfname(result, $0)) }
    let kinds = (0..<width).map { PQftype(result, $0) }
    return (0..<count).map { row in
      Row(
        columns: columns,
        values: (0..<width).map { column in
          PQgetisnull(result, row, column) == 1
            ? .null : value(words(PQgetvalue(result, row, column)), kind: kinds[Int(column)])
        })
    }
  }

  /// A value by its type's number in `pg_type`: as SQLite would answer it.
  private static func value(_ text: String, kind: Oid) -> SQLValue {
    switch kind {
    case 16: .integer(text == "t" ? 1 : 0)
    case 20, 21, 23: Int64(text).map(SQLValue.integer) ?? .text(text)
    case 700, 701: Double(text).map(SQLValue.real) ?? .text(text)
    // numeric: the sum of whole numbers, or an average.
    case 1700: Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real) ?? .text(text)
    default: .text(text)
    }
  }
}

/// A text of libpq's.
func words(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

/// A text of libpq's.
func words(_ text: UnsafeMutablePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
