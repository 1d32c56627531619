/// Something that happened to a dossier: who, when, what and why. Events are the truth; the state follows from them.
public struct DossierEvent: Codable, Hashable, Sendable {
  /// The place in the dossier's history, from 1 without a gap.
  public let sequence: Int
  /// When it happened.
  public let at: Instant
  /// Who did it.
  public let actor: ActorReference
  /// What changed.
  public let change: DossierChange

  /// Records what happened.
  public init(sequence: Int, at: Instant, actor: ActorReference, change: DossierChange) {
    self.sequence = sequence
    self.at = at
    self.actor = actor
    self.change = change
  }
}

/// What can happen to a dossier.
public enum DossierChange: Codable, Hashable, Sendable {
  /// It was received: it has a code and a due date (tiếp nhận).
  case received(Reception)
  /// Money was taken.
  case paid(Payment)
  /// A step was done and the dossier went on to the next.
  case stepDone(StepDone)
  /// It went back to an earlier step, with a reason.
  case sentBack(SendingBack)
  /// Whoever did the last step took it back, before anybody went on from it.
  case takenBack(TakingBack)
  /// The turn was given to another colleague.
  case reassigned(Reassignment)
  /// The applicant was asked, once and for everything at once, to complete papers (phiếu yêu cầu bổ sung).
  case supplementRequested(SupplementRequest)
  /// The applicant completed what was asked; the time runs on.
  case supplemented(Supplement)
  /// The time stands still for a reason of law.
  case paused(Pausing)
  /// The time runs on.
  case resumed(Resuming)
  /// The time was extended (Decree 23/2015/NĐ-CP art. 21 for certification).
  case extended(Extension)
  /// The due date moved because the office was closed unplanned.
  case rescheduled(Rescheduling)
  /// An apology for what will be late was prepared, or prepared anew (văn bản xin lỗi và đề nghị gia hạn).
  case apologyPrepared(Apology)
  /// The apology went out to the applicant.
  case apologySent(Apology)
  /// It was refused, with a reason (phiếu từ chối).
  case refused(RefusalGiven)
  /// The applicant withdrew it.
  case withdrawn(Withdrawal)
  /// The unit stopped it (thông báo dừng giải quyết).
  case stopped(Stopping)
  /// Some of the results were handed over, others follow.
  case partReturned(PartReturned)
  /// The applicant was reminded of a result that waits to be collected.
  case reminded(Reminder)
  /// Another system, which owns the status, told where it stands.
  case externalStatus(ExternalStatus)

  /// The name by which lists, the API and texts know the kind of event.
  public var name: String {
    switch self {
    case .received: "received"
    case .paid: "paid"
    case .stepDone(let done): done.action.evidenceName
    case .sentBack: "sent-back"
    case .takenBack: "taken-back"
    case .reassigned: "reassigned"
    case .supplementRequested: "supplement-requested"
    case .supplemented: "supplemented"
    case .paused: "paused"
    case .resumed: "resumed"
    case .extended: "extended"
    case .rescheduled: "rescheduled"
    case .apologyPrepared: "apology-prepared"
    case .apologySent: "apology-sent"
    case .refused: "refused"
    case .withdrawn: "withdrawn"
    case .stopped: "stopped"
    case .partReturned: "part-returned"
    case .reminded: "reminded"
    case .externalStatus: "external-status"
    }
  }
}

/// Whose turn it is: the step that waits, what is to be done in it, in which unit, by which role, and by whom when one
/// person was named.
public struct Turn: Codable, Hashable, Sendable {
  /// The step.
  public let step: StepKey
  /// What is to be done.
  public let action: StepAction
  /// Who does it.
  public let role: Role
  /// The unit in which it is done: the receiving one for reception and return, the competent one for the rest.
  public let unit: UnitCode
  /// The colleague it was given to; anybody of the role when there is none.
  public let assignee: ActorReference?

  /// Describes a turn.
  public init(step: StepKey, action: StepAction, role: Role, unit: UnitCode, assignee: ActorReference? = nil) {
    self.step = step
    self.action = action
    self.role = role
    self.unit = unit
    self.assignee = assignee
  }
}
