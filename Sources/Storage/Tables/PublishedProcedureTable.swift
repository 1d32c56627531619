public import Domain

/// What was published or withdrawn from the browser: one event, with who and when.
public struct Publication: Hashable, Sendable {
  /// What was done.
  public enum Act: Hashable, Sendable {
    /// A version was published; its file as YAML.
    case published(yaml: String)
    /// A version was given a last day; a day before its first takes it back before it was ever in force.
    case withdrawn(until: CivilDate)
  }

  /// Its place among all, from 1 without a gap.
  public let sequence: Int
  /// The procedure.
  public let procedure: ProcedureCode
  /// The version.
  public let version: Int
  /// What was done.
  public let act: Act
  /// When.
  public let at: Instant
  /// Who did it.
  public let by: ActorReference

  /// Describes an event.
  public init(sequence: Int, procedure: ProcedureCode, version: Int, act: Act, at: Instant, by: ActorReference) {
    self.sequence = sequence
    self.procedure = procedure
    self.version = version
    self.act = act
    self.at = at
    self.by = by
  }
}

extension Transaction {
  /// Keeps an event. A place that is taken, or a version that was published before, is a unique violation.
  public func insert(_ publication: Publication) throws {
    var kind = "published"
    var body: String?
    var until: String?
    let publisher = try JSONText.encode(publication.by)
    switch publication.act {
    case .published(let yaml): body = yaml
    case .withdrawn(let day):
      kind = "withdrawn"
      until = day.iso
    }
    _ = try execute(
      """
      INSERT INTO published_procedure (sequence, kind, procedure, version, until_day, body, at, publisher)
      VALUES (\(publication.sequence), \(kind), \(publication.procedure.rawValue), \(publication.version), \(until),
        \(body), \(publication.at), \(publisher))
      """)
    seal(
      JournalEntry(
        kind: .publication, subject: "catalogue", sequence: publication.sequence, at: publication.at,
        parts: [kind, publication.procedure.rawValue, String(publication.version), until, body, publisher]))
  }

  /// All events in their order.
  public func publications() throws -> [Publication] {
    try rows("SELECT * FROM published_procedure ORDER BY sequence").map(Publication.init(row:))
  }

  /// The place of the last event; 0 when there is none.
  public func lastPublication() throws -> Int {
    try row("SELECT COALESCE(MAX(sequence), 0) AS sequence FROM published_procedure")?.int("sequence") ?? 0
  }
}

extension Publication {
  fileprivate init(row: Row) throws {
    let act: Act
    if let yaml = try row.textIfPresent("body") {
      act = .published(yaml: yaml)
    } else {
      guard let until = try row.textIfPresent("until_day").flatMap({ CivilDate(iso: $0) }) else {
        throw StorageError.inconsistent("a publication has neither file nor last day")
      }
      act = .withdrawn(until: until)
    }
    self.init(
      sequence: try row.int("sequence"), procedure: ProcedureCode(rawValue: try row.text("procedure")),
      version: try row.int("version"), act: act, at: try row.instant("at"),
      by: try JSONText.decode(ActorReference.self, from: try row.text("publisher")))
  }
}
