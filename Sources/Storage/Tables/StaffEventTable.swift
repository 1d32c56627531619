public import Domain

/// What a list of what was done to accounts is asked for.
public struct StaffEventFilter: Sendable {
  /// The account; `nil` for all.
  public var staff: String?
  /// The units whose accounts it is about; `nil` for all.
  public var units: Set<UnitCode>?
  /// What was done; `nil` for anything.
  public var name: StaffEvent.Name?
  /// From when on.
  public var since: Instant?
  /// How many at most.
  public var limit = 50
  /// How many to pass over.
  public var offset = 0

  /// A list of everything.
  public init() {}
}

extension Transaction {
  /// Appends what was done to an account, and seals it.
  public func append(
    _ name: StaffEvent.Name, to staff: String, of unit: UnitCode, _ facts: [String: String] = [:],
    by actor: ActorReference, at: Instant
  ) throws {
    let last = try row("SELECT MAX(sequence) AS last FROM staff_event WHERE staff = \(staff)")?.intIfPresent("last")
    let sequence = (last ?? 0) + 1
    let body = try JSONText.encodeSorted(facts)
    let by = try JSONText.encodeSorted(actor)
    _ = try execute(
      """
      INSERT INTO staff_event (staff, sequence, at, unit, name, body, actor)
      VALUES (\(staff), \(sequence), \(at), \(unit.rawValue), \(name.rawValue), \(body), \(by))
      """)
    seal(
      JournalEntry(
        kind: .staff, subject: staff, sequence: sequence, at: at, parts: [unit.rawValue, name.rawValue, body, by]))
  }

  /// The events that fit, the latest first.
  public func staffEvents(_ filter: StaffEventFilter) throws -> [StaffEvent] {
    try rows(
      """
      SELECT * FROM staff_event WHERE \(condition(filter)) ORDER BY at DESC, staff, sequence DESC
      LIMIT \(min(filter.limit, 10_000)) OFFSET \(filter.offset)
      """
    ).compactMap(StaffEvent.init(row:))
  }

  /// How many events fit, whatever the limit.
  public func staffEventCount(_ filter: StaffEventFilter) throws -> Int {
    try row("SELECT COUNT(*) AS count FROM staff_event WHERE \(condition(filter))")?.int("count") ?? 0
  }

  private func condition(_ filter: StaffEventFilter) -> SQL {
    var parts: [SQL] = ["1 = 1"]
    if let staff = filter.staff { parts.append("staff = \(staff)") }
    if let units = filter.units {
      let codes = units.map { "\($0.rawValue)" as SQL }
      parts.append(codes.isEmpty ? "1 = 0" : "unit IN (\(SQL.joined(codes, separator: ", ")))")
    }
    if let name = filter.name { parts.append("name = \(name.rawValue)") }
    if let since = filter.since { parts.append("at >= \(since)") }
    return SQL.joined(parts, separator: " AND ")
  }
}

extension StaffEvent {
  /// `nil` for what a newer program has written.
  fileprivate init?(row: Row) throws {
    guard let name = Name(rawValue: try row.text("name")) else { return nil }
    self.init(
      staff: try row.text("staff"), sequence: try row.int("sequence"), at: try row.instant("at"),
      unit: UnitCode(rawValue: try row.text("unit")), name: name,
      facts: try JSONText.decode([String: String].self, from: try row.text("body")),
      by: try JSONText.decode(ActorReference.self, from: try row.text("actor")))
  }
}
