public import Domain

/// What the office holds of a person because it made it: the results of earlier dossiers, by a keyed hash of the
/// personal number.
public struct HeldResult: Codable, Hashable, Sendable {
  /// The keyed hash that the person is found by.
  public let person: String
  /// The procedure it came from.
  public let procedure: ProcedureCode
  /// The result's key in that procedure.
  public let result: String
  /// The dossier it came from.
  public let dossier: DossierCode
  /// What it is, as its owner knows it.
  public let name: String
  /// When it was issued.
  public let at: Instant
  /// The fields of it that are kept.
  public let values: Answers

  /// Describes what is held.
  public init(
    person: String, procedure: ProcedureCode, result: String, dossier: DossierCode, name: String, at: Instant,
    values: Answers
  ) {
    self.person = person
    self.procedure = procedure
    self.result = result
    self.dossier = dossier
    self.name = name
    self.at = at
    self.values = values
  }
}

extension Transaction {
  /// Keeps a result as a person's data.
  public func insert(_ held: HeldResult) throws {
    _ = try execute(
      """
      INSERT INTO held_result (person, procedure, result, dossier, at, body)
      VALUES (\(held.person), \(held.procedure.rawValue), \(held.result), \(held.dossier.rawValue), \(held.at),
        \(JSONText.encode(held)))
      """)
  }

  /// What is held of a person, the newest first; at most 100.
  public func heldResults(of person: String) throws -> [HeldResult] {
    try rows("SELECT body FROM held_result WHERE person = \(person) ORDER BY at DESC, dossier DESC LIMIT 100")
      .map { try JSONText.decode(HeldResult.self, from: $0.text("body")) }
  }

  /// The dossier that holds a value which must be unique in a unit; `nil` when it is free.
  public func holder(of value: String, kind: String, unit: UnitCode) throws -> DossierCode? {
    try row("SELECT dossier FROM held_value WHERE unit = \(unit.rawValue) AND kind = \(kind) AND value = \(value)")
      .map { DossierCode(rawValue: try $0.text("dossier")) }
  }

  /// Takes a value for a dossier. A value that another one holds is a unique violation.
  public func hold(_ value: String, kind: String, unit: UnitCode, dossier: DossierCode) throws {
    _ = try execute(
      """
      INSERT INTO held_value (unit, kind, value, dossier)
      VALUES (\(unit.rawValue), \(kind), \(value), \(dossier.rawValue))
      """)
  }

  /// Gives back a value.
  public func release(_ value: String, kind: String, unit: UnitCode) throws {
    _ = try execute(
      "DELETE FROM held_value WHERE unit = \(unit.rawValue) AND kind = \(kind) AND value = \(value)")
  }
}
