import Foundation
import JWTKit

/// A value in a provider's token or answer.
enum Claim: Codable, Hashable, Sendable {
  case text(String), number(Double), truth(Bool), list([Claim]), object([String: Claim]), null

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let truth = try? value.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([Claim].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: Claim].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .truth(let truth): try value.encode(truth)
    case .number(let number): try value.encode(number)
    case .text(let text): try value.encode(text)
    case .list(let list): try value.encode(list)
    case .object(let object): try value.encode(object)
    }
  }

  /// The text, when it is one.
  var text: String? { if case .text(let text) = self { text } else { nil } }
  /// The text, or a whole number as text.
  var plain: String? {
    switch self {
    case .text(let text): text
    case .number(let number) where number == number.rounded() && abs(number) < 1e15: String(Int64(number))
    default: nil
    }
  }
  /// A moment in seconds since 1970, when it is one that a clock can show.
  var seconds: Double? {
    if case .number(let number) = self, number.isFinite, abs(number) < 1e12 { number } else { nil }
  }
  /// The texts of a list, or the one text.
  var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let list): list.compactMap(\.text)
    default: []
    }
  }
}

/// All that a token or an answer says.
struct Claims: JWTPayload, Hashable {
  let values: [String: Claim]

  init(_ values: [String: Claim]) { self.values = values }

  init(from decoder: any Decoder) throws { values = try decoder.singleValueContainer().decode([String: Claim].self) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }

  subscript(name: String) -> Claim? {
    guard let value = values[name], value != .null else { return nil }
    return value
  }

  /// What a JSON document says; `nil` when it is no object.
  static func read(_ bytes: [UInt8]) -> Claims? { try? JSONDecoder().decode(Claims.self, from: Data(bytes)) }

  /// Only the signature is checked by the library; what the claims must be is told in `TokenRules`.
  func verify(using algorithm: some JWTAlgorithm) async throws {}
}
