/// Where in the law a rule, a form or a time limit stands.
public struct Citation: Codable, Hashable, Sendable {
  /// The document and article, as lawyers cite it: "Nghị định 23/2015/NĐ-CP, Điều 7".
  public let text: String
  /// What could not be confirmed about it; shown to administrators.
  public let unverified: String?

  /// Cites.
  public init(text: String, unverified: String? = nil) {
    self.text = text
    self.unverified = unverified
  }

  enum CodingKeys: String, CodingKey { case text, unverified }

  /// Reads `text` and `unverified`, or a plain text; one that begins with `unverified:` is marked as such.
  public init(from decoder: any Decoder) throws {
    if let plain = try? decoder.singleValueContainer().decode(String.self) {
      let mark = "unverified:"
      if plain.hasPrefix(mark) {
        let rest = String(plain.dropFirst(mark.count).drop { $0 == " " })
        self.init(text: rest, unverified: "")
      } else {
        self.init(text: plain)
      }
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      text: try container.decode(String.self, forKey: .text),
      unverified: try container.decodeIfPresent(String.self, forKey: .unverified))
  }
}
