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

  /// Describes a draft.
  public init(code: String, secretHash: String, body: String, updatedAt: Instant, dossier: DossierCode?) {
    self.code = code
    self.secretHash = secretHash
    self.body = body
    self.updatedAt = updatedAt
    self.dossier = dossier
  }
}

extension Transaction {
  /// Keeps a draft, new or changed.
  public func save(_ draft: KeptDraft) throws {
    _ = try execute(
      """
      INSERT INTO draft (code, secret_hash, body, updated_at, dossier)
      VALUES (\(draft.code), \(draft.secretHash), \(draft.body), \(draft.updatedAt), \(draft.dossier?.rawValue))
      ON CONFLICT (code) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at, dossier = excluded.dossier
      """)
  }

  /// A draft by its code.
  public func draft(_ code: String) throws -> KeptDraft? {
    try row("SELECT * FROM draft WHERE code = \(code)").map { row in
      KeptDraft(
        code: try row.text("code"), secretHash: try row.text("secret_hash"), body: try row.text("body"),
        updatedAt: try row.instant("updated_at"),
        dossier: try row.textIfPresent("dossier").map { DossierCode(rawValue: $0) })
    }
  }

  /// Forgets drafts that were not touched since `before`; answers how many.
  public func deleteDrafts(untouchedSince before: Instant) throws -> Int {
    try execute("DELETE FROM draft WHERE updated_at < \(before)")
  }
}
