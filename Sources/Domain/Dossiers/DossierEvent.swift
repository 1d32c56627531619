/// Something that happened to a dossier: who, when, what and why. Events are the truth; the state follows from them.
public struct DossierEvent: Codable, Hashable, Sendable {
  /// The place in the dossier's history, from 1 without a gap.
  public let sequence: Int
  /// When it happened.
  public let at: Instant
  /// Who did it.
  public let actor: ActorReference
  /// What changed.
  public let change: DossierChange

  /// Records what happened.
  public init(sequence: Int, at: Instant, actor: ActorReference, change: DossierChange) {
    self.sequence = sequence
    self.at = at
    self.actor = actor
    self.change = change
  }
}

/// What can happen to a dossier.
public enum DossierChange: Codable, Hashable, Sendable {
  /// It was received: it has a code and a due date (tiếp nhận).
  case received(Reception)
  /// Money was taken.
  case paid(Payment)
  /// A step was done and the dossier went on to the next.
  case stepDone(StepDone)
  /// It went back to an earlier step, with a reason.
  case sentBack(SendingBack)
  /// The time was extended (Decree 23/2015/NĐ-CP art. 21).
  case extended(Extension)
  /// It was refused, with a reason (phiếu từ chối).
  case refused(RefusalGiven)

  /// The name by which lists, the API and texts know the kind of event.
  public var name: String {
    switch self {
    case .received: "received"
    case .paid: "paid"
    case .stepDone(let done): done.action.evidenceName
    case .sentBack: "sent-back"
    case .extended: "extended"
    case .refused: "refused"
    }
  }
}

/// Whose turn it is: the step that waits, what is to be done in it, and the role that does it.
public struct Turn: Codable, Hashable, Sendable {
  /// The step.
  public let step: StepKey
  /// What is to be done.
  public let action: StepAction
  /// Who does it.
  public let role: Role

  /// Describes a turn.
  public init(step: StepKey, action: StepAction, role: Role) {
    self.step = step
    self.action = action
    self.role = role
  }
}

/// Where a dossier came in.
public enum Channel: String, Codable, Hashable, Sendable, CaseIterable {
  /// At a counter, with an officer.
  case counter
  /// From the citizen's own device.
  case online
  /// At the commune's kiosk.
  case kiosk
}

/// The reception of a dossier. Who helped, who received and who is competent are three units; who files, who owns and
/// who collects may be three people.
public struct Reception: Codable, Hashable, Sendable {
  /// The dossier's code.
  public let code: DossierCode
  /// The procedure's national code.
  public let procedure: ProcedureCode
  /// The version in force when the dossier was received; the dossier stays on it.
  public let version: Int
  /// Where it came in.
  public let channel: Channel
  /// The unit that received it.
  public let receivingUnit: UnitCode
  /// The unit that decides it.
  public let competentUnit: UnitCode
  /// The unit that helped to file it, when one did.
  public let helpingUnit: UnitCode?
  /// Who files.
  public let filer: Person
  /// Whose dossier it is, when it is not the filer's.
  public let owner: Person?
  /// Who will collect the result, when it is not the filer.
  public let collector: Person?
  /// The originals to be copied.
  public let originals: [Original]
  /// A remark of the filer's, or the officer's.
  public let note: String?
  /// When it was received.
  public let receivedAt: Instant
  /// When the result is due.
  public let dueAt: Instant
  /// The fee worked out, in đồng.
  public let fee: Int
  /// Whose turn it is first: the receiving officer's, or the next person's when it was received at the counter.
  public let turn: Turn
  /// The reception step, when the officer at the counter has done it with the filing itself.
  public let receptionDone: StepKey?

  /// Describes a reception.
  public init(
    code: DossierCode, procedure: ProcedureCode, version: Int, channel: Channel, receivingUnit: UnitCode,
    competentUnit: UnitCode, helpingUnit: UnitCode?, filer: Person, owner: Person?, collector: Person?,
    originals: [Original], note: String?, receivedAt: Instant, dueAt: Instant, fee: Int, turn: Turn,
    receptionDone: StepKey?
  ) {
    self.code = code
    self.procedure = procedure
    self.version = version
    self.channel = channel
    self.receivingUnit = receivingUnit
    self.competentUnit = competentUnit
    self.helpingUnit = helpingUnit
    self.filer = filer
    self.owner = owner
    self.collector = collector
    self.originals = originals
    self.note = note
    self.receivedAt = receivedAt
    self.dueAt = dueAt
    self.fee = fee
    self.turn = turn
    self.receptionDone = receptionDone
  }
}

/// Money taken for a dossier.
public struct Payment: Codable, Hashable, Sendable {
  /// How money comes.
  public enum Method: String, Codable, Hashable, Sendable, CaseIterable {
    /// Cash at the counter.
    case cash
    /// A bank transfer that the officer has seen arrive.
    case transfer
  }

  /// The amount in đồng.
  public let amount: Int
  /// Cash or transfer.
  public let method: Method
  /// The running number of the unit's fee receipts in the year.
  public let receiptNumber: Int

  /// Describes a payment.
  public init(amount: Int, method: Method, receiptNumber: Int) {
    self.amount = amount
    self.method = method
    self.receiptNumber = receiptNumber
  }
}

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
  public let results: [IssuedCopy]
  /// Who took the result; only when the action is returning.
  public let collectedBy: String?

  /// Describes a step done.
  public init(
    step: StepKey, action: StepAction, next: Turn?, note: String? = nil, numbers: [RegisterNumber] = [],
    results: [IssuedCopy] = [], collectedBy: String? = nil
  ) {
    self.step = step
    self.action = action
    self.next = next
    self.note = note
    self.numbers = numbers
    self.results = results
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

/// A refusal of a dossier, with its ground.
public struct RefusalGiven: Codable, Hashable, Sendable {
  /// Why, in words for the applicant.
  public let reason: String

  /// Describes a refusal.
  public init(reason: String) { self.reason = reason }
}

/// A number in a certification register.
public struct RegisterNumber: Codable, Hashable, Sendable {
  /// The original's place in the dossier.
  public let original: Int
  /// The book's symbol, such as `SCT/BS`.
  public let book: String
  /// The year of the book.
  public let year: Int
  /// The number.
  public let number: Int

  /// Describes a number taken.
  public init(original: Int, book: String, year: Int, number: Int) {
    self.original = original
    self.book = book
    self.year = year
    self.number = number
  }
}

/// A certified copy that was made.
public struct IssuedCopy: Codable, Hashable, Sendable {
  /// The original's place in the dossier.
  public let original: Int
  /// The SHA-256 of the PDF, under which it is kept.
  public let sha256: String
  /// The size of the PDF in bytes.
  public let size: Int
  /// The public token in the QR, with which anybody who holds the paper checks it.
  public let token: String

  /// Describes a copy made.
  public init(original: Int, sha256: String, size: Int, token: String) {
    self.original = original
    self.sha256 = sha256
    self.size = size
    self.token = token
  }
}
