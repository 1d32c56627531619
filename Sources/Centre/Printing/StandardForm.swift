public import Domain

/// The standard forms that follow from what happened to a dossier, beside its receipt and control sheet.
public enum StandardForm: String, CaseIterable, Codable, Hashable, Sendable {
  /// The e-form as filled in.
  case application
  /// The request to complete papers (Mẫu số 02).
  case supplementRequest = "supplement-request"
  /// The refusal (Mẫu số 03).
  case refusal
  /// The apology and request for more time (Mẫu số 04), also for an extension that was given.
  case apology
  /// The notice that work stops (Mẫu số 05), also after a withdrawal.
  case stopNotice = "stop-notice"
  /// The receipt for a payment.
  case feeReceipt = "fee-receipt"

  /// The form that an event gives rise to.
  init?(_ change: DossierChange) {
    switch change {
    case .supplementRequested: self = .supplementRequest
    case .refused: self = .refusal
    case .extended, .apologyPrepared, .apologySent: self = .apology
    case .withdrawn, .stopped: self = .stopNotice
    case .paid: self = .feeReceipt
    default: return nil
    }
  }
}

/// A form that can be printed for a dossier: one paper for one event.
public struct PrintableForm: Hashable, Sendable {
  /// The form.
  public let form: StandardForm
  /// The place of the event in the dossier's history.
  public let event: Int
  /// When that was.
  public let at: Instant
  /// The number of a fee receipt.
  public let receiptNumber: Int?

  /// The forms that can be printed for a dossier, in the order in which they came up. An apology that was only prepared
  /// is not the applicant's yet, and once it went out it is that one which counts.
  ///
  /// - Parameter forApplicant: whether only what the applicant gets is asked for.
  public static func all(
    of events: [DossierEvent], hasEForm: Bool, forApplicant: Bool
  ) -> [PrintableForm] {
    let sent = events.contains { if case .apologySent = $0.change { true } else { false } }
    var prepared: Int?
    if !sent, !forApplicant {
      prepared = events.last { if case .apologyPrepared = $0.change { true } else { false } }?.sequence
    }
    return events.compactMap { event in
      if case .received = event.change {
        return hasEForm
          ? PrintableForm(form: .application, event: event.sequence, at: event.at, receiptNumber: nil) : nil
      }
      guard let form = StandardForm(event.change) else { return nil }
      var number: Int?
      switch event.change {
      case .apologyPrepared: if event.sequence != prepared { return nil }
      case .paid(let payment): number = payment.receiptNumber
      default: break
      }
      return PrintableForm(form: form, event: event.sequence, at: event.at, receiptNumber: number)
    }
  }
}

/// Why a form is not printed.
public enum PrintRefusal: Refusal, Hashable {
  /// Nothing happened to the dossier that the form would tell of.
  case nothingToPrint(StandardForm)
  /// There is no such form.
  case unknownForm

  /// There is nothing there.
  public var kind: RefusalKind { .missing }
  /// The sentence.
  public var textKey: String {
    switch self {
    case .nothingToPrint(let form): "error.print.\(form.rawValue)"
    case .unknownForm: "error.print.unknown"
    }
  }
  /// The field.
  public var field: String? { "form" }
}
