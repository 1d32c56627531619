/// The national code of a procedure, such as `2.000815`.
public struct ProcedureCode: RawRepresentable, Hashable, Codable, Sendable, ExpressibleByStringLiteral {
  /// The code as written.
  public let rawValue: String

  /// Takes a code. Older systems add a suffix (`2.000815.000.00.00.H36`); the national part alone counts.
  public init(rawValue: String) {
    let parts = rawValue.split(separator: ".", omittingEmptySubsequences: false)
    self.rawValue = parts.count > 2 ? "\(parts[0]).\(parts[1])" : rawValue
  }

  /// Whether it is written like a national code: a digit, a point, six digits.
  public var isNational: Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let signs = Array(rawValue.utf8)
    return signs.count == 8 && signs[1] == UInt8(ascii: ".")
      && signs.indices.allSatisfy { $0 == 1 || digits.contains(signs[$0]) }
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
  /// Who decides a procedure.
  public enum Level: String, Codable, Hashable, Sendable, CaseIterable {
    /// The people's committee of the commune.
    case commune
    /// A department of the province, or the province's people's committee.
    case province
    /// A ministry or a body under it.
    case ministry
  }

  /// Who may apply.
  public enum Applicant: String, Codable, Hashable, Sendable, CaseIterable {
    /// A citizen of Viet Nam.
    case citizen
    /// A foreigner, by passport.
    case foreigner
    /// An organisation.
    case organisation
  }

  /// How far the procedure goes without paper or a visit.
  public enum OnlineLevel: String, Codable, Hashable, Sendable, CaseIterable {
    /// From filing to result (toàn trình).
    case full
    /// Partly (một phần).
    case partial
    /// Information only.
    case none
  }

  /// The national code.
  public let code: ProcedureCode
  /// The version; a dossier stays on the version in force when it was received.
  public let version: Int
  /// The first day it is in force.
  public let from: CivilDate
  /// The last day it is in force, or none.
  public private(set) var until: CivilDate?
  /// The legal name.
  public let name: LocalizedText
  /// The name people use.
  public let shortName: LocalizedText
  /// The field, such as "Chứng thực".
  public let field: LocalizedText
  /// Who decides it.
  public let level: Level
  /// The body that decides it, when it is not the commune.
  public let authority: UnitCode?
  /// Who may apply.
  public let applicants: [Applicant]
  /// How far it goes online.
  public let online: OnlineLevel
  /// Where it is received and processed, and whose status counts; here, unless said.
  public let ownership: Ownership?
  /// Whether any commune of the province may receive it for another (phi địa giới hành chính).
  public let nonBoundary: Bool
  /// When a need goes beyond this procedure, and which one it is then.
  public let beyondAuthority: [BeyondAuthority]?
  /// Procedures that usually go with it.
  public let connected: [ProcedureCode]?
  /// Other words people look for it with.
  public let keywords: [String]
  /// The law it stands on.
  public let legalBasis: [Citation]
  /// The time limit.
  public let timeLimit: TimeLimit
  /// Whether the dossier lists originals to be copied, which the fee and the register count.
  public let originals: Bool?
  /// The papers to bring.
  public let papers: [RequiredPaper]
  /// What is filled in.
  public let form: ProcedureForm?
  /// What it costs.
  public let fee: FeeRule
  /// The register that numbers come from, when there is one.
  public let registerBook: RegisterBookRule?
  /// What it ends with.
  public let results: [ProcedureResult]
  /// After how many days a result that nobody collects is asked after; never, when left out.
  public let collectWithinDays: Int?
  /// When a dossier must be refused, for officers and citizens.
  public let refusals: [GuidedText]
  /// The steps; the first is where a dossier begins.
  public let steps: [ProcedureStep]
  /// What the citizen does, in plain words.
  public let guide: [GuidedText]

  enum CodingKeys: String, CodingKey {
    case code, version, from, until, name, field, level, authority, applicants, online, ownership, connected, keywords
    case originals, papers, form, fee, results, refusals, steps, guide
    case shortName = "short_name"
    case nonBoundary = "non_boundary"
    case beyondAuthority = "beyond_authority"
    case legalBasis = "legal_basis"
    case timeLimit = "time_limit"
    case registerBook = "register_book"
    case collectWithinDays = "collect_within_days"
  }

