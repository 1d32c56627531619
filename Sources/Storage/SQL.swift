public import Domain

/// A value that a statement binds or a row holds.
public enum SQLValue: Hashable, Sendable {
  /// No value.
  case null
  /// A whole number.
  case integer(Int64)
  /// A floating-point number.
  case real(Double)
  /// A text.
  case text(String)
}

extension SQLValue {
  /// Whether it is a text with a NUL, which PostgreSQL has no way to keep.
  var holdsNUL: Bool {
    guard case .text(var text) = self else { return false }
    return text.withUTF8 { $0.contains(0) }
  }
}

/// What can be bound in a statement.
public protocol SQLBindable {
  /// The value to bind.
  var sqlValue: SQLValue { get }
}

extension SQLValue: SQLBindable {
  /// Itself.
  public var sqlValue: SQLValue { self }
}

extension String: SQLBindable {
  /// A text.
  public var sqlValue: SQLValue { .text(self) }
}

extension Int: SQLBindable {
  /// A whole number.
  public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLBindable {
  /// A whole number.
  public var sqlValue: SQLValue { .integer(self) }
}

extension Double: SQLBindable {
  /// A floating-point number.
  public var sqlValue: SQLValue { .real(self) }
}

extension Bool: SQLBindable {
  /// 1 or 0, because both engines have no Boolean in common.
  public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Instant: SQLBindable {
  /// Milliseconds.
  public var sqlValue: SQLValue { .integer(milliseconds) }
}

/// A statement in the dialect that SQLite 3.40 and PostgreSQL 15 share, with its values bound.
///
/// `"SELECT * FROM dossier WHERE code = \(code)"` binds `code`; a text can't become part of a statement by
/// interpolation. Equal texts are prepared once on a connection.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
  /// The text, with `?` for each value.
  public let text: String
  /// The values in their order.
  public let values: [SQLValue]

  /// A statement without values.
  public init(stringLiteral value: String) {
    text = value
    values = []
  }

  /// A statement with values.
  public init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    values = stringInterpolation.values
  }

  init(text: String, values: [SQLValue]) {
    self.text = text
    self.values = values
  }

  /// Statements' parts in a row.
  public static func joined(_ parts: [SQL], separator: StaticString) -> SQL {
    SQL(text: parts.map(\.text).joined(separator: "\(separator)"), values: parts.flatMap(\.values))
  }

  /// Collects a statement from its literal parts and values.
  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    var values: [SQLValue] = []

    /// Makes room.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount)
      values.reserveCapacity(interpolationCount)
    }

    /// A part of the text.
    public mutating func appendLiteral(_ literal: String) { text += literal }

    /// A value to bind.
    public mutating func appendInterpolation(_ value: some SQLBindable) {
      text += "?"
      values.append(value.sqlValue)
    }

    /// A value to bind, or null.
    public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
      text += "?"
      values.append(value?.sqlValue ?? .null)
    }

    /// A part of a statement with its own values.
    public mutating func appendInterpolation(_ part: SQL) {
      text += part.text
      values += part.values
    }
  }
}
