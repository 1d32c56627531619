public import Domain

/// How many open dossiers there are, and how they stand against their time.
public struct WorkNumbers: Hashable, Sendable {
  /// Not closed.
  public private(set) var open = 0
  /// Not finished and due soon.
  public private(set) var soon = 0
  /// Not finished and past the due time.
  public private(set) var late = 0
  /// Waiting while the time stands still.
  public private(set) var waiting = 0
  /// With a result that waits to be collected.
  public private(set) var ready = 0

  /// With time left, finished, or waiting while the time stands still.
  public var fine: Int { open - soon - late }

  /// The sum of many.
  public init(sum numbers: some Sequence<WorkNumbers>) {
    for each in numbers { add(each) }
  }

  /// Dossiers of one state, of which so many would be late or due soon if their time ran.
  fileprivate init(_ state: Dossier.State, _ count: Int, late: Int, soon: Int) {
    open = count
    waiting = state.isWaiting ? count : 0
    ready = state == .resultReady ? count : 0
    self.late = state.isWaiting ? 0 : late
    self.soon = state.isWaiting ? 0 : soon
  }

  fileprivate mutating func add(_ other: WorkNumbers) {
    open += other.open
    soon += other.soon
    late += other.late
    waiting += other.waiting
    ready += other.ready
  }
}

/// How the open dossiers of one procedure stand against their time.
public struct ProcedureNumbers: Hashable, Sendable {
  /// The procedure.
  public let procedure: ProcedureCode
  /// Its open dossiers.
  public let numbers: WorkNumbers
}

extension Transaction {
  /// The open dossiers of a unit, or of all, by procedure, the one with the most first: how many are late at `now`,
  /// how many will be by `soon`.
  public func numbersByProcedure(unit: UnitCode?, now: Instant, soon: Instant) throws -> [ProcedureNumbers] {
    let place: SQL =
      unit.map { "(unit = \($0.rawValue) OR (receiving_unit = \($0.rawValue) AND unit <> receiving_unit))" } ?? "1 = 1"
    // In the order of the index that holds all of it, so that for a whole province no dossier is read.
    let found = try rows(
      """
      SELECT procedure, state, COUNT(*) AS count,
        COUNT(CASE WHEN finished_at IS NULL AND due_at < \(now) THEN 1 END) AS late,
        COUNT(CASE WHEN finished_at IS NULL AND due_at >= \(now) AND due_at <= \(soon) THEN 1 END) AS soon
      FROM dossier WHERE closed_at IS NULL AND \(place) GROUP BY procedure, state
      """)
    var counted: [ProcedureCode: WorkNumbers] = [:]
    for row in found {
      let state = try row.text("state")
      guard let known = Dossier.State(rawValue: state) else {
        throw StorageError.inconsistent("a dossier has the unknown state \(state)")
      }
      counted[ProcedureCode(rawValue: try row.text("procedure")), default: WorkNumbers(sum: [])]
        .add(WorkNumbers(known, try row.int("count"), late: try row.int("late"), soon: try row.int("soon")))
    }
    return counted.map { ProcedureNumbers(procedure: $0.key, numbers: $0.value) }
      .sorted { ($1.numbers.open, $0.procedure.rawValue) < ($0.numbers.open, $1.procedure.rawValue) }
  }
}
