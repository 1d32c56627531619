public import Domain

/// A closure that nobody had planned, with who declared it.
public struct KeptClosure: Codable, Hashable, Sendable {
  /// When which unit is closed, and why.
  public let closure: Closure
  /// Who declared it.
  public let by: ActorReference
  /// When it was declared.
  public let at: Instant
  /// Whether every open dossier was looked at after it.
  public let isDone: Bool

  /// Describes a closure.
  public init(closure: Closure, by: ActorReference, at: Instant, isDone: Bool) {
    self.closure = closure
    self.by = by
    self.at = at
    self.isDone = isDone
  }

  /// The same, with every open dossier looked at.
  public var done: KeptClosure { KeptClosure(closure: closure, by: by, at: at, isDone: true) }
}

extension Transaction {
  /// Keeps a closure; one of the same unit and day is replaced.
  public func save(_ kept: KeptClosure) throws {
    let closure = kept.closure
    _ = try execute(
      """
      INSERT INTO closure (unit, day, body)
      VALUES (\(closure.unit.rawValue), \(closure.date.iso), \(JSONText.encode(kept)))
      ON CONFLICT (unit, day) DO UPDATE SET body = excluded.body
      """)
  }

  /// The closures of a unit, or of all, in the order of their days.
  public func closures(of unit: UnitCode? = nil) throws -> [KeptClosure] {
    let condition: SQL = unit.map { "unit = \($0.rawValue)" } ?? "1 = 1"
    return try rows("SELECT body FROM closure WHERE \(condition) ORDER BY unit, day")
      .map { try JSONText.decode(KeptClosure.self, from: $0.text("body")) }
  }

  /// Takes a closure back.
  public func deleteClosure(unit: UnitCode, day: CivilDate) throws {
    _ = try execute("DELETE FROM closure WHERE unit = \(unit.rawValue) AND day = \(day.iso)")
  }

  /// The codes of the dossiers that a unit decides and that have no result yet, in order.
  public func unfinishedDossiers(of unit: UnitCode, after code: String, limit: Int) throws -> [DossierCode] {
    try rows(
      """
      SELECT code FROM dossier WHERE unit = \(unit.rawValue) AND finished_at IS NULL AND code > \(code)
      ORDER BY code LIMIT \(limit)
      """
    ).map { DossierCode(rawValue: try $0.text("code")) }
  }
}
