import Domain
import Storage

extension Centre {
  /// Takes the numbers in the register, one for each original or one for the dossier, and writes its lines.
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
    let lines = lines(of: dossier, decision.procedure)
    let first = try tx.takeNumbers(
      lines.count, in: "register|\(reception.competentUnit.rawValue)|\(book.symbol)|\(year)")
    var numbers: [RegisterNumber] = []
    for (index, line) in lines.enumerated() {
      let number = RegisterNumber(original: line.original, book: book.symbol, year: year, number: first + index)
      numbers.append(number)
      try tx.insert(
        RegisterEntry(
          unit: reception.competentUnit, book: book.symbol, year: year, number: number.number, date: at.date,
          dossier: reception.code, original: line.original, applicant: dossier.owner.name, paper: line.paper,
          signer: signed.by.name, signerTitle: signed.by.title, copies: line.copies, fee: line.fee))
    }
    return .stepDone(
      StepDone(step: turn.step, action: .number, next: try decision.next(after: turn), numbers: numbers))
  }

  /// What gets a number: each original that is copied, or the dossier's result as a whole.
  private func lines(of dossier: Dossier, _ procedure: Procedure) -> [(
    original: Int, paper: String, copies: Int, fee: Int
  )] {
    let reception = dossier.reception
    guard procedure.listsOriginals else {
      let name = procedure.results(for: dossier.answers).first?.name.vi ?? procedure.shortName.vi
      return [(0, name, 1, reception.fee)]
    }
    return reception.originals.map { original in
      let fee = catalogue.fee(
        of: procedure, for: [original], exemption: reception.exemption, channel: reception.channel,
        on: reception.receivedAt.date, unit: reception.competentUnit)
      return (original.position, original.name, original.copies, fee)
    }
  }
}
