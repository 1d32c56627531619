import Foundation
import Hummingbird

/// Names and values as browsers write them in a form's body or behind a `?`.
struct FormFields: Sendable {
  private let fields: [String: [String]]

  /// Reads `name=value&…`; `nil` when it can't be read. At most 2,000 fields are.
  init?(_ bytes: some Collection<UInt8>) {
    var fields: [String: [String]] = [:]
    for pair in bytes.split(separator: UInt8(ascii: "&")).prefix(2000) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(parts[0]), let value = parts.count == 2 ? Self.decoded(parts[1]) : "" else {
        return nil
      }
      fields[name, default: []].append(value)
    }
    self.fields = fields
  }

  /// Takes names and values that were read already.
  init(_ pairs: [(name: String, value: String)]) {
    fields = Dictionary(grouping: pairs, by: \.name).mapValues { $0.map(\.value) }
  }

  /// The first value of a field; `nil` when it is missing or empty.
  subscript(name: String) -> String? {
    guard let value = fields[name]?.first, !value.isEmpty else { return nil }
    return value
  }

  /// All values of a field.
  func all(_ name: String) -> [String] { fields[name] ?? [] }

  /// The names of the fields.
  var names: [String] { Array(fields.keys) }

  /// Percent signs and pluses undone; `nil` when the bytes are not UTF-8.
  private static func decoded(_ part: some Collection<UInt8>) -> String? {
    let bytes = Array(part)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard index + 2 < bytes.count,
          let byte = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
        else { return nil }
        result.append(byte)
        index += 2
      default: result.append(bytes[index])
      }
      index += 1
    }
    return String(validating: result, as: UTF8.self)
  }
}

extension Request {
  /// A value behind the `?` of the address, as a browser's form writes it; `nil` when it is missing or empty.
  func asked(_ name: String) -> String? { FormFields(Array((uri.query ?? "").utf8))?[name] }
}
