public import Domain
public import Storage

extension Centre {
  /// What banks told of the account of the actor's unit; for the province's supervisor of all accounts, those of no
  /// unit among them.
  public func listBankNotices(
    _ filter: BankNoticeFilter, by actor: Actor
  ) async throws -> (items: [KeptBankNotice], total: Int) {
    var filter = filter
    filter.unit = try noticesUnit(of: actor)
    let asked = filter
    return try await database.read { (try $0.bankNotices(asked), try $0.bankNoticeCount(asked)) }
  }

  /// Settles a notice that needed a person: who, when and what was done is kept beside it for good.
  ///
  /// - Throws: `BankNoticeRefusal`, `InvalidInput`.
  public func settleBankNotice(bank: String, reference: String, note: String, by actor: Actor) async throws {
    let unit = try noticesUnit(of: actor)
    var check = FormCheck()
    let note = check.take(PlainText.check(note, field: "note", limit: 500))
    guard let note, check.problems.isEmpty else { throw InvalidInput(check.problems) }
    let closing = KeptBankNotice.Closing(at: now(), by: actor.reference, note: note)
    do {
      try await database.write { tx in
        // The province's supervisor settles what is no unit's, and nothing else.
        guard let kept = try tx.bankNotice(bank: bank, reference: reference), kept.unit == unit else {
          throw BankNoticeRefusal.unknown
        }
        guard kept.outcome.needsPerson else { throw BankNoticeRefusal.nothingToSettle }
        guard kept.closing == nil else { throw BankNoticeRefusal.settledAlready }
        try tx.settle(bank: bank, reference: reference, closing)
      }
    } catch StorageError.uniqueViolation {
      throw BankNoticeRefusal.settledAlready
    }
  }

  /// The unit whose notices an actor looks after; `nil` for the province's supervisor.
  private func noticesUnit(of actor: Actor) throws(BankNoticeRefusal) -> UnitCode? {
    guard actor.kind == .staff, let unit = ownUnit(of: actor, for: .settleTransfers) else { throw .notYours }
    return seesProvince(actor) ? nil : unit
  }
}
