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

/// How much work waits in a unit, or in all of them, and how much of it is one person's.
public struct WorkNumbers: Hashable, Sendable {
  /// Not closed.
  public let open: Int
  /// Not finished and due soon.
  public let soon: Int
  /// Not finished and past the due time.
  public let late: Int
  /// Waiting while the time stands still.
  public let waiting: Int
  /// With a result that waits to be collected.
  public let ready: Int
}

extension Transaction {
  /// The open dossiers of a unit, or of all, in one look: how many are late at `now`, how many will be by `soon`.
  public func workNumbers(unit: UnitCode?, now: Instant, soon: Instant) throws -> WorkNumbers {
    // By procedure first, so that the index which holds all of it is read and no dossier is.
    let found = try row(
      """
      SELECT CAST(COALESCE(SUM(open), 0) AS BIGINT) AS open, CAST(COALESCE(SUM(late), 0) AS BIGINT) AS late,
        CAST(COALESCE(SUM(soon), 0) AS BIGINT) AS soon, CAST(COALESCE(SUM(waiting), 0) AS BIGINT) AS waiting,
        CAST(COALESCE(SUM(ready), 0) AS BIGINT) AS ready
      FROM (
        SELECT procedure, COUNT(*) AS open, \(Self.late(now)) AS late, \(Self.soon(now, soon)) AS soon,
          COUNT(CASE WHEN state IN ('supplement', 'paused') THEN 1 END) AS waiting,
          COUNT(CASE WHEN state = 'result-ready' THEN 1 END) AS ready
        FROM dossier WHERE closed_at IS NULL AND \(Self.place(unit)) GROUP BY procedure) AS counted
      """)
    guard let found else { throw StorageError.inconsistent("a count has no row") }
    return WorkNumbers(
      open: try found.int("open"), soon: try found.int("soon"), late: try found.int("late"),
      waiting: try found.int("waiting"), ready: try found.int("ready"))
  }

  /// The open dossiers of a unit, or of all, by procedure: how many are late at `now`, how many will be by `soon`.
  public func numbersByProcedure(unit: UnitCode?, now: Instant, soon: Instant) throws -> [ProcedureNumbers] {
    try rows(
      """
      SELECT procedure, COUNT(*) AS total, \(Self.late(now)) AS late, \(Self.soon(now, soon)) AS soon
      FROM dossier WHERE closed_at IS NULL AND \(Self.place(unit)) GROUP BY procedure ORDER BY total DESC, procedure
      """
    ).map { row in
      let late = try row.int("late")
      let soon = try row.int("soon")
      return ProcedureNumbers(
        procedure: ProcedureCode(rawValue: try row.text("procedure")), fine: try row.int("total") - late - soon,
        soon: soon, late: late)
    }
  }

  private static func place(_ unit: UnitCode?) -> SQL {
    unit.map { "(unit = \($0.rawValue) OR (receiving_unit = \($0.rawValue) AND unit <> receiving_unit))" } ?? "1 = 1"
  }

  private static func late(_ now: Instant) -> SQL { "COUNT(CASE WHEN \(running) AND due_at < \(now) THEN 1 END)" }

  private static func soon(_ now: Instant, _ soon: Instant) -> SQL {
    "COUNT(CASE WHEN \(running) AND due_at >= \(now) AND due_at <= \(soon) THEN 1 END)"
  }
}
