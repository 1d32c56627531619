public import Domain

/// A citizen who signed in by a provider.
public struct KeptCitizen: Hashable, Sendable {
  /// A random identifier, which drafts belong to.
  public let id: String
  /// What the citizen is found by: a keyed hash of the personal number, or of the provider's identifier.
  public let person: String
  /// The provider that told last.
  public let provider: String
  /// The level that the provider told last.
  public let level: IdentityLevel
  /// What the provider told of the person, as JSON.
  public let body: String
  /// When.
  public let updatedAt: Instant

  /// Describes a citizen.
  public init(id: String, person: String, provider: String, level: IdentityLevel, body: String, updatedAt: Instant) {
    self.id = id
    self.person = person
    self.provider = provider
    self.level = level
    self.body = body
    self.updatedAt = updatedAt
  }
}

extension Transaction {
  /// Keeps what a provider told of a citizen, and answers the citizen's identifier: the one known already, if there is
  /// one.
  public func keep(_ citizen: KeptCitizen) throws -> String {
    _ = try execute(
      """
      INSERT INTO citizen (id, person, provider, level, body, updated_at)
      VALUES (\(citizen.id), \(citizen.person), \(citizen.provider), \(citizen.level.rawValue), \(citizen.body),
        \(citizen.updatedAt))
      ON CONFLICT (person) DO UPDATE SET provider = excluded.provider, level = excluded.level, body = excluded.body,
        updated_at = excluded.updated_at
      """)
    return try row("SELECT id FROM citizen WHERE person = \(citizen.person)")?.text("id") ?? citizen.id
  }

  /// A citizen by the identifier.
  public func citizen(_ id: String) throws -> KeptCitizen? {
    guard let row = try row("SELECT * FROM citizen WHERE id = \(id)"),
      let level = IdentityLevel(rawValue: try row.int("level"))
    else { return nil }
    return KeptCitizen(
      id: id, person: try row.text("person"), provider: try row.text("provider"), level: level,
      body: try row.text("body"), updatedAt: try row.instant("updated_at"))
  }
}
