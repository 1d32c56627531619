/// What a printed receipt promises and its check code binds. Persons are not named in it: the code is read by whoever
/// holds the paper.
public struct ReceiptFacts: Hashable, Sendable {
  /// The dossier.
  public let code: DossierCode
  /// When it was received.
  public let receivedAt: Instant
  /// When the result is due.
  public let dueAt: Instant
  /// The fee in đồng.
  public let fee: Int
  /// The procedure.
  public let procedure: ProcedureCode
  /// The unit that received it.
  public let unit: UnitCode

  /// Describes a promise.
  public init(
    code: DossierCode, receivedAt: Instant, dueAt: Instant, fee: Int, procedure: ProcedureCode, unit: UnitCode
  ) {
    self.code = code
    self.receivedAt = receivedAt
    self.dueAt = dueAt
    self.fee = fee
    self.procedure = procedure
    self.unit = unit
  }

  /// What a receipt of a dossier promises as it stands.
  public init(_ dossier: Dossier) {
    let reception = dossier.reception
    self.init(
      code: reception.code, receivedAt: reception.receivedAt, dueAt: dossier.dueAt, fee: reception.fee,
      procedure: reception.procedure, unit: reception.receivingUnit)
  }

  /// The journal's entry for the `sequence`-th promise to the same dossier.
  public func entry(sequence: Int, at: Instant) -> JournalEntry {
    JournalEntry(
      kind: .receipt, subject: code.rawValue, sequence: sequence, at: at,
      parts: [
        String(receivedAt.milliseconds), String(dueAt.milliseconds), String(fee), procedure.rawValue, unit.rawValue,
      ])
  }
}
