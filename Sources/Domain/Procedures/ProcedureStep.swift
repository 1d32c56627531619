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
  /// The step after it; `nil` when the dossier is closed by it.
  public let next: StepKey?
  /// The steps it may send back to.
  public let canSendBackTo: [StepKey]
  /// What to check, the legal text, common mistakes: what stands beside the dossier on the desk.
  public let guide: StepGuide

  enum CodingKeys: String, CodingKey {
    case key, name, role, action, minutes, next, guide
    case canSendBackTo = "can_send_back_to"
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
