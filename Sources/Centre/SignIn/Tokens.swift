public import Domain
public import Storage

extension Centre {
  /// Makes a token for a program and answers its secret, which is shown once.
  public func createToken(unit: UnitCode, role: Role, label: String) async throws -> String {
    guard catalogue.units.unit(unit) != nil else { throw InvalidInput([FieldProblem("unit", "error.unit.unknown")]) }
    let secret = "cuango_" + Fingerprint.randomText()
    let token = APIToken(hash: Fingerprint.of(secret), label: label, unit: unit, role: role, createdAt: now())
    try await database.write { try $0.insert(token) }
    return secret
  }

  /// The tokens that were made by hand.
  public func listTokens() async throws -> [APIToken] { try await database.read { try $0.tokensMadeByHand() } }

  /// Ends a token by its name in the list; answers whether there was one. Processes that have just seen it take it for
  /// half a minute more.
  public func endToken(_ name: String) async throws -> Bool {
    try await database.write { try $0.endTokens(named: name) } > 0
  }

  /// The program that holds a token's secret; `nil` when there is none.
  public func actor(tokenSecret: String) async throws -> Actor? {
    guard tokenSecret.utf8.count <= 200 else { return nil }
    let hash = Fingerprint.of(tokenSecret)
    if let known = tokenMemory.actor(hash, now: now()) { return known }
    let now = now()
    guard let token = try await database.read({ try $0.token(hash) }) else { return nil }
    if let end = token.expiresAt {
      // One that ends soon, and whose client may be ended, is looked up each time.
      return now < end ? token.actor : nil
    }
    tokenMemory.remember(token.actor, hash: hash, now: now)
    return token.actor
  }
}
