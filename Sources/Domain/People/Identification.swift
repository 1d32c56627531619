/// How the person who files online was identified.
public struct Identification: Codable, Hashable, Sendable {
  /// The provider, by its identifier in the configuration.
  public let provider: String
  /// The level at which it has identified the person; `nil` when it could not be asked, so that an officer checks.
  public let level: IdentityLevel?

  /// Tells how.
  public init(provider: String, level: IdentityLevel?) {
    self.provider = provider
    self.level = level
  }
}
