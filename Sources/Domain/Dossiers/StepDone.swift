/// A step that was done.
public struct StepDone: Codable, Hashable, Sendable {
  /// The step.
  public let step: StepKey
  /// What was done in it.
  public let action: StepAction
  /// Whose turn it is next; `nil` when the dossier is closed by it.
  public let next: Turn?
  /// A remark for the next person.
  public let note: String?
  /// The numbers taken in the register, in the order of the originals; empty unless the action is numbering.
  public let numbers: [RegisterNumber]
  /// The documents made; empty unless the action is issuing.
  public let results: [IssuedResult]
  /// What was written down in the step, and the outcome under the step's key.
  public let answers: Answers
  /// Who took the result; only when the action is returning.
  public let collectedBy: String?

  /// Describes a step done.
  public init(
    step: StepKey, action: StepAction, next: Turn?, note: String? = nil, numbers: [RegisterNumber] = [],
    results: [IssuedResult] = [], answers: Answers = Answers(), collectedBy: String? = nil
  ) {
    self.step = step
    self.action = action
    self.next = next
    self.note = note
    self.numbers = numbers
    self.results = results
    self.answers = answers
    self.collectedBy = collectedBy
  }
}

/// A dossier going back to an earlier step.
public struct SendingBack: Codable, Hashable, Sendable {
  /// The step it was in.
  public let from: StepKey
  /// Whose turn it is again.
  public let to: Turn
  /// Why, for the person who gets it back.
  public let reason: String
  /// The steps whose evidence no longer counts, because they must be done again.
  public let undone: [StepKey]

  /// Describes a sending back.
  public init(from: StepKey, to: Turn, reason: String, undone: [StepKey]) {
    self.from = from
    self.to = to
    self.reason = reason
    self.undone = undone
  }
}

/// A step taken back by whoever did it.
public struct TakingBack: Codable, Hashable, Sendable {
  /// Whose turn it is again.
  public let to: Turn
  /// The step whose evidence no longer counts.
  public let undone: StepKey
  /// Why.
  public let reason: String

  /// Describes a taking back.
  public init(to: Turn, undone: StepKey, reason: String) {
    self.to = to
    self.undone = undone
    self.reason = reason
  }
}

/// A turn given to another colleague.
public struct Reassignment: Codable, Hashable, Sendable {
  /// Who has it now; anybody of the role when there is none.
  public let to: ActorReference?
  /// Why.
  public let reason: String

  /// Describes a reassignment.
  public init(to: ActorReference?, reason: String) {
    self.to = to
    self.reason = reason
  }
}