  /// The keys of a procedure's file, in the order in which files are written.
  public static let parts: [String] = [
    "code", "version", "from", "until", "name", "short_name", "field", "level", "authority", "applicants", "online",
    "ownership", "non_boundary", "beyond_authority", "connected", "keywords", "legal_basis", "time_limit", "originals",
    "papers", "form", "fee", "register_book", "results", "collect_within_days", "refusals", "guide", "steps",
  ]

  /// The step with a key.
  public func step(_ key: StepKey) -> ProcedureStep? { steps.first { $0.key == key } }

  /// The role that does an action, when a step does it.
  public func role(of action: StepAction) -> Role? { steps.first { $0.action == action }?.role }

  /// The step where a dossier begins; the catalogue's check refuses a procedure without steps.
  public var firstStep: ProcedureStep? { steps.first }

  /// Whether dossiers list originals to be copied.
  public var listsOriginals: Bool { originals ?? false }

  /// Where it is received and processed, and whose status counts.
  public var owned: Ownership { ownership ?? .here }

  /// The same version with another last day: it is withdrawn. A day before its first takes it back whole.
  public func ending(on day: CivilDate) -> Procedure {
    var ended = self
    ended.until = day
    return ended
  }

  /// Whether there is no day on which it is in force.
  public var isTakenBack: Bool { until.map { $0 < from } ?? false }

  /// Whether the version is in force on a day.
  public func isInForce(on date: CivilDate) -> Bool {
    guard date >= from else { return false }
    guard let until else { return true }
    return date <= until
  }

  /// A field of the e-form or of a step's form.
  public func anyField(_ key: String) -> FormField? {
    form?.field(key) ?? steps.lazy.compactMap { $0.form?.field(key) }.first
  }

  /// The papers that are asked for, given the answers.
  public func papers(for answers: Answers) -> [RequiredPaper] { papers.filter { $0.when?.holds(answers) ?? true } }

  /// Whether its result is a guidance note (phiếu hướng dẫn) to a procedure of another authority.
  public var makesGuidance: Bool { results.contains { $0.kind == .guidance } }

  /// The papers that somebody has to bring or send, given the answers: all but what is made from the e-form.
  public func papersToSend(for answers: Answers) -> [RequiredPaper] {
    papers(for: answers).filter { !($0.isForm ?? false) }
  }

  /// The time limit that a filing has, given its answers.
  public func timeLimit(for answers: Answers) -> TimeLimit { timeLimit.decided(by: answers) }

  /// The results that are made, given all answers.
  public func results(for answers: Answers) -> [ProcedureResult] { results.filter { $0.when?.holds(answers) ?? true } }
}

/// A paper that belongs to a dossier (thành phần hồ sơ).
public struct RequiredPaper: Codable, Hashable, Sendable {
  /// Its key in the procedure.
  public let key: String
  /// What it is.
  public let name: LocalizedText
  /// Whether the original is handed in or shown; else a copy does.
  public let original: Bool
  /// How many are handed in; one unless said.
  public let count: Int?
  /// Whether it is the e-form itself, printed: then there is nothing to bring.
  public let isForm: Bool?
  /// Whether the dossier is whole without it.
  public let optional: Bool?
  /// When it is asked for; always when left out.
  public let when: FieldCondition?
  /// Where the office has what it would tell, so that it need not be asked: `identity` (the identity card's data,
  /// read at filing), or the code of a procedure whose result is kept.
  public let held: [String]?
  /// Where it is laid down.
  public let source: Citation

  enum CodingKeys: String, CodingKey {
    case key, name, original, count, optional, when, held, source
    case isForm = "is_form"
  }

  /// Whether the person must bring it, if nothing that is held replaces it.
  public var isRequired: Bool { !(optional ?? false) && !(isForm ?? false) }
}

/// A need that goes beyond a procedure of the commune, and where it is met.
public struct BeyondAuthority: Codable, Hashable, Sendable {
  /// When it is so, in plain words.
  public let circumstance: LocalizedText
  /// The procedure that meets it.
  public let procedure: ProcedureCode

  enum CodingKeys: String, CodingKey {
    case circumstance = "case"
    case procedure
  }
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
