public import Domain

/// Why the catalogue is not shown or not changed.
public enum CatalogueRefusal: Refusal, Hashable {
  /// Only leaders, administrators, the province's supervisor and its editors read it.
  case notYours
  /// Only the province's editors of the catalogue change it.
  case notEditor
  /// There is no such procedure, or no such version.
  case unknown
  /// The file is larger than so many kilobytes.
  case tooLarge(kilobytes: Int)
  /// The file is empty.
  case empty
  /// The last day lies before today, for a version that is in force already.
  case lastDayPast
  /// The day can't be read.
  case noDay
  /// With this last day the catalogue would have a fault.
  case faulty(reason: String)
  /// Somebody else published at the same moment, several times.
  case busy

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .notYours, .notEditor: .forbidden
    case .unknown: .missing
    case .tooLarge: .tooLarge
    case .busy: .conflict
    case .empty, .lastDayPast, .noDay, .faulty: .invalid
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .notYours: "error.catalogue.not-yours"
    case .notEditor: "error.catalogue.not-editor"
    case .unknown: "error.procedure.unknown"
    case .tooLarge: "error.web.too-large"
    case .empty: "error.catalogue.empty"
    case .lastDayPast: "error.catalogue.last-day-past"
    case .noDay: "error.answers.no-date"
    case .faulty: "error.catalogue.faulty"
    case .busy: "error.catalogue.busy"
    }
  }

  /// The field.
  public var field: String? {
    switch self {
    case .tooLarge, .empty: "yaml"
    case .lastDayPast, .noDay, .faulty: "until"
    default: nil
    }
  }

  /// The values of the sentence.
  public var values: [String: String] {
    switch self {
    case .tooLarge(let kilobytes): ["limit": String(kilobytes)]
    case .faulty(let reason): ["reason": reason]
    default: [:]
    }
  }
}
