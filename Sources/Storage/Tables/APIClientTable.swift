public import Domain

/// A program that gets short-lived tokens by its own secret, of which only the hash is kept.
public struct APIClient: Hashable, Sendable {
  /// The public identifier.
  public let id: String
  /// The SHA-256 of the secret.
  public let secretHash: String
  /// What the client is, to be told apart in lists.
  public let label: String
  /// The unit it acts for.
  public let unit: UnitCode
  /// The role it holds there.
  public let role: Role
  /// The most that its tokens may do, of what the role may.
  public let scope: Set<Permission>
  /// When it was made.
  public let createdAt: Instant
  /// When its access was ended; `nil` while it has any.
  public let endedAt: Instant?

  /// Describes a client.
  public init(
    id: String, secretHash: String, label: String, unit: UnitCode, role: Role, scope: Set<Permission>,
    createdAt: Instant, endedAt: Instant? = nil
  ) {
    self.id = id
    self.secretHash = secretHash
    self.label = label
    self.unit = unit
    self.role = role
    self.scope = scope
    self.createdAt = createdAt
    self.endedAt = endedAt
  }
}

extension Transaction {
  /// Keeps a new client.
  public func insert(_ client: APIClient) throws {
    _ = try execute(
      """
      INSERT INTO api_client (id, secret_hash, label, unit, role, scope, created_at, ended_at)
      VALUES (\(client.id), \(client.secretHash), \(client.label), \(client.unit.rawValue), \(client.role.rawValue),
        \(Permission.text(client.scope)), \(client.createdAt), \(client.endedAt))
      """)
  }

  /// The client with an identifier.
  public func apiClient(_ id: String) throws -> APIClient? {
    try row("SELECT * FROM api_client WHERE id = \(id)").map(APIClient.init(row:))
  }

  /// All clients, in the order in which they were made.
  public func apiClients() throws -> [APIClient] {
    try rows("SELECT * FROM api_client ORDER BY created_at, id").map(APIClient.init(row:))
  }

  /// Ends a client's access and its tokens; answers whether it had any.
  public func endAPIClient(_ id: String, at: Instant) throws -> Bool {
    _ = try execute("DELETE FROM api_token WHERE client = \(id)")
    return try execute("UPDATE api_client SET ended_at = \(at) WHERE id = \(id) AND ended_at IS NULL") > 0
  }
}

extension APIClient {
  fileprivate init(row: Row) throws {
    guard let role = Role(rawValue: try row.text("role")) else {
      throw StorageError.inconsistent("a client has no known role")
    }
    self.init(
      id: try row.text("id"), secretHash: try row.text("secret_hash"), label: try row.text("label"),
      unit: UnitCode(rawValue: try row.text("unit")), role: role, scope: Permission.read(try row.text("scope")),
      createdAt: try row.instant("created_at"), endedAt: try row.instantIfPresent("ended_at"))
  }
}

extension Permission {
  /// Permissions as they are kept and as an access token's scope has them (RFC 6749, section 3.3).
  public static func text(_ permissions: Set<Permission>) -> String {
    permissions.map(\.rawValue).sorted().joined(separator: " ")
  }

  /// Reads what `text` has written; what is no permission is left out.
  static func read(_ text: String) -> Set<Permission> {
    Set(text.split(separator: " ").compactMap { Permission(rawValue: String($0)) })
  }
}
