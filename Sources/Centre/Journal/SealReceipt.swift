import Domain
import Storage

extension Centre {
  /// The check code of a dossier's receipt as it stands: its promise is in the journal, and a head over it is signed.
  /// Printed again with the same promise it is the same code. `nil` while events of before the journal are taken in.
  func sealReceipt(of dossier: Dossier) async throws -> ReceiptCheck? {
    let facts = ReceiptFacts(dossier)
    if let check = try await receiptCheck(facts) { return check }
    let at = now()
    do {
      try await database.write { tx in
        let issued = try tx.issuedReceipts(facts)
        if issued.same == nil { try tx.insert(facts, sequence: issued.last + 1, at: at) }
      }
    } catch StorageError.uniqueViolation {
      // Printed twice at once: the other one has kept the promise.
    }
    try await signTreeHead()
    return try await receiptCheck(facts)
  }

  private func receiptCheck(_ facts: ReceiptFacts) async throws -> ReceiptCheck? {
    try await database.read { tx in
      guard let sequence = try tx.issuedReceipts(facts).same else { return nil }
      let entries = try tx.journalEntries(of: facts.code.rawValue, kind: .receipt)
      guard let entry = entries.first(where: { $0.sequence == sequence }),
        let signed = try tx.firstHead(over: entry.position)?.signed
      else { return nil }
      return ReceiptCheck(
        facts: facts, sequence: sequence, sealedAt: entry.at, salt: entry.salt, position: entry.position,
        size: signed.head.size, signedAt: signed.head.at, signature: signed.signature,
        path: try tx.inclusionPath(of: entry.position, in: signed.head.size))
    }
  }

  /// The address that a check code's QR leads to. The code stands in the fragment, which a browser does not send.
  func checkURL(_ check: ReceiptCheck) -> String { "\(settings.publicURL)/nhat-ky#\(check.code)" }
}
