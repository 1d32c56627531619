/// Where a version of a procedure is received, processed, and whose status counts.
///
/// Several ministries process dossiers in their own central system. Then their code and their deadline are kept as
/// they were given and never made anew; our own stand beside them.
public struct Ownership: Codable, Hashable, Sendable {
  /// Which system it is.
  public enum System: Codable, Hashable, Sendable {
    /// This one.
    case here
    /// Another, by its name.
    case other(String)

    /// Reads `here` or a name.
    public init(from decoder: any Decoder) throws {
      let text = try decoder.singleValueContainer().decode(String.self)
      self = text == "here" ? .here : .other(text)
    }

    /// Writes `here` or the name.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .here: try container.encode("here")
      case .other(let name): try container.encode(name)
      }
    }
  }

  /// Where it is received.
  public let received: System
  /// Where it is processed.
  public let processed: System
  /// Whose status counts.
  public let status: System
  /// What tells so.
  public let source: Citation?

  /// Everything in this system.
  public static let here = Ownership(received: .here, processed: .here, status: .here, source: nil)
}
