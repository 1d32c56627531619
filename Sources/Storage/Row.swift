public import Domain

/// A row of an answer. Reading a column that is not there, or of another kind, is a mistake of ours and throws.
public struct Row: Sendable {
  let columns: [String]
  let values: [SQLValue]

  /// The value at a place; null beyond the last.
  public subscript(index: Int) -> SQLValue { index < values.count ? values[index] : .null }

  /// The value of a column.
  public func value(_ column: String) throws -> SQLValue {
    guard let index = columns.firstIndex(of: column) else { throw StorageError.inconsistent("no column \(column)") }
    return values[index]
  }

  /// A text.
  public func text(_ column: String) throws -> String {
    guard let text = try textIfPresent(column) else { throw StorageError.inconsistent("column \(column) is null") }
    return text
  }

  /// A text, or `nil` for null.
  public func textIfPresent(_ column: String) throws -> String? {
    switch try value(column) {
    case .null: nil
    case .text(let text): text
    case .integer(let number): String(number)
    case .real(let number): String(number)
    }
  }

  /// A whole number.
  public func int(_ column: String) throws -> Int {
    guard let number = try intIfPresent(column) else { throw StorageError.inconsistent("column \(column) is null") }
    return number
  }

  /// A whole number, or `nil` for null.
  public func intIfPresent(_ column: String) throws -> Int? {
    switch try value(column) {
    case .null: return nil
    case .integer(let number): return Int(number)
    case .real(let number): return Int(number)
    case .text(let text):
      guard let number = Int(text) else { throw StorageError.inconsistent("column \(column) is no number") }
      return number
    }
  }

  /// A moment.
  public func instant(_ column: String) throws -> Instant { Instant(milliseconds: Int64(try int(column))) }

  /// A moment, or `nil` for null.
  public func instantIfPresent(_ column: String) throws -> Instant? {
    try intIfPresent(column).map { Instant(milliseconds: Int64($0)) }
  }
}
