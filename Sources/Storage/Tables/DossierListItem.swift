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
  /// The code in the system that owns the status.
  public let externalCode: String?
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

extension DossierListItem {
  init(row: Row) throws {
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
    externalCode = try row.textIfPresent("external_code")
    fee = try row.int("fee")
    unpaid = try row.int("unpaid")
    finishedAt = try row.instantIfPresent("finished_at")
    closedAt = try row.instantIfPresent("closed_at")
    version = try row.int("version")
  }
}
