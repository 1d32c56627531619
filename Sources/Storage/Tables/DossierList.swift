public import Domain

/// A page of a list, and how many dossiers there are in all.
public struct DossierPageFound: Sendable {
  /// The dossiers of the page.
  public let items: [DossierListItem]
  /// How many fit.
  public let total: DossierTotal
}

/// How many dossiers fit a list. What nobody will leaf through is not counted to the end.
public enum DossierTotal: Hashable, Sendable {
  /// So many.
  case exactly(Int)
  /// More than so many.
  case moreThan(Int)

  /// Whether there are more than the first `number`, as far as was counted.
  public func reaches(beyond number: Int) -> Bool {
    switch self {
    case .exactly(let total): total > number
    case .moreThan(let counted): counted > number
    }
  }
}

extension DossierFilter {
  /// Lists are counted up to here; beyond it a reader is told that there are more.
  fileprivate static let mostCounted = 10_000
  /// So many dossiers are sorted after words were found in them; words that stand in more are looked for in the order
  /// of the list itself, where they are met soon.
  fileprivate static let mostFoundByWords = 1000
}

extension Transaction {
  /// The dossiers that fit `filter`, at `now`, and how many there are.
  public func dossierPage(_ filter: DossierFilter, now: Instant) throws -> DossierPageFound {
    let words = try wordConditions(filter)
    let condition = condition(filter, words.conditions, now)
    let items = try dossiers(filter, condition)
    // A first page that is not full has told already.
    if filter.offset == 0 && items.count < filter.limit {
      return DossierPageFound(items: items, total: .exactly(items.count))
    }
    // That so many have the words is known, when nothing else is asked.
    if words.areCommon && filter.asksForWordsOnly {
      return DossierPageFound(items: items, total: .moreThan(DossierFilter.mostFoundByWords))
    }
    // Each dossier has to be read for words that no index finds.
    let most = words.areCommon ? DossierFilter.mostFoundByWords : DossierFilter.mostCounted
    let total = try count(filter, condition, most: most + 1)
    return DossierPageFound(items: items, total: total > most ? .moreThan(most) : .exactly(total))
  }

  /// The dossiers that fit `filter`, at `now`.
  public func dossiers(_ filter: DossierFilter, now: Instant) throws -> [DossierListItem] {
    try dossiers(filter, condition(filter, try wordConditions(filter).conditions, now))
  }

  /// How many dossiers fit `filter`, at `now`, whatever its limit.
  public func dossierCount(_ filter: DossierFilter, now: Instant) throws -> Int {
    try count(filter, condition(filter, try wordConditions(filter).conditions, now), most: .max)
  }

  private func dossiers(_ filter: DossierFilter, _ condition: SQL) throws -> [DossierListItem] {
    let order: SQL =
      switch filter.order {
      case .due: "due_at, code"
      case .newest: "received_at DESC, code DESC"
      case .applicant: "applicant, code"
      }
    let limit = min(filter.limit, 10_000)
    let columns: SQL = """
      code, unit, receiving_unit, turn_unit, procedure, channel, applicant, originals, received_at, state, step, role,
      assignee, turn_since, due_at, promised_at, apology, external_code, fee, unpaid, finished_at, closed_at, version
      """
    // Each part comes in the order of its index, so that no more is read than is shown.
    let parts = Self.places(filter).map { place -> SQL in
      """
      SELECT * FROM (SELECT \(columns) FROM dossier WHERE \(place) AND \(condition) ORDER BY \(order)
      LIMIT \(limit + filter.offset)) AS part
      """
    }
    return try rows(
      """
      SELECT * FROM (\(SQL.joined(parts, separator: " UNION ALL "))) AS found
      ORDER BY \(order) LIMIT \(limit) OFFSET \(filter.offset)
      """
    ).map(DossierListItem.init(row:))
  }

  private func count(_ filter: DossierFilter, _ condition: SQL, most: Int) throws -> Int {
    var total = 0
    for place in Self.places(filter) where total < most {
      let found = try row(
        """
        SELECT COUNT(*) AS count
        FROM (SELECT 1 AS one FROM dossier WHERE \(place) AND \(condition) LIMIT \(most - total)) AS part
        """)
      total += try found?.int("count") ?? 0
    }
    return total
  }

  /// Where a list's dossiers belong, in parts that share none: what a unit decides, and what it received for another.
  private static func places(_ filter: DossierFilter) -> [SQL] {
    guard let unit = filter.unit?.rawValue else { return ["1 = 1"] }
    if filter.inUnitNow { return ["turn_unit = \(unit)"] }
    return ["unit = \(unit)", "receiving_unit = \(unit) AND unit <> receiving_unit"]
  }

  private func condition(_ filter: DossierFilter, _ words: [SQL], _ now: Instant) -> SQL {
    var conditions: [SQL] = ["1 = 1"]
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
    conditions += Self.progress(filter, now)
    if let procedure = filter.procedure { conditions.append("procedure = \(procedure.rawValue)") }
    if let from = filter.receivedFrom { conditions.append("received_at >= \(from)") }
    if let before = filter.receivedBefore { conditions.append("received_at < \(before)") }
    conditions += words
    return SQL.joined(conditions, separator: " AND ")
  }

  /// Which dossiers by their progress. `closed_at IS NULL` stands with each that is open, so that the indexes of what
  /// is open serve them.
  private static func progress(_ filter: DossierFilter, _ now: Instant) -> [SQL] {
    switch filter.progress {
    case .open: ["closed_at IS NULL"]
    case .closed: ["closed_at IS NOT NULL"]
    case .late: ["closed_at IS NULL", running, "due_at < \(now)"]
    case .soon: ["closed_at IS NULL", running, "due_at >= \(now)", "due_at <= \(filter.dueBefore ?? now)"]
    case .waiting: ["closed_at IS NULL", "state IN ('supplement', 'paused')"]
    case .ready: ["closed_at IS NULL", "state = 'result-ready'"]
    case .all: []
    }
  }

  /// What has time that runs: nothing is finished and nothing stands still.
  static let running: SQL = "finished_at IS NULL AND state NOT IN ('supplement', 'paused')"

  /// The conditions that a filter's words are found. The dossiers of one unit are looked into each; in the list of all
  /// units the index finds words that few dossiers have, and only for common ones each is looked into.
  private func wordConditions(_ filter: DossierFilter) throws -> (conditions: [SQL], areCommon: Bool) {
    let words = SearchText.words(filter.words)
    guard !words.isEmpty else { return ([], false) }
    guard filter.unit == nil else { return (SQL.everyWord(of: words), false) }
    guard let found = try dossiers(withWords: words, most: DossierFilter.mostFoundByWords) else {
      return (SQL.everyWord(of: words), true)
    }
    guard !found.isEmpty else { return (["1 = 0"], false) }
    return (["code IN (\(SQL.joined(found.map { SQL("\($0)") }, separator: ", ")))"], false)
  }
}
