public import Domain
public import Storage

/// A client with its secret, which is shown once.
public struct NewAPIClient: Sendable {
  /// The client.
  public let client: APIClient
  /// Its secret.
  public let secret: String
}

/// A short-lived token for a program.
public struct GrantedToken: Sendable {
  /// The token's secret.
  public let secret: String
  /// The seconds until it ends.
  public let seconds: Int
  /// What it may do.
  public let scope: Set<Permission>
}

/// Why a program gets no token: the errors of RFC 6749, section 5.2.
public enum GrantRefusal: String, Error, Sendable {
  /// Something is missing, is there twice, or can't be read.
  case invalidRequest = "invalid_request"
  /// The client is unknown, or its secret is wrong.
  case invalidClient = "invalid_client"
  /// Tokens are given by the client's own secret only.
  case unsupportedGrantType = "unsupported_grant_type"
  /// More is asked than the client may.
  case invalidScope = "invalid_scope"
}

extension Centre {
  /// How long a program's token lasts, in seconds.
  public static let tokenSeconds = 900

  /// Makes a client for a program of a unit.
  ///
  /// - Parameter scope: what its tokens may do at most; empty for all that the role may.
  /// - Throws: `InvalidInput` for an unknown unit, or a permission that the role has not.
  public func createAPIClient(
    unit: UnitCode, role: Role, scope: Set<Permission>, label: String
  ) async throws -> NewAPIClient {
    var check = FormCheck()
    if catalogue.units.unit(unit) == nil { check.note(FieldProblem("unit", "error.unit.unknown")) }
    let possible = Set(Permission.allCases.filter { PermissionTable.reach($0, role) > .own })
    if !scope.isSubset(of: possible) { check.note(FieldProblem("scope", "error.api.scope")) }
    let label = check.take(PlainText.check(label, field: "label", limit: 100))
    guard let label, check.problems.isEmpty else { throw InvalidInput(check.problems) }
    let secret = Fingerprint.randomText()
    let client = APIClient(
      id: String(Fingerprint.randomText().filter { $0.isLetter || $0.isNumber }.prefix(20)),
      secretHash: Fingerprint.of(secret), label: label, unit: unit, role: role,
      scope: scope.isEmpty ? possible : scope, createdAt: now())
    try await database.write { try $0.insert(client) }
    return NewAPIClient(client: client, secret: secret)
  }

  /// Ends a client's access at once; answers whether it had any.
  public func endAPIClient(_ id: String) async throws -> Bool {
    let now = now()
    return try await database.write { try $0.endAPIClient(id, at: now) }
  }

  /// All clients.
  public func listAPIClients() async throws -> [APIClient] { try await database.read { try $0.apiClients() } }

  /// Gives a program a token by its own secret (RFC 6749, section 4.4).
  ///
  /// - Parameter scope: permissions with spaces between; all that the client may when left out.
  public func grantToken(clientID: String, secret: String, scope asked: String?) async throws -> GrantedToken {
    guard clientID.utf8.count <= 100, secret.utf8.count <= 200 else { throw GrantRefusal.invalidClient }
    let found = try await database.read { try $0.apiClient(clientID) }
    // The same work for an unknown client.
    let fits = Fingerprint.same(Fingerprint.of(secret), found?.secretHash ?? "")
    guard let client = found, client.endedAt == nil, fits else { throw GrantRefusal.invalidClient }
    var scope = client.scope
    if let asked {
      let words = asked.split(separator: " ").map { Permission(rawValue: String($0)) }
      guard !words.isEmpty, !words.contains(nil) else { throw GrantRefusal.invalidScope }
      scope = Set(words.compactMap { $0 })
      guard scope.isSubset(of: client.scope) else { throw GrantRefusal.invalidScope }
    }
    let now = now()
    let token = "cuango_" + Fingerprint.randomText()
    let kept = APIToken(
      hash: Fingerprint.of(token), label: client.label, unit: client.unit, role: client.role, createdAt: now,
      client: client.id, scope: scope, expiresAt: now.adding(milliseconds: Int64(Self.tokenSeconds) * 1000))
    try await database.write { tx in
      // Ended between the look and now: no token outlives its client.
      guard try tx.apiClient(client.id)?.endedAt == nil else { throw GrantRefusal.invalidClient }
      try tx.deleteTokens(endedBefore: now)
      try tx.insert(kept)
    }
    return GrantedToken(secret: token, seconds: Self.tokenSeconds, scope: scope)
  }
}
