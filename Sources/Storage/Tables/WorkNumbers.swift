public import Domain

/// How the open dossiers of one procedure stand against their time.
public struct ProcedureNumbers: Hashable, Sendable {
  /// The procedure.
  public let procedure: ProcedureCode
  /// With time left, finished, or waiting while the time stands still.
  public let fine: Int
  /// Due soon.
  public let soon: Int
  /// Past the due time.
  public let late: Int

  /// All of them.
  public var total: Int { fine + soon + late }
}

extension Transaction {
  /// The open dossiers of a unit, or of all, by procedure: how many are late at `now`, how many will be by `soon`.
  public func numbersByProcedure(unit: UnitCode?, now: Instant, soon: Instant) throws -> [ProcedureNumbers] {
    let condition: SQL = unit.map { "(unit = \($0.rawValue) OR receiving_unit = \($0.rawValue))" } ?? "1 = 1"
    let running: SQL = "finished_at IS NULL AND state NOT IN ('supplement', 'paused')"
    return try rows(
      """
      SELECT procedure, COUNT(*) AS total,
        COUNT(CASE WHEN \(running) AND due_at < \(now) THEN 1 END) AS late,
        COUNT(CASE WHEN \(running) AND due_at >= \(now) AND due_at <= \(soon) THEN 1 END) AS soon
      FROM dossier WHERE closed_at IS NULL AND \(condition) GROUP BY procedure ORDER BY total DESC, procedure
      """
    ).map { row in
      let late = try row.int("late")
      let soon = try row.int("soon")
      return ProcedureNumbers(
        procedure: ProcedureCode(rawValue: try row.text("procedure")), fine: try row.int("total") - late - soon,
        soon: soon, late: late)
    }
  }
}
