/// More time, given by a rule that allows it.
public struct Extension: Codable, Hashable, Sendable {
  /// When the result was due before.
  public let previousDueAt: Instant
  /// When it is due now.
  public let dueAt: Instant
  /// The working days added.
  public let workingDays: Int
  /// Why.
  public let reason: String
  /// Whether the applicant agreed in writing, which more than two days need.
  public let agreedInWriting: Bool

  /// Describes an extension.
  public init(previousDueAt: Instant, dueAt: Instant, workingDays: Int, reason: String, agreedInWriting: Bool) {
    self.previousDueAt = previousDueAt
    self.dueAt = dueAt
    self.workingDays = workingDays
    self.reason = reason
    self.agreedInWriting = agreedInWriting
  }
}

/// What the applicant is asked to complete: everything, with all reasons, in one request.
public struct SupplementRequest: Codable, Hashable, Sendable {
  /// One thing that is missing or wrong.
  public struct Item: Codable, Hashable, Sendable {
    /// The paper's key, or the field's; `nil` for something else.
    public let about: String?
    /// What is to be done, in words for the applicant.
    public let text: String

    /// Describes what is missing.
    public init(about: String?, text: String) {
      self.about = about
      self.text = text
    }
  }

  /// All that is missing.
  public let items: [Item]
  /// Until when it should come; the dossier can be stopped after it.
  public let until: Instant

  /// Describes a request.
  public init(items: [Item], until: Instant) {
    self.items = items
    self.until = until
  }
}

/// What the applicant completed.
public struct Supplement: Codable, Hashable, Sendable {
  /// Corrected answers.
  public let answers: Answers
  /// Papers that came.
  public let papers: [FiledPaper]
  /// A remark.
  public let note: String?
  /// When the result is due now.
  public let dueAt: Instant
  /// When it is promised now, where that is earlier.
  public let promisedAt: Instant?

  /// Describes a supplement.
  public init(answers: Answers, papers: [FiledPaper], note: String?, dueAt: Instant, promisedAt: Instant?) {
    self.answers = answers
    self.papers = papers
    self.note = note
    self.dueAt = dueAt
    self.promisedAt = promisedAt
  }
}

/// The time standing still.
public struct Pausing: Codable, Hashable, Sendable {
  /// For what.
  public let cause: Pause.Cause
  /// Why, in words.
  public let reason: String

  /// Describes a pause that begins.
  public init(cause: Pause.Cause, reason: String) {
    self.cause = cause
    self.reason = reason
  }
}

/// The time running on.
public struct Resuming: Codable, Hashable, Sendable {
  /// When the result is due now.
  public let dueAt: Instant
  /// When it is promised now, where that is earlier.
  public let promisedAt: Instant?

  /// Describes the end of a pause.
  public init(dueAt: Instant, promisedAt: Instant?) {
    self.dueAt = dueAt
    self.promisedAt = promisedAt
  }
}

/// A due date that moved because the office was closed unplanned.
public struct Rescheduling: Codable, Hashable, Sendable {
  /// When the result was due before.
  public let previousDueAt: Instant
  /// When it is due now.
  public let dueAt: Instant
  /// When it is promised now, where that is earlier.
  public let promisedAt: Instant?
  /// Why the office was closed.
  public let reason: String

  /// Describes a move.
  public init(previousDueAt: Instant, dueAt: Instant, promisedAt: Instant?, reason: String) {
    self.previousDueAt = previousDueAt
    self.dueAt = dueAt
    self.promisedAt = promisedAt
    self.reason = reason
  }
}

/// An apology for what is late, with a new date.
public struct Apology: Codable, Hashable, Sendable {
  /// Why it is late, in words for the applicant.
  public let reason: String
  /// When it will be ready.
  public let newDueAt: Instant

  /// Describes an apology.
  public init(reason: String, newDueAt: Instant) {
    self.reason = reason
    self.newDueAt = newDueAt
  }
}

/// A reminder that a result waits.
public struct Reminder: Codable, Hashable, Sendable {
  /// How many days it has waited.
  public let days: Int

  /// Describes a reminder.
  public init(days: Int) { self.days = days }
}
