public import Domain
import Storage

/// What a filing would cost and when it would be due, were it filed now: what a person sees before deciding.
public struct FilingPreview: Hashable, Sendable {
  /// The procedure.
  public let procedure: Procedure
  /// The unit.
  public let unit: Unit
  /// The fee in đồng.
  public let fee: Int
  /// The fee of each original, in their order.
  public let fees: [Int]
  /// When the result would be due by law.
  public let dueAt: Instant
  /// When the province would promise it, where that is earlier.
  public let promisedAt: Instant?
}

extension Centre {
  /// Checks a whole filing without filing it.
  ///
  /// - Throws: `InvalidInput`.
  public func preview(_ form: DossierForm) throws -> FilingPreview {
    let now = now()
    let filing = try form.checked(catalogue: catalogue, today: now.date)
    let fees = filing.originals.map { entry in
      catalogue.fee(
        of: filing.procedure, for: [entry.original], channel: filing.channel, on: now.date, unit: filing.unit.code)
    }
    let fee = catalogue.fee(
      of: filing.procedure, for: filing.originals.map(\.original), filing.answers, exemption: filing.exemption,
      channel: filing.channel, on: now.date, unit: filing.unit.code)
    let due = dueDates(of: filing, at: now)
    return FilingPreview(
      procedure: filing.procedure, unit: filing.unit, fee: fee, fees: fees, dueAt: due.legal, promisedAt: due.promised)
  }

  /// When a filing is due by law, and when the province promises it where that is earlier.
  func dueDates(of filing: CheckedFiling, at now: Instant) -> (legal: Instant, promised: Instant?) {
    let calendar = calendar(for: filing.competent.code)
    let limit = filing.procedure.timeLimit(for: filing.answers)
    let legal = calendar.deadline(limit.rule, received: now).dueAt
    return (legal, limit.promised.map { calendar.deadline($0, received: now).dueAt })
  }

  /// What is wrong with the answers of a form so far.
  public func answerProblems(_ form: DossierForm, _ procedure: Procedure) async throws -> [FieldProblem] {
    try await withTakenValues(form.answerProblems(procedure, catalogue, today: now().date), of: form)
  }

  /// What is wrong with the papers of a form so far.
  public func paperProblems(_ form: DossierForm, _ procedure: Procedure) -> [FieldProblem] {
    form.paperProblems(procedure, catalogue, today: now().date)
  }

  /// The units that take dossiers in this installation, staffed ones first.
  public func receivingUnits() async throws -> (staffed: [Unit], others: [Unit]) {
    let staffed = try await database.read { try $0.staffedUnits() }
    let all = catalogue.units.all.filter(\.receivesDossiers)
    return (all.filter { staffed.contains($0.code) }, all.filter { !staffed.contains($0.code) })
  }
}
