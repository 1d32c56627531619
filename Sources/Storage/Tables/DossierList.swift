public import Domain

/// A dossier in a list, without what lists don't need.
public struct DossierListItem: Codable, Hashable, Sendable {
  /// The code.
  public let code: DossierCode
  /// The unit that decides it.
  public let unit: UnitCode
  /// The unit that received it.
  public let receivingUnit: UnitCode
  /// The unit whose turn it is.
  public let turnUnit: UnitCode?
  /// The procedure.
  public let procedure: ProcedureCode
  /// Where it came in.
  public let channel: Channel
  /// The name of the person whose dossier it is.
  public let applicant: String
  /// How many originals it has.
  public let originals: Int
  /// When it was received.
  public let receivedAt: Instant
  /// Where it stands.
  public let state: Dossier.State
  /// The step that waits.
  public let step: StepKey?
  /// Whose turn it is.
  public let role: Role?
  /// The colleague it was given to, by account.
  public let assignee: String?
  /// Since when.
  public let turnSince: Instant
  /// When the result is due by law.
  public let dueAt: Instant
  /// When it is promised, where that is earlier.
  public let promisedAt: Instant?
  /// Where the apology stands: `prepared`, `sent`, or none.
  public let apology: String?
  /// The fee in đồng.
  public let fee: Int
  /// What is not paid yet, in đồng.
  public let unpaid: Int
  /// When the result was ready.
  public let finishedAt: Instant?
  /// When it was closed.
  public let closedAt: Instant?
  /// The number of its events.
  public let version: Int

  /// Whether the result was or is later than promised, at `now`.
  public func isLate(at now: Instant) -> Bool { !state.isWaiting && (finishedAt ?? now) > dueAt }
}

/// What a list of dossiers is asked for. Every list belongs to one unit or, for the province, to all.
public struct DossierFilter: Sendable {
  /// Which dossiers by their progress.
  public enum Progress: String, Sendable, CaseIterable {
    /// Not closed.
    case open
    /// Not closed and past the due time.
    case late
    /// Not closed and due before `dueBefore`.
    case soon
    /// Waiting for the applicant or for another reason, while the time stands still.
    case waiting
    /// With a result that waits to be collected.
    case ready
    /// Closed.
    case closed
    /// All.
    case all
  }

  /// Where a turn is, seen from a unit.
  public enum TurnPlace: String, Sendable, CaseIterable {
    /// In any unit.
    case anywhere
    /// In the unit itself.
    case here
    /// In another unit.
    case elsewhere
  }

  /// How a list is ordered.
  public enum Order: String, Sendable, CaseIterable {
    /// What is due first comes first.
    case due
    /// What came in last comes first.
    case newest
    /// By applicant's name.
    case applicant
  }

  /// The unit: what it decides, received, or has its turn in; `nil` for all.
  public var unit: UnitCode?
  /// Only what waits in the unit now.
  public var inUnitNow = false
  /// Only what was given to one of these accounts, or to nobody by name.
  public var assignees: [String]?
  /// Where the turn is, for what is received in one unit and decided in another.
  public var turn = TurnPlace.anywhere
  /// Only what runs: not what waits for the applicant or another reason while the time stands still.
  public var running = false
  /// The roles whose turn it is; empty for any.
  public var roles: Set<Role> = []
  /// The step that waits; `nil` for any.
  public var step: StepKey?
  /// Where the dossier stands.
  public var progress = Progress.open
  /// The bound of `Progress.soon`.
  public var dueBefore: Instant?
  /// The procedure; `nil` for any.
  public var procedure: ProcedureCode?
  /// Received on or after this moment.
  public var receivedFrom: Instant?
  /// Received before this moment.
  public var receivedBefore: Instant?
  /// Words to be found in code, names and papers, in any order, without diacritics. At most eight are used.
  public var words = ""
  /// The order.
  public var order = Order.due
  /// How many at most.
  public var limit = 50
  /// How many to pass over.
  public var offset = 0

  /// A list of the open dossiers of `unit`.
  public init(unit: UnitCode?) { self.unit = unit }
}

