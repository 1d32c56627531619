import Centre
import Domain
import Storage

/// A procedure in a list.
struct ProcedureSummary: Encodable, Sendable {
  let code: String
  let version: Int
  let name: LocalizedText
  let field: LocalizedText
  let timeLimit: LocalizedText

  enum CodingKeys: String, CodingKey {
    case code, version, name, field
    case timeLimit = "time_limit"
  }

  init(_ procedure: Procedure) {
    code = procedure.code.rawValue
    version = procedure.version
    name = procedure.name
    field = procedure.field
    timeLimit = procedure.timeLimit.wholeText
  }
}

/// A unit in a list.
struct UnitSummary: Encodable, Sendable {
  let code: String
  let agencyCode: String
  let agencyCodeIsSample: Bool
  let name: LocalizedText
  let kind: String
  let parent: String?
  /// The former units by which it was found, when its own name does not fit what was asked.
  let foundAs: [FormerUnit]?

  enum CodingKeys: String, CodingKey {
    case code, name, kind, parent
    case foundAs = "found_as"
    case agencyCode = "agency_code"
    case agencyCodeIsSample = "agency_code_is_sample"
  }

  init(_ found: FoundUnit) {
    let unit = found.unit
    foundAs = found.former.isEmpty ? nil : found.former
    code = unit.code.rawValue
    agencyCode = unit.agencyCode
    agencyCodeIsSample = unit.agencyCodeIsSample
    name = unit.name
    kind = unit.kind.rawValue
    parent = unit.parent?.rawValue
  }
}

/// What the caller gets who filed.
struct ReceivedAnswer: Encodable, Sendable {
  let code: String
  let receivedAt: String
  let dueAt: String
  let fee: Int
  let lookUpSecret: String

  enum CodingKeys: String, CodingKey {
    case code, fee
    case receivedAt = "received_at"
    case dueAt = "due_at"
    case lookUpSecret = "look_up_secret"
  }

  init(_ received: ReceivedDossier, secret: String) {
    code = received.code.rawValue
    receivedAt = received.receivedAt.iso8601
    dueAt = received.dueAt.iso8601
    fee = received.fee
    lookUpSecret = secret
  }
}

/// A dossier, as a program of its unit sees it. Personal numbers are not among it: a program that needs them asks
/// for them where they are logged.
struct DossierAnswer: Encodable, Sendable {
  struct OriginalAnswer: Encodable, Sendable {
    let position: Int
    let name: String
    let pages: Int
    let copies: Int
    let files: Int
    let registerNumber: Int?

    enum CodingKeys: String, CodingKey {
      case position, name, pages, copies, files
      case registerNumber = "register_number"
    }
  }

  let code: String
  let procedure: String
  let procedureVersion: Int
  let unit: String
  let channel: String
  let applicant: String
  let state: String
  let portalStatus: Int
  let step: String?
  let receivedAt: String
  let dueAt: String
  let finishedAt: String?
  let closedAt: String?
  let late: Bool
  let fee: Int
  let unpaid: Int
  let payment: PaymentAnswer?
  let version: Int
  let originals: [OriginalAnswer]
  let course: CourseAnswer

  enum CodingKeys: String, CodingKey {
    case course
    case code, procedure, unit, channel, applicant, state, step, late, fee, unpaid, payment, version, originals
    case procedureVersion = "procedure_version"
    case portalStatus = "portal_status"
    case receivedAt = "received_at"
    case dueAt = "due_at"
    case finishedAt = "finished_at"
    case closedAt = "closed_at"
  }

  init(_ file: DossierFile, _ catalogue: Catalogue, now: Instant) {
    let dossier = file.dossier
    course = CourseAnswer(file, catalogue, now: now)
    let reception = dossier.reception
    code = reception.code.rawValue
    procedure = reception.procedure.rawValue
    procedureVersion = reception.version
    unit = reception.competentUnit.rawValue
    channel = reception.channel.rawValue
    applicant = dossier.owner.name
    state = dossier.state.rawValue
    portalStatus = dossier.state.portalStatus
    step = dossier.turn?.step.rawValue
    receivedAt = reception.receivedAt.iso8601
    dueAt = dossier.dueAt.iso8601
    finishedAt = dossier.finishedAt?.iso8601
    closedAt = dossier.closedAt?.iso8601
    late = dossier.isLate(at: now)
    fee = reception.fee
    unpaid = dossier.unpaid
    payment = file.payment.map(PaymentAnswer.init)
    version = dossier.version
    originals = reception.originals.map { original in
      OriginalAnswer(
        position: original.position, name: original.name, pages: original.pages, copies: original.copies,
        files: original.scans.count,
        registerNumber: dossier.numbers.first { $0.original == original.position }?.number)
    }
  }
}

/// How a dossier's fee is paid by transfer.
struct PaymentAnswer: Encodable, Sendable {
  let payload: String
  let bank: String
  let bankName: String
  let account: String
  let holder: String
  let sample: Bool
  let amount: Int
  let memo: String

  enum CodingKeys: String, CodingKey {
    case payload, bank, account, holder, sample, amount, memo
    case bankName = "bank_name"
  }

  init(_ order: PaymentOrder) {
    payload = order.payload
    bank = order.account.bank
    bankName = order.account.bankName
    account = order.account.number
    holder = order.account.holder
    sample = order.account.isSample
    amount = order.amount
    memo = order.memo
  }
}

/// What became of a bank's notification.
struct BankNoticeAnswer: Encodable, Sendable {
  let reference: String
  let outcome: String
  let dossier: String?
  let receiptNumber: Int?

  enum CodingKeys: String, CodingKey {
    case reference, outcome, dossier
    case receiptNumber = "receipt_number"
  }

  init(_ kept: KeptBankNotice) {
    reference = kept.notice.reference
    outcome = kept.outcome.rawValue
    dossier = kept.dossier?.rawValue
    receiptNumber = kept.receiptNumber
  }
}

/// An event, as a program of the unit sees it.
struct EventAnswer: Encodable, Sendable {
  let sequence: Int
  let name: String
  let at: String
  let actor: String
  let unit: String?

  init(_ event: DossierEvent) {
    sequence = event.sequence
    name = event.change.name
    at = event.at.iso8601
    actor = event.actor.kind == .staff ? event.actor.name : event.actor.kind.rawValue
    unit = event.actor.unit?.rawValue
  }
}

/// Where a dossier stands after an action.
struct ActAnswer: Encodable, Sendable {
  let code: String
  let state: String
  let step: String?
  let version: Int

  init(_ done: DossierActDone) {
    code = done.code.rawValue
    state = done.state.rawValue
    step = done.step?.rawValue
    version = done.version
  }
}

/// A file that was taken.
struct UploadAnswer: Encodable, Sendable {
  let id: String
  let name: String
  let mediaType: String
  let size: Int
  let pages: Int

  enum CodingKeys: String, CodingKey {
    case id, name, size, pages
    case mediaType = "media_type"
  }

  init(_ upload: Upload) {
    id = upload.id
    name = upload.file.name
    mediaType = upload.file.mediaType
    size = upload.file.size
    pages = upload.file.pages
  }
}
