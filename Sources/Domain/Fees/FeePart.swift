/// A part of a tariff that is owed for a reason of its own: for being late, for each further copy.
public struct FeePart: Codable, Hashable, Sendable {
  /// Its key in the tariff, by which an exemption names it.
  public let key: String
  /// When it is owed; always when left out.
  public let when: FieldCondition?
  /// The fee of the case, in đồng.
  public let perCase: Int?
  /// The fee for each of a number.
  public let each: FeeTariff.Each?
  /// Where it is laid down.
  public let source: Citation

  enum CodingKeys: String, CodingKey {
    case key, when, each, source
    case perCase = "per_case"
  }

  /// Describes a part.
  public init(
    key: String, when: FieldCondition? = nil, perCase: Int? = nil, each: FeeTariff.Each? = nil, source: Citation
  ) {
    self.key = key
    self.when = when
    self.perCase = perCase
    self.each = each
    self.source = source
  }
}

/// An amount in đồng that is owed a number of times.
public struct FeeCharge: Hashable, Sendable {
  /// The amount of one.
  public let amount: Int
  /// How many.
  public let count: Int

  /// Describes a charge.
  public init(amount: Int, count: Int) {
    self.amount = amount
    self.count = count
  }
}

/// What an exemption frees of a tariff.
public enum FreedFee: Hashable, Sendable {
  /// Nothing: all is owed.
  case nothing
  /// The parts with these keys.
  case parts(Set<String>)
  /// All of it.
  case everything

  /// Whether a part is owed all the same; the tariff's own fee, when `part` is `nil`.
  func charges(part: String?) -> Bool {
    switch self {
    case .nothing: true
    case .parts(let keys): part.map { !keys.contains($0) } ?? true
    case .everything: false
    }
  }
}