extension Transaction {
  /// The dossiers that fit `filter`, at `now`.
  public func dossiers(_ filter: DossierFilter, now: Instant) throws -> [DossierListItem] {
    let order: SQL =
      switch filter.order {
      case .due: "due_at, code"
      case .newest: "received_at DESC, code DESC"
      case .applicant: "applicant, code"
      }
    return try rows(
      """
      SELECT code, unit, receiving_unit, turn_unit, procedure, channel, applicant, originals, received_at, state, step,
        role, assignee, turn_since, due_at, promised_at, apology, fee, unpaid, finished_at, closed_at, version
      FROM dossier WHERE \(condition(filter, now)) ORDER BY \(order)
      LIMIT \(min(filter.limit, 10_000)) OFFSET \(filter.offset)
      """
    ).map(DossierListItem.init(row:))
  }

  /// How many dossiers fit `filter`, at `now`, whatever its limit.
  public func dossierCount(_ filter: DossierFilter, now: Instant) throws -> Int {
    try row("SELECT COUNT(*) AS count FROM dossier WHERE \(condition(filter, now))")?.int("count") ?? 0
  }

  private func condition(_ filter: DossierFilter, _ now: Instant) -> SQL {
    var conditions: [SQL] = ["1 = 1"]
    if let unit = filter.unit {
      conditions.append(
        filter.inUnitNow
          ? "turn_unit = \(unit.rawValue)"
          : "(unit = \(unit.rawValue) OR receiving_unit = \(unit.rawValue))")
    }
    if let unit = filter.unit {
      switch filter.turn {
      case .anywhere: break
      case .here: conditions.append("turn_unit = \(unit.rawValue)")
      case .elsewhere: conditions.append("turn_unit <> \(unit.rawValue)")
      }
    }
    if filter.running { conditions.append("state NOT IN ('supplement', 'paused')") }
    if let assignees = filter.assignees {
      let names = assignees.map { SQL("\($0)") }
      conditions.append("(assignee IS NULL OR assignee IN (\(SQL.joined(names, separator: ", "))))")
    }
    if !filter.roles.isEmpty {
      let roles = filter.roles.map(\.rawValue).sorted().map { SQL("\($0)") }
      conditions.append("role IN (\(SQL.joined(roles, separator: ", ")))")
    }
    if let step = filter.step { conditions.append("step = \(step.rawValue)") }
    switch filter.progress {
    case .open: conditions.append("closed_at IS NULL")
    case .closed: conditions.append("closed_at IS NOT NULL")
    case .late: conditions.append("finished_at IS NULL AND state NOT IN ('supplement', 'paused') AND due_at < \(now)")
    case .soon:
      conditions.append(
        """
        finished_at IS NULL AND state NOT IN ('supplement', 'paused') AND due_at >= \(now)
        AND due_at <= \(filter.dueBefore ?? now)
        """)
    case .waiting: conditions.append("state IN ('supplement', 'paused')")
    case .ready: conditions.append("state = 'result-ready'")
    case .all: break
    }
    if let procedure = filter.procedure { conditions.append("procedure = \(procedure.rawValue)") }
    if let from = filter.receivedFrom { conditions.append("received_at >= \(from)") }
    if let before = filter.receivedBefore { conditions.append("received_at < \(before)") }
    conditions += SQL.everyWord(of: filter.words)
    return SQL.joined(conditions, separator: " AND ")
  }
}

extension DossierListItem {
  fileprivate init(row: Row) throws {
    code = DossierCode(rawValue: try row.text("code"))
    unit = UnitCode(rawValue: try row.text("unit"))
    receivingUnit = UnitCode(rawValue: try row.text("receiving_unit"))
    turnUnit = try row.textIfPresent("turn_unit").map { UnitCode(rawValue: $0) }
    procedure = ProcedureCode(rawValue: try row.text("procedure"))
    channel = Channel(rawValue: try row.text("channel")) ?? .counter
    applicant = try row.text("applicant")
    originals = try row.int("originals")
    receivedAt = try row.instant("received_at")
    state = Dossier.State(rawValue: try row.text("state")) ?? .processing
    step = try row.textIfPresent("step").map { StepKey(rawValue: $0) }
    role = try row.textIfPresent("role").flatMap(Role.init(rawValue:))
    assignee = try row.textIfPresent("assignee")
    turnSince = try row.instant("turn_since")
    dueAt = try row.instant("due_at")
    promisedAt = try row.instantIfPresent("promised_at")
    apology = try row.textIfPresent("apology")
    fee = try row.int("fee")
    unpaid = try row.int("unpaid")
    finishedAt = try row.instantIfPresent("finished_at")
    closedAt = try row.instantIfPresent("closed_at")
    version = try row.int("version")
  }
}
