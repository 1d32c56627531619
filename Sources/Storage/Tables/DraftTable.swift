public import Domain

/// A filing that was begun and is not yet a dossier.
public struct KeptDraft: Hashable, Sendable {
  /// Its public code.
  public let code: String
  /// The SHA-256 of its secret.
  public let secretHash: String
  /// The form as typed, as JSON.
  public let body: String
  /// When it was last changed.
  public let updatedAt: Instant
  /// The dossier that it became.
  public let dossier: DossierCode?
  /// The citizen whose it is, when one was signed in.
  public let citizen: String?
  /// The provider by which the person wanted to be identified and that was down.
  public let awaitedProvider: String?

  /// Describes a draft.
  public init(
    code: String, secretHash: String, body: String, updatedAt: Instant, dossier: DossierCode?, citizen: String? = nil,
    awaitedProvider: String? = nil
  ) {
    self.code = code
    self.secretHash = secretHash
    self.body = body
    self.updatedAt = updatedAt
    self.dossier = dossier
    self.citizen = citizen
    self.awaitedProvider = awaitedProvider
  }
}

extension Transaction {
  /// Keeps a draft, new or changed.
  public func save(_ draft: KeptDraft) throws {
    _ = try execute(
      """
      INSERT INTO draft (code, secret_hash, body, updated_at, dossier, citizen, awaited_provider)
      VALUES (\(draft.code), \(draft.secretHash), \(draft.body), \(draft.updatedAt), \(draft.dossier?.rawValue),
        \(draft.citizen), \(draft.awaitedProvider))
      ON CONFLICT (code) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at,
        dossier = excluded.dossier, citizen = excluded.citizen, awaited_provider = excluded.awaited_provider
      """)
  }

  /// A draft by its code.
  public func draft(_ code: String) throws -> KeptDraft? {
    try row("SELECT * FROM draft WHERE code = \(code)").map(KeptDraft.init(row:))
  }

  /// The drafts of a citizen that are no dossier yet, the last changed first.
  public func drafts(ofCitizen citizen: String, limit: Int) throws -> [KeptDraft] {
    try rows(
      """
      SELECT * FROM draft WHERE citizen = \(citizen) AND dossier IS NULL ORDER BY updated_at DESC, code LIMIT \(limit)
      """
    ).map(KeptDraft.init(row:))
  }

  /// Gives a draft another secret.
  public func setSecret(_ secretHash: String, ofDraft code: String, at: Instant) throws {
    _ = try execute("UPDATE draft SET secret_hash = \(secretHash), updated_at = \(at) WHERE code = \(code)")
  }

  /// Forgets drafts that were not touched since `before`; answers how many.
  public func deleteDrafts(untouchedSince before: Instant) throws -> Int {
    try execute("DELETE FROM draft WHERE updated_at < \(before)")
  }
}

extension KeptDraft {
  init(row: Row) throws {
    self.init(
      code: try row.text("code"), secretHash: try row.text("secret_hash"), body: try row.text("body"),
      updatedAt: try row.instant("updated_at"),
      dossier: try row.textIfPresent("dossier").map { DossierCode(rawValue: $0) },
      citizen: try row.textIfPresent("citizen"), awaitedProvider: try row.textIfPresent("awaited_provider"))
  }
}
