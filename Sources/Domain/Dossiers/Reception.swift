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
  /// The originals to be copied, for procedures that copy.
  public let originals: [Original]
  /// What was filled in.
  public let answers: Answers
  /// The papers handed in, or what stands in their place.
  public let papers: [FiledPaper]
  /// Why nothing is to be paid, by the key of the tariff's exemption.
  public let exemption: String?
  /// A remark of the filer's, or the officer's.
  public let note: String?
  /// When it was received.
  public let receivedAt: Instant
  /// When the result is due by law.
  public let dueAt: Instant
  /// When the province promises it, where that is earlier.
  public let promisedAt: Instant?
  /// The code that the system has given it which owns its status; that code counts, ours stands beside.
  public let externalCode: String?
  /// The guidance note or dossier that this one follows from.
  public let follows: DossierCode?
  /// The fee worked out, in đồng.
  public let fee: Int
  /// Whose turn it is first: the receiving officer's, or the next person's when it was received at the counter.
  public let turn: Turn
  /// The reception step, when the officer at the counter has done it with the filing itself.
  public let receptionDone: StepKey?
  /// How a person who filed online was identified; `nil` for a filing without a sign-in.
  public let identification: Identification?

  /// Describes a reception.
  public init(
    code: DossierCode, procedure: ProcedureCode, version: Int, channel: Channel, receivingUnit: UnitCode,
    competentUnit: UnitCode, helpingUnit: UnitCode?, filer: Person, owner: Person?, collector: Person?,
    originals: [Original], answers: Answers = Answers(), papers: [FiledPaper] = [], exemption: String? = nil,
    note: String?, receivedAt: Instant, dueAt: Instant, promisedAt: Instant? = nil, externalCode: String? = nil,
    follows: DossierCode? = nil, fee: Int, turn: Turn, receptionDone: StepKey?, identification: Identification? = nil
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
    self.answers = answers
    self.papers = papers
    self.exemption = exemption
    self.note = note
    self.receivedAt = receivedAt
    self.dueAt = dueAt
    self.promisedAt = promisedAt
    self.externalCode = externalCode
    self.follows = follows
    self.fee = fee
    self.turn = turn
    self.receptionDone = receptionDone
    self.identification = identification
  }
}

/// A paper of a dossier: what was handed in for it, or what the office held already.
public struct FiledPaper: Codable, Hashable, Sendable {
  /// The paper's key in the procedure.
  public let key: String
  /// The scans of it.
  public let scans: [Attachment]
  /// Whether the original or copy was handed over on paper at a counter.
  public let onPaper: Bool
  /// The result of an earlier dossier that stands in its place.
  public let reused: ReusedResult?

  /// Describes a paper.
  public init(key: String, scans: [Attachment], onPaper: Bool, reused: ReusedResult? = nil) {
    self.key = key
    self.scans = scans
    self.onPaper = onPaper
    self.reused = reused
  }
}

/// The result of an earlier dossier that the person agreed to have used instead of a paper.
public struct ReusedResult: Codable, Hashable, Sendable {
  /// The earlier dossier.
  public let dossier: DossierCode
  /// The result's key in its procedure.
  public let result: String
  /// What it is, as its owner knows it.
  public let name: String
  /// When the person agreed.
  public let consentAt: Instant

  /// Describes a result used again.
  public init(dossier: DossierCode, result: String, name: String, consentAt: Instant) {
    self.dossier = dossier
    self.result = result
    self.name = name
    self.consentAt = consentAt
  }
}
