public import Domain

/// What the public token in the QR of a certified copy leads to.
public struct IssuedCopyReference: Hashable, Sendable {
  /// The dossier.
  public let dossier: DossierCode
  /// The original's place in it.
  public let original: Int
}

extension Transaction {
  /// Keeps where a token leads to.
  public func insert(_ copy: IssuedCopy, of dossier: DossierCode) throws {
    _ = try execute(
      """
      INSERT INTO issued_copy (token, dossier, original)
      VALUES (\(copy.token), \(dossier.rawValue), \(copy.original))
      """)
  }

  /// Where a token leads to, or `nil`.
  public func issuedCopy(token: String) throws -> IssuedCopyReference? {
    try row("SELECT dossier, original FROM issued_copy WHERE token = \(token)")
      .map {
        IssuedCopyReference(dossier: DossierCode(rawValue: try $0.text("dossier")), original: try $0.int("original"))
      }
  }
}
