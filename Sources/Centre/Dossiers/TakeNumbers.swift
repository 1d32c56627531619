import Domain
import Storage

extension Centre {
  /// Takes the numbers in the certification register, one for each original, and writes its lines.
  ///
  /// One sequence a unit, book and year: no gap and no double under any concurrency, because number, line and event
  /// stand or fall together.
  func takeNumbers(_ decision: DossierDecision, _ at: Instant, _ tx: Transaction) throws -> DossierChange {
    let turn = try decision.turn(for: .number)
    let dossier = decision.dossier
    guard let book = decision.procedure.registerBook, let signed = dossier.evidence(of: .sign) else {
      throw DossierRefusal.notItsTurn(action: .number, waiting: .sign)
    }
    let reception = dossier.reception
    let year = at.date.year
    let originals = reception.originals
    let first = try tx.takeNumbers(
      originals.count, in: "register|\(reception.competentUnit.rawValue)|\(book.symbol)|\(year)")
    var numbers: [RegisterNumber] = []
    for (index, original) in originals.enumerated() {
      let number = RegisterNumber(original: original.position, book: book.symbol, year: year, number: first + index)
      numbers.append(number)
      try tx.insert(
        RegisterEntry(
          unit: reception.competentUnit, book: book.symbol, year: year, number: number.number, date: at.date,
          dossier: reception.code, original: original.position, applicant: dossier.owner.name, paper: original.name,
          signer: signed.by.name, signerTitle: signed.by.title, copies: original.copies,
          fee: catalogue.fee(
            of: decision.procedure, for: [original], channel: reception.channel, on: reception.receivedAt.date,
            unit: reception.competentUnit)))
    }
    return .stepDone(
      StepDone(step: turn.step, action: .number, next: decision.next(after: turn), numbers: numbers))
  }
}
