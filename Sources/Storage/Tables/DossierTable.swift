public import Domain

/// Where dossiers are kept: the events, which are the truth, and beside them one row a dossier that lists are made
/// from.
extension Transaction {
  /// Keeps a new dossier with its first event.
  public func insert(_ dossier: Dossier, first event: DossierEvent) throws {
    try append(event, to: dossier.reception.code)
    let reception = dossier.reception
    let search = dossier.searchText
    try keepWords(search, of: reception.code.rawValue)
    _ = try execute(
      """
      INSERT INTO dossier (code, unit, receiving_unit, procedure, channel, applicant, search, originals, received_at,
        state, step, role, turn_unit, assignee, turn_since, due_at, promised_at, apology, external_code, asked_at,
        follows, fee, unpaid, finished_at, closed_at, version)
      VALUES (\(reception.code.rawValue), \(reception.competentUnit.rawValue), \(reception.receivingUnit.rawValue),
        \(reception.procedure.rawValue), \(reception.channel.rawValue), \(dossier.owner.name), \(search),
        \(reception.originals.count), \(reception.receivedAt), \(dossier.state.rawValue),
        \(dossier.turn?.step.rawValue), \(dossier.turn?.role.rawValue), \(dossier.turn?.unit.rawValue),
        \(dossier.turn?.assignee?.id), \(dossier.turnSince), \(dossier.dueAt), \(dossier.promisedAt),
        \(dossier.apologyState), \(dossier.externalCode), \(dossier.remindedAt), \(reception.follows?.rawValue),
        \(reception.fee), \(dossier.unpaid), \(dossier.finishedAt), \(dossier.closedAt), \(dossier.version))
      """)
  }

  /// Appends an event and brings the dossier's row up to it.
  ///
  /// - Throws: `DossierRefusal.changedMeanwhile` when another event got in between since `dossier` was read.
  public func update(_ dossier: Dossier, with event: DossierEvent) throws {
    if case .externalStatus = event.change { try keepExternalCode(of: dossier) }
    let changed = try execute(
      """
      UPDATE dossier SET state = \(dossier.state.rawValue), step = \(dossier.turn?.step.rawValue),
        role = \(dossier.turn?.role.rawValue), turn_unit = \(dossier.turn?.unit.rawValue),
        assignee = \(dossier.turn?.assignee?.id), turn_since = \(dossier.turnSince), due_at = \(dossier.dueAt),
        promised_at = \(dossier.promisedAt), apology = \(dossier.apologyState),
        external_code = \(dossier.externalCode), asked_at = \(dossier.remindedAt),
        unpaid = \(dossier.unpaid), finished_at = \(dossier.finishedAt), closed_at = \(dossier.closedAt),
        version = \(dossier.version)
      WHERE code = \(dossier.reception.code.rawValue) AND version = \(event.sequence - 1)
      """)
    guard changed == 1 else { throw DossierRefusal.changedMeanwhile }
    try append(event, to: dossier.reception.code)
  }

  /// Lets a dossier be found by a code that another system has given to it just now.
  private func keepExternalCode(of dossier: Dossier) throws {
    let code = dossier.reception.code.rawValue
    let known = try row("SELECT external_code FROM dossier WHERE code = \(code)")?.textIfPresent("external_code")
    guard known != dossier.externalCode else { return }
    let search = dossier.searchText
    try keepWords(search, of: code)
    _ = try execute("UPDATE dossier SET search = \(search) WHERE code = \(code)")
  }

  private func append(_ event: DossierEvent, to code: DossierCode) throws {
    let body = try JSONText.encode(event)
    _ = try execute(
      """
      INSERT INTO dossier_event (dossier, sequence, at, name, body)
      VALUES (\(code.rawValue), \(event.sequence), \(event.at), \(event.change.name), \(body))
      """)
    seal(
      JournalEntry(
        kind: .dossier, subject: code.rawValue, sequence: event.sequence, at: event.at,
        parts: [event.change.name, body]))
  }

  /// The events of a dossier in their order; empty when there is none of that code.
  public func events(of code: DossierCode) throws -> [DossierEvent] {
    try rows("SELECT body FROM dossier_event WHERE dossier = \(code.rawValue) ORDER BY sequence")
      .map { try JSONText.decode(DossierEvent.self, from: $0.text("body")) }
  }

  /// The dossier as its events tell it; `nil` when there is none of that code.
  public func dossier(_ code: DossierCode) throws -> Dossier? {
    let events = try events(of: code)
    if events.isEmpty { return nil }
    guard let dossier = Dossier(events: events) else {
      throw StorageError.inconsistent("the events of dossier \(code) have a gap")
    }
    return dossier
  }

  /// The open dossiers that a deadline's watch must look at: due before a moment without an apology that went out,
  /// or with a result that waits and was not asked after for a day.
  public func dossiersToWatch(dueBefore: Instant, now: Instant, limit: Int) throws -> [DossierCode] {
    try rows(
      """
      SELECT code FROM dossier WHERE closed_at IS NULL AND due_at <= \(dueBefore)
        AND (apology IS NULL OR (apology = 'prepared' AND due_at < \(now)))
        AND state IN ('received', 'processing')
      UNION ALL
      SELECT code FROM dossier WHERE closed_at IS NULL AND state = 'result-ready'
        AND COALESCE(asked_at, finished_at) < \(now.adding(minutes: -24 * 60 * 7))
      LIMIT \(limit)
      """
    ).map { DossierCode(rawValue: try $0.text("code")) }
  }

  /// The dossiers that follow from one, the oldest first; twenty at most.
  public func dossiers(following code: DossierCode) throws -> [DossierCode] {
    try rows("SELECT code FROM dossier WHERE follows = \(code.rawValue) ORDER BY received_at, code LIMIT 20")
      .map { DossierCode(rawValue: try $0.text("code")) }
  }

  /// The dossiers that have a code in another system, or had it before they came here; five at most.
  public func dossiers(externalCode: String) throws -> [DossierCode] {
    try rows(
      """
      SELECT code FROM dossier WHERE external_code IS NOT NULL AND UPPER(external_code) = \(externalCode.uppercased())
      ORDER BY received_at DESC, code LIMIT 5
      """
    ).map { DossierCode(rawValue: try $0.text("code")) }
  }

  /// The codes of all dossiers, in order; for checking a whole installation.
  public func dossierCodes(after code: String, limit: Int) throws -> [DossierCode] {
    try rows("SELECT code FROM dossier WHERE code > \(code) ORDER BY code LIMIT \(limit)")
      .map { DossierCode(rawValue: try $0.text("code")) }
  }
}

extension Dossier {
  /// Where the apology stands: nothing, `prepared` or `sent`.
  var apologyState: String? { apologySentAt != nil ? "sent" : apology != nil ? "prepared" : nil }

  /// The code in the system that owns the status.
  var externalCode: String? { external?.code ?? reception.externalCode }

  /// What a list is searched by: the code and the one it has elsewhere, the owner's and the filer's names, the papers'
  /// names.
  var searchText: String {
    var words = [reception.code.rawValue, owner.name]
    if reception.owner != nil { words.append(reception.filer.name) }
    words += reception.originals.map(\.name)
    words += Set([reception.externalCode, external?.code].compactMap { $0 }).sorted()
    return SearchText.kept(words.joined(separator: " "))
  }
}
