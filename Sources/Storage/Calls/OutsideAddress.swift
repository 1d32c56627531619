import Foundation

/// An address of somebody else's service: over TLS, or on this very machine.
public struct OutsideAddress: Hashable, Sendable {
  /// The address as it was written.
  public let text: String
  /// Whether it is on this machine, where no TLS is asked for.
  public let isLoopback: Bool

  /// Takes an address; `nil` for one that is no absolute address of `https` (or of `http` on this machine), that holds
  /// a name and password or a fragment, or that is longer than 2,000 bytes.
  public init?(_ text: String) {
    guard text.utf8.count <= 2000, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }),
      let parts = URLComponents(string: text), let host = parts.host?.lowercased(), !host.isEmpty,
      parts.user == nil, parts.password == nil, parts.fragment == nil
    else { return nil }
    let isLoopback = ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
    guard parts.scheme == "https" || (parts.scheme == "http" && isLoopback) else { return nil }
    self.text = text
    self.isLoopback = isLoopback
  }

  /// The address with fields added to its query.
  public func adding(_ fields: [(String, String)]) -> String {
    text + (text.contains("?") ? "&" : "?") + FormText.encoded(fields)
  }
}

/// Fields as a form sends them (`application/x-www-form-urlencoded`).
public enum FormText {
  /// The text of fields.
  public static func encoded(_ fields: [(String, String)]) -> String {
    fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
  }

  /// A text in which only letters, digits and `-._~` stand as they are.
  public static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
