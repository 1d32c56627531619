/// The national code of a procedure, such as `2.000815`.
public struct ProcedureCode: RawRepresentable, Hashable, Codable, Sendable, ExpressibleByStringLiteral {
  /// The code as written.
  public let rawValue: String

  /// Takes a code. Older systems add a suffix (`2.000815.000.00.00.H36`); the national part alone counts.
  public init(rawValue: String) {
    let parts = rawValue.split(separator: ".", omittingEmptySubsequences: false)
    self.rawValue = parts.count > 2 ? "\(parts[0]).\(parts[1])" : rawValue
  }

  /// Takes a code.
  public init(stringLiteral value: String) { self.init(rawValue: value) }

  /// Reads the plain text.
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the plain text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// An administrative procedure (thủ tục hành chính) in one version, as the province issued it.
public struct Procedure: Codable, Hashable, Sendable {
  /// The national code.
  public let code: ProcedureCode
  /// The version; a dossier stays on the version in force when it was received.
  public let version: Int
  /// The first day it is in force.
  public let from: CivilDate
  /// The last day it is in force, or none.
  public let until: CivilDate?
  /// The legal name.
  public let name: LocalizedText
  /// The name people use.
  public let shortName: LocalizedText
  /// The field, such as "Chứng thực".
  public let field: LocalizedText
  /// Other words people look for it with.
  public let keywords: [String]
  /// The law it stands on.
  public let legalBasis: [Citation]
  /// The time limit.
  public let timeLimit: TimeLimit
  /// The papers to bring.
  public let papers: [RequiredPaper]
  /// What it costs.
  public let fee: FeeRule
  /// The register that numbers come from, when there is one.
  public let registerBook: RegisterBookRule?
  /// When a dossier must be refused, for officers and citizens.
  public let refusals: [GuidedText]
  /// The steps; the first is where a dossier begins.
  public let steps: [ProcedureStep]
  /// What the citizen does, in plain words.
  public let guide: [GuidedText]

  enum CodingKeys: String, CodingKey {
    case code, version, from, until, name, field, keywords, papers, fee, refusals, steps, guide
    case shortName = "short_name"
    case legalBasis = "legal_basis"
    case timeLimit = "time_limit"
    case registerBook = "register_book"
  }

  /// The step with a key.
  public func step(_ key: StepKey) -> ProcedureStep? { steps.first { $0.key == key } }

  /// The step that does an action, when one does.
  public func role(of action: StepAction) -> Role? { steps.first { $0.action == action }?.role }

  /// The step where a dossier begins; the catalogue's check refuses a procedure without steps.
  public var firstStep: ProcedureStep? { steps.first }

  /// How the due time is counted.
  public var deadlineRule: DeadlineRule { timeLimit.rule }

  /// How many working days may be added by the law; `nil` when none.
  public var extraWorkingDays: Int? { timeLimit.extraWorkingDays }

  /// Whether the version is in force on a day.
  public func isInForce(on date: CivilDate) -> Bool {
    guard date >= from else { return false }
    guard let until else { return true }
    return date <= until
  }

  /// The fee in đồng for originals filed on a day.
  public func fee(for originals: [Original], channel: Channel, on date: CivilDate, unit: UnitCode, parent: UnitCode?)
    -> Int
  {
    guard let tariff = fee.tariff(on: date, channel: channel, unit: unit, parent: parent) else { return 0 }
    return originals.reduce(0) { $0 + tariff.fee(pages: $1.pages, copies: $1.copies) }
  }
}

/// The time that the law gives.
public struct TimeLimit: Codable, Hashable, Sendable {
  /// How it is counted.
  public let rule: DeadlineRule
  /// How many working days may be added without the applicant's agreement; `nil` when none.
  public let extraWorkingDays: Int?
  /// Where it is laid down.
  public let source: Citation
  /// In plain words.
  public let text: LocalizedText

  enum CodingKeys: String, CodingKey {
    case rule, source, text
    case extraWorkingDays = "extra_working_days"
  }
}

/// A paper that the applicant brings (thành phần hồ sơ).
public struct RequiredPaper: Codable, Hashable, Sendable {
  /// Its key in the procedure.
  public let key: String
  /// What it is.
  public let name: LocalizedText
  /// Whether the original must be shown.
  public let original: Bool
  /// Where it is laid down.
  public let source: Citation
}

/// The register that a procedure takes its numbers from.
public struct RegisterBookRule: Codable, Hashable, Sendable {
  /// The symbol, such as `SCT/BS`.
  public let symbol: String
  /// The title on the cover.
  public let title: LocalizedText
  /// Where it is laid down.
  public let source: Citation
}

/// A sentence of guidance with its law.
public struct GuidedText: Codable, Hashable, Sendable {
  /// The sentence.
  public let text: LocalizedText
  /// Where it is laid down, when it is law and not advice.
  public let source: Citation?
}
