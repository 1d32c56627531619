public import Domain

/// What can be done to a dossier, by the names that pages and the API use.
public enum DossierAction: String, CaseIterable, Codable, Hashable, Sendable {
  /// Take an online dossier in hand at reception.
  case accept
  /// The specialist has compared.
  case check
  /// What the step asks for was done and written down.
  case work
  /// The posting is over, or an objection came.
  case post
  /// The leader approves.
  case approve
  /// The leader signs.
  case sign
  /// The clerk takes the numbers.
  case number
  /// The clerk seals.
  case seal
  /// The clerk issues: the documents are made.
  case issue
  /// The result is handed over.
  case returnResult = "return"
  /// Some of the results are handed over.
  case returnPart = "return-part"
  /// Back to an earlier step.
  case sendBack = "send-back"
  /// Take back the step that one did last.
  case takeBack = "take-back"
  /// Give the turn to a colleague.
  case reassign
  /// Ask the applicant to complete papers.
  case requestSupplement = "request-supplement"
  /// Take what the applicant completed.
  case supplement
  /// Let the time stand still.
  case pause
  /// Let the time run on.
  case resume
  /// Give more time.
  case extend
  /// Prepare the apology for what will be late.
  case prepareApology = "prepare-apology"
  /// Refuse the dossier.
  case refuse
  /// Take the applicant's withdrawal.
  case withdraw
  /// Stop the dossier.
  case stop
  /// Take the fee.
  case pay
  /// Keep what the system tells that owns the status.
  case externalStatus = "external-status"

  /// The step's action that this does, when it does one.
  public var stepAction: StepAction? {
    switch self {
    case .accept: .receive
    case .check: .check
    case .work: .work
    case .post: .post
    case .approve: .approve
    case .sign: .sign
    case .number: .number
    case .seal: .seal
    case .issue: .issue
    case .returnResult: .returnResult
    default: nil
    }
  }

  /// Whether whoever does it must say why.
  public var needsReason: Bool {
    switch self {
    case .sendBack, .takeBack, .reassign, .pause, .extend, .prepareApology, .refuse, .withdraw, .stop: true
    default: false
    }
  }
}
