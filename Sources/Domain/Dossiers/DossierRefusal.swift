/// Why something is not done to a dossier.
public enum DossierRefusal: Refusal, Hashable {
  /// There is no dossier of that code that the person may see.
  case unknown
  /// The dossier is closed.
  case closed
  /// Another action is waited for.
  case notItsTurn(action: StepAction, waiting: StepAction)
  /// The person does not hold the role whose turn it is.
  case notYourRole(Role)
  /// Somebody else changed the dossier since it was read.
  case changedMeanwhile
  /// The fee is not paid yet.
  case unpaid(amount: Int)
  /// The fee is paid already, or there is none.
  case nothingToPay
  /// The amount is not what is to be paid.
  case wrongAmount(due: Int)
  /// A number was taken in the register; what has a number does not go back.
  case alreadyNumbered
  /// A leader has signed.
  case alreadySigned
  /// The present step can't send back there.
  case cannotSendBack
  /// The procedure allows no extension.
  case cannotExtend
  /// The time has run out already; an extension comes before.
  case extendedTooLate
  /// The number of days is out of range.
  case extensionDays
  /// More days than the law gives need the applicant's written agreement.
  case extensionNeedsAgreement(limit: Int)
  /// The applicant still has to complete papers.
  case waitsForApplicant
  /// The time stands still; it must run on first.
  case paused
  /// The time does not stand still.
  case notPaused
  /// The applicant was asked once already; the law allows no second request.
  case supplementOnce
  /// Nothing was asked of the applicant.
  case noSupplementAsked
  /// The last step was somebody else's, or left behind what can't be taken back.
  case cannotTakeBack
  /// The results named are not some of those that wait.
  case cannotReturnPart
  /// The apology went out already.
  case apologySent
  /// The new date does not lie after the due date.
  case apologyDate
  /// The step can come to several things; one must be chosen.
  case outcomeMissing
  /// Nobody of the unit who holds the role has this account.
  case assigneeUnknown
  /// The dossier was given to a colleague.
  case assignedToOther
  /// The step must wait until a moment.
  case tooEarly(until: Instant)
  /// No other system owns the status of this procedure.
  case statusIsOurs
  /// The code that the dossier has in the other system is not known yet.
  case externalCodeMissing
  /// There is no such action.
  case unknownAction

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .unknown: .missing
    case .notYourRole, .assignedToOther: .forbidden
    case .wrongAmount, .cannotSendBack, .extensionDays, .extensionNeedsAgreement, .unknownAction, .outcomeMissing,
      .assigneeUnknown, .apologyDate, .cannotReturnPart, .externalCodeMissing:
      .invalid
    default: .conflict
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .unknown: "error.dossier.unknown"
    case .closed: "error.dossier.closed"
    case .notItsTurn: "error.dossier.not-its-turn"
    case .notYourRole: "error.dossier.not-your-role"
    case .changedMeanwhile: "error.dossier.changed-meanwhile"
    case .unpaid: "error.dossier.unpaid"
    case .nothingToPay: "error.dossier.nothing-to-pay"
    case .wrongAmount: "error.dossier.wrong-amount"
    case .alreadyNumbered: "error.dossier.already-numbered"
    case .alreadySigned: "error.dossier.already-signed"
    case .cannotSendBack: "error.dossier.cannot-send-back"
    case .cannotExtend: "error.dossier.cannot-extend"
    case .extendedTooLate: "error.dossier.extended-too-late"
    case .extensionDays: "error.dossier.extension-days"
    case .extensionNeedsAgreement: "error.dossier.extension-needs-agreement"
    case .waitsForApplicant: "error.dossier.waits-for-applicant"
    case .paused: "error.dossier.paused"
    case .notPaused: "error.dossier.not-paused"
    case .supplementOnce: "error.dossier.supplement-once"
    case .noSupplementAsked: "error.dossier.no-supplement-asked"
    case .cannotTakeBack: "error.dossier.cannot-take-back"
    case .cannotReturnPart: "error.dossier.cannot-return-part"
    case .apologySent: "error.dossier.apology-sent"
    case .apologyDate: "error.dossier.apology-date"
    case .outcomeMissing: "error.dossier.outcome-missing"
    case .assigneeUnknown: "error.dossier.assignee-unknown"
    case .assignedToOther: "error.dossier.assigned-to-other"
    case .tooEarly: "error.dossier.too-early"
    case .statusIsOurs: "error.dossier.status-is-ours"
    case .externalCodeMissing: "error.dossier.external-code-missing"
    case .unknownAction: "error.dossier.unknown-action"
    }
  }

  /// The field.
  public var field: String? {
    switch self {
    case .wrongAmount: "amount"
    case .cannotSendBack: "to"
    case .extensionDays, .extensionNeedsAgreement: "working_days"
    case .unknownAction: "action"
    case .outcomeMissing: "outcome"
    case .assigneeUnknown: "assignee"
    case .apologyDate: "until"
    case .cannotReturnPart: "tokens"
    case .changedMeanwhile: "version"
    case .externalCodeMissing: "external_code"
    default: nil
    }
  }

  /// The values of the sentence.
  public var values: [String: String] {
    switch self {
    case .unpaid(let amount), .wrongAmount(let amount): ["amount": String(amount)]
    case .extensionNeedsAgreement(let limit): ["limit": String(limit)]
    case .notItsTurn(let action, let waiting): ["action": action.rawValue, "waiting": waiting.rawValue]
    case .notYourRole(let role): ["role": role.rawValue]
    case .tooEarly(let until): ["until": "\(until.time.text) \(until.date.display)"]
    default: [:]
    }
  }
}
