/// A refusal of a dossier, with its ground.
public struct RefusalGiven: Codable, Hashable, Sendable {
  /// Why, in words for the applicant.
  public let reason: String

  /// Describes a refusal.
  public init(reason: String) { self.reason = reason }
}

/// The applicant's withdrawal.
public struct Withdrawal: Codable, Hashable, Sendable {
  /// Why, when a reason was given.
  public let reason: String

  /// Describes a withdrawal.
  public init(reason: String) { self.reason = reason }
}

/// The unit's stopping of a dossier.
public struct Stopping: Codable, Hashable, Sendable {
  /// On what ground, in words for the applicant.
  public let reason: String
  /// What becomes of money that was paid.
  public let money: String?

  /// Describes a stop.
  public init(reason: String, money: String?) {
    self.reason = reason
    self.money = money
  }
}

/// What another system told of a dossier whose status it owns.
public struct ExternalStatus: Codable, Hashable, Sendable {
  /// The system.
  public let system: String
  /// The code it has there.
  public let code: String
  /// Where it stands there, in that system's words.
  public let status: String
  /// When it is due there; that date counts.
  public let dueAt: Instant?

  /// Describes what was told.
  public init(system: String, code: String, status: String, dueAt: Instant?) {
    self.system = system
    self.code = code
    self.status = status
    self.dueAt = dueAt
  }
}
