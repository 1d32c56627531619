public import Domain

/// A dossier that was filed while the provider was down: an officer checks the identity by the card.
public struct IdentityCheck: Hashable, Sendable {
  /// The dossier.
  public let dossier: DossierCode
  /// The unit that received it.
  public let unit: UnitCode
  /// The provider that could not be asked.
  public let provider: String
  /// When it was filed.
  public let at: Instant
  /// When an officer checked it.
  public let settledAt: Instant?
  /// Who did.
  public let settledBy: ActorReference?

  /// Describes a check.
  public init(
    dossier: DossierCode, unit: UnitCode, provider: String, at: Instant, settledAt: Instant? = nil,
    settledBy: ActorReference? = nil
  ) {
    self.dossier = dossier
    self.unit = unit
    self.provider = provider
    self.at = at
    self.settledAt = settledAt
    self.settledBy = settledBy
  }
}

extension IdentityCheck {
  init(row: Row) throws {
    self.init(
      dossier: DossierCode(rawValue: try row.text("dossier")), unit: UnitCode(rawValue: try row.text("unit")),
      provider: try row.text("provider"), at: try row.instant("at"),
      settledAt: try row.instantIfPresent("settled_at"),
      settledBy: try row.textIfPresent("settled_by").map { try JSONText.decode(ActorReference.self, from: $0) })
  }
}

extension Transaction {
  /// Queues a check.
  public func insert(_ check: IdentityCheck) throws {
    _ = try execute(
      """
      INSERT INTO identity_check (dossier, unit, provider, at)
      VALUES (\(check.dossier.rawValue), \(check.unit.rawValue), \(check.provider), \(check.at))
      """)
  }

  /// The check of a dossier.
  public func identityCheck(of dossier: DossierCode) throws -> IdentityCheck? {
    try row("SELECT * FROM identity_check WHERE dossier = \(dossier.rawValue)").map(IdentityCheck.init(row:))
  }

  /// The checks that wait in a unit, the oldest first.
  public func identityChecks(waitingIn unit: UnitCode, limit: Int) throws -> [IdentityCheck] {
    try rows(
      """
      SELECT * FROM identity_check WHERE unit = \(unit.rawValue) AND settled_at IS NULL ORDER BY at, dossier LIMIT \(limit)
      """
    ).map(IdentityCheck.init(row:))
  }

  /// Notes that an officer of the unit checked a dossier's identity; `false` when there is none that waits.
  public func settleIdentityCheck(
    of dossier: DossierCode, in unit: UnitCode, at: Instant, by actor: ActorReference
  ) throws -> Bool {
    try execute(
      """
      UPDATE identity_check SET settled_at = \(at), settled_by = \(JSONText.encode(actor))
      WHERE dossier = \(dossier.rawValue) AND unit = \(unit.rawValue) AND settled_at IS NULL
      """) == 1
  }
}
