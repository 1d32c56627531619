public import Domain

/// What the public token in the QR of a result leads to.
public struct IssuedResultReference: Hashable, Sendable {
  /// The dossier.
  public let dossier: DossierCode
  /// The original's place in it.
  public let original: Int
}

extension Transaction {
  /// Keeps where a token leads to.
  public func insert(_ result: IssuedResult, of dossier: DossierCode) throws {
    _ = try execute(
      """
      INSERT INTO issued_result (token, dossier, original)
      VALUES (\(result.token), \(dossier.rawValue), \(result.original))
      """)
  }

  /// Where a token leads to, or `nil`.
  public func issuedResult(token: String) throws -> IssuedResultReference? {
    try row("SELECT dossier, original FROM issued_result WHERE token = \(token)")
      .map {
        IssuedResultReference(dossier: DossierCode(rawValue: try $0.text("dossier")), original: try $0.int("original"))
      }
  }
}
