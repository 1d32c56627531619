import Foundation

/// The address of a page with what it is asked for.
enum PageAddress {
  /// A path with fields behind it, those without a value left out.
  static func of(_ path: String, _ fields: [(name: String, value: String)]) -> String {
    let query = fields.filter { !$0.value.isEmpty }.map { "\($0.name)=\(encoded($0.value))" }
    return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
  }

  /// A value in which only letters and digits stand as they are.
  static func encoded(_ value: String) -> String {
    value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
