public import Domain

/// A program's access, by a secret of which only the hash is kept.
public struct APIToken: Hashable, Sendable {
  /// The SHA-256 of the secret.
  public let hash: String
  /// What the token is for, to be told apart in lists.
  public let label: String
  /// The unit it acts for.
  public let unit: UnitCode
  /// The role it holds there.
  public let role: Role
  /// When it was made.
  public let createdAt: Instant
  /// The client that got it by its secret; `nil` for one that was made by hand.
  public let client: String?
  /// What it may do, of what the role may; `nil` for all.
  public let scope: Set<Permission>?
  /// When it ends; `nil` for one that was made by hand.
  public let expiresAt: Instant?

  /// Describes a token.
  public init(
    hash: String, label: String, unit: UnitCode, role: Role, createdAt: Instant, client: String? = nil,
    scope: Set<Permission>? = nil, expiresAt: Instant? = nil
  ) {
    self.hash = hash
    self.label = label
    self.unit = unit
    self.role = role
    self.createdAt = createdAt
    self.client = client
    self.scope = scope
    self.expiresAt = expiresAt
  }

  /// What it is called by in lists and events: the beginning of its hash.
  public var name: String { String(hash.prefix(12)) }

  /// The program as an actor.
  public var actor: Actor {
    Actor(
      kind: .client, id: client.map { "client:" + $0 } ?? "token:" + self.name, name: label, unit: unit,
      roles: [role], scope: scope)
  }
}

extension Transaction {
  /// Keeps a token.
  public func insert(_ token: APIToken) throws {
    _ = try execute(
      """
      INSERT INTO api_token (hash, label, unit, role, created_at, client, scope, expires_at)
      VALUES (\(token.hash), \(token.label), \(token.unit.rawValue), \(token.role.rawValue), \(token.createdAt),
        \(token.client), \(token.scope.map(Permission.text)), \(token.expiresAt))
      """)
  }

  /// The token of a secret's hash.
  public func token(_ hash: String) throws -> APIToken? {
    guard let row = try row("SELECT * FROM api_token WHERE hash = \(hash)"),
      let role = Role(rawValue: try row.text("role"))
    else { return nil }
    return APIToken(
      hash: hash, label: try row.text("label"), unit: UnitCode(rawValue: try row.text("unit")), role: role,
      createdAt: try row.instant("created_at"), client: try row.textIfPresent("client"),
      scope: try row.textIfPresent("scope").map(Permission.read), expiresAt: try row.instantIfPresent("expires_at"))
  }

  /// The tokens that were made by hand, in the order in which they were made.
  public func tokensMadeByHand() throws -> [APIToken] {
    try rows("SELECT hash FROM api_token WHERE client IS NULL ORDER BY created_at, hash").compactMap {
      try token(try $0.text("hash"))
    }
  }

  /// Ends the tokens made by hand whose hash begins with a text of twelve signs; answers how many.
  public func endTokens(named beginning: String) throws -> Int {
    try execute("DELETE FROM api_token WHERE client IS NULL AND SUBSTR(hash, 1, 12) = \(beginning)")
  }

  /// Forgets tokens that ended before a moment.
  public func deleteTokens(endedBefore moment: Instant) throws {
    _ = try execute("DELETE FROM api_token WHERE expires_at < \(moment)")
  }
}
