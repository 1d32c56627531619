/// How surely a provider has identified a person (mức độ định danh), as the provider tells it; a higher one includes the
/// lower (unverified: what each level asks of the person).
public enum IdentityLevel: Int, Codable, Hashable, Sendable, Comparable {
  /// Level 1.
  case first = 1
  /// Level 2.
  case second = 2

  /// The higher level is the greater.
  public static func < (one: IdentityLevel, other: IdentityLevel) -> Bool { one.rawValue < other.rawValue }
}
