public import Domain

/// What printed receipts promised. A promise is kept once, however often the receipt is printed; when the due date moves,
/// the next receipt is another promise.
extension Transaction {
  /// Keeps a promise and seals it.
  ///
  /// - Throws: `StorageError.uniqueViolation` when another process kept one meanwhile.
  public func insert(_ facts: ReceiptFacts, sequence: Int, at: Instant) throws {
    _ = try execute(
      """
      INSERT INTO issued_receipt (dossier, sequence, at, received_at, due_at, fee, procedure, unit)
      VALUES (\(facts.code.rawValue), \(sequence), \(at), \(facts.receivedAt), \(facts.dueAt), \(facts.fee),
        \(facts.procedure.rawValue), \(facts.unit.rawValue))
      """)
    seal(facts.entry(sequence: sequence, at: at))
  }

  /// The places of what was promised to a dossier: the last one, and the last with exactly these facts.
  public func issuedReceipts(_ facts: ReceiptFacts) throws -> (last: Int, same: Int?) {
    let rows = try rows(
      """
      SELECT sequence, received_at, due_at, fee, procedure, unit FROM issued_receipt
      WHERE dossier = \(facts.code.rawValue) ORDER BY sequence DESC
      """)
    let same = try rows.first { row in
      facts
        == ReceiptFacts(
          code: facts.code, receivedAt: try row.instant("received_at"), dueAt: try row.instant("due_at"),
          fee: try row.int("fee"), procedure: ProcedureCode(rawValue: try row.text("procedure")),
          unit: UnitCode(rawValue: try row.text("unit")))
    }
    return (try rows.first?.int("sequence") ?? 0, try same?.int("sequence"))
  }
}
