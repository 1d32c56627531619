/// The key of a step in its procedure.
public struct StepKey: RawRepresentable, Hashable, Codable, Sendable, ExpressibleByStringLiteral {
  /// The key as written.
  public let rawValue: String

  /// Takes a key.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Takes a key.
  public init(stringLiteral value: String) { rawValue = value }

  /// Reads the plain text.
  public init(from decoder: any Decoder) throws { rawValue = try decoder.singleValueContainer().decode(String.self) }

  /// Writes the plain text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// What is done in a step. Approving, signing, numbering, sealing and issuing are separate pieces of evidence.
public enum StepAction: String, Codable, Hashable, Sendable, CaseIterable {
  /// The receiving officer looks whether everything is there.
  case receive
  /// The specialist examines.
  case check
  /// Something is done and written down in the step's form: a verification, a council's session, a consultation.
  case work
  /// Something is made public and waits for objections (niêm yết công khai).
  case post
  /// The leader approves.
  case approve
  /// The leader signs.
  case sign
  /// The clerk takes the number in the register.
  case number
  /// The clerk seals.
  case seal
  /// The clerk issues: the result is made.
  case issue
  /// The officer hands the result over.
  case returnResult = "return"
}

/// One step of a procedure.
public struct ProcedureStep: Codable, Hashable, Sendable {
  /// Its key.
  public let key: StepKey
  /// Its name.
  public let name: LocalizedText
  /// Who does it.
  public let role: Role
  /// What is done.
  public let action: StepAction
  /// The working minutes it should take.
  public let minutes: Int
  /// The step after it; `nil` when the dossier is closed by it, or when there are `outcomes`.
  public let next: StepKey?
  /// What the step can come to, when it can come to more than one thing; whoever does it chooses.
  public let outcomes: [StepOutcome]?
  /// What is written down in it.
  public let form: ProcedureForm?
  /// How long it must wait, for a posting.
  public let waits: StepWait?
  /// What goes to the next person with the dossier, on paper.
  public let handOver: LocalizedText?
  /// The steps it may send back to.
  public let canSendBackTo: [StepKey]
  /// What to check, the legal text, common mistakes: what stands beside the dossier on the desk.
  public let guide: StepGuide

  enum CodingKeys: String, CodingKey {
    case key, name, role, action, minutes, next, outcomes, form, waits, guide
    case handOver = "hand_over"
    case canSendBackTo = "can_send_back_to"
  }

  /// The steps that may come after it.
  public var successors: [StepKey] { (outcomes ?? []).compactMap(\.next) + [next].compactMap { $0 } }

  /// Whether a dossier can end with it.
  public var canEnd: Bool { outcomes.map { $0.contains { $0.next == nil } } ?? (next == nil) }
}

/// What a step can come to.
public struct StepOutcome: Codable, Hashable, Sendable {
  /// The value that is kept, as the answer named like the step.
  public let key: String
  /// What the officer chooses.
  public let name: LocalizedText
  /// The step after it; `nil` when the dossier is closed by it.
  public let next: StepKey?
  /// Whether it may come before the step has waited: an objection to what was posted.
  public let early: Bool?
}

/// How long a step must wait.
public struct StepWait: Codable, Hashable, Sendable {
  /// Working days.
  public let workingDays: Int
  /// Where it is laid down.
  public let source: Citation

  enum CodingKeys: String, CodingKey {
    case source
    case workingDays = "working_days"
  }
}

/// The operating procedure of a step, as it stands beside the dossier.
public struct StepGuide: Codable, Hashable, Sendable {
  /// What to check, in order.
  public let checks: [GuidedText]
  /// The legal text in short.
  public let law: [GuidedText]
  /// Mistakes that are often made.
  public let mistakes: [GuidedText]
}
