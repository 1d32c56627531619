public import Domain

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

  /// Whether the words are all that dossiers of any unit are chosen by.
  var asksForWordsOnly: Bool {
    unit == nil && assignees == nil && !running && roles.isEmpty && step == nil && progress == .all && procedure == nil
      && receivedFrom == nil && receivedBefore == nil
  }

  /// A list of the open dossiers of `unit`.
  public init(unit: UnitCode?) { self.unit = unit }
}
