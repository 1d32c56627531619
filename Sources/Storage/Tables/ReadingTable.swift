public import Domain

/// What a list of readings is asked for.
public struct ReadingFilter: Sendable {
  /// The unit whose dossiers were read; `nil` for all.
  public var unit: UnitCode?
  /// One dossier.
  public var dossier: DossierCode?
  /// What was read.
  public var matter: ReadingMatter?
  /// What for.
  public var purpose: ReadingPurpose?
  /// From this moment on.
  public var from: Instant?
  /// Before this moment.
  public var before: Instant?
  /// Words to be found in the reader's name and title and the dossier's code. At most eight are used.
  public var words = ""
  /// How many at most.
  public var limit = 50
  /// How many to pass over.
  public var offset = 0

  /// A list of what was read of a unit's dossiers.
  public init(unit: UnitCode?) { self.unit = unit }
}

extension Transaction {
  /// Keeps a reading as the next of its dossier. It is never changed and never removed.
  ///
  /// - Throws: `StorageError.uniqueViolation` when another reading of the dossier was kept meanwhile.
  public func insert(_ reading: Reading, of dossier: Dossier) throws {
    let code = reading.dossier.rawValue
    let last = try row("SELECT COALESCE(MAX(sequence), 0) AS last FROM reading WHERE dossier = \(code)")
    let sequence = (try last?.int("last") ?? 0) + 1
    let actor = try JSONText.encode(reading.by)
    let reception = dossier.reception
    let search = SearchText.kept([reading.by.name, reading.by.title, code].joined(separator: " "))
    _ = try execute(
      """
      INSERT INTO reading (dossier, sequence, at, reader, reader_unit, actor, matter, detail, purpose, competent_unit,
        receiving_unit, search)
      VALUES (\(code), \(sequence), \(reading.at), \(reading.by.id), \(reading.by.unit?.rawValue), \(actor),
        \(reading.matter.rawValue), \(reading.detail), \(reading.purpose.rawValue),
        \(reception.competentUnit.rawValue), \(reception.receivingUnit.rawValue), \(search))
      """)
    seal(
      JournalEntry(
        kind: .reading, subject: code, sequence: sequence, at: reading.at,
        parts: [actor, reading.matter.rawValue, reading.detail, reading.purpose.rawValue]))
  }

  /// Whether a reader has read the same since a moment.
  public func hasRead(
    _ reader: String, _ code: DossierCode, _ matter: ReadingMatter, _ detail: String, since: Instant
  ) throws -> Bool {
    try row(
      """
      SELECT sequence FROM reading
      WHERE reader = \(reader) AND dossier = \(code.rawValue) AND at >= \(since)
        AND matter = \(matter.rawValue) AND detail = \(detail) LIMIT 1
      """) != nil
  }

  /// The readings that fit, the latest first.
  public func readings(_ filter: ReadingFilter) throws -> [Reading] {
    try rows(
      """
      SELECT at, actor, dossier, matter, detail, purpose FROM reading WHERE \(condition(filter))
      ORDER BY at DESC, dossier, sequence DESC LIMIT \(min(filter.limit, 10_000)) OFFSET \(filter.offset)
      """
    ).map(Reading.init(row:))
  }

  /// How many readings fit, whatever the limit; at most 10,000 are counted.
  public func readingCount(_ filter: ReadingFilter) throws -> Int {
    try row(
      """
      SELECT COUNT(*) AS count FROM (SELECT 1 FROM reading WHERE \(condition(filter)) LIMIT 10000) AS counted
      """)?.int("count") ?? 0
  }

  private func condition(_ filter: ReadingFilter) -> SQL {
    var conditions: [SQL] = ["1 = 1"]
    if let unit = filter.unit?.rawValue {
      conditions.append("(competent_unit = \(unit) OR receiving_unit = \(unit))")
    }
    if let dossier = filter.dossier { conditions.append("dossier = \(dossier.rawValue)") }
    if let matter = filter.matter { conditions.append("matter = \(matter.rawValue)") }
    if let purpose = filter.purpose { conditions.append("purpose = \(purpose.rawValue)") }
    if let from = filter.from { conditions.append("at >= \(from)") }
    if let before = filter.before { conditions.append("at < \(before)") }
    return SQL.joined(conditions + SQL.everyWord(of: SearchText.words(filter.words)), separator: " AND ")
  }
}

extension Reading {
  fileprivate init(row: Row) throws {
    guard let matter = ReadingMatter(rawValue: try row.text("matter")),
      let purpose = ReadingPurpose(rawValue: try row.text("purpose"))
    else { throw StorageError.inconsistent("a reading has no known matter or purpose") }
    self.init(
      at: try row.instant("at"), by: try JSONText.decode(ActorReference.self, from: row.text("actor")),
      dossier: DossierCode(rawValue: try row.text("dossier")), matter: matter, detail: try row.text("detail"),
      purpose: purpose)
  }
}
