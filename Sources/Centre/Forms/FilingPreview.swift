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
  /// When the result would be due.
  public let dueAt: Instant
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
    let due = catalogue.calendar(for: filing.unit.code).deadline(filing.procedure.deadlineRule, received: now)
    return FilingPreview(
      procedure: filing.procedure, unit: filing.unit, fee: fees.reduce(0, +), fees: fees, dueAt: due.dueAt)
  }

  /// The units that take dossiers in this installation, staffed ones first.
  public func receivingUnits() async throws -> (staffed: [Unit], others: [Unit]) {
    let staffed = try await database.read { try $0.staffedUnits() }
    let all = catalogue.units.all.filter(\.receivesDossiers)
    return (all.filter { staffed.contains($0.code) }, all.filter { !staffed.contains($0.code) })
  }
}
