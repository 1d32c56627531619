import Centre
import Domain

/// The course of a dossier, as a program of its unit sees it: who received it, what is promised, what it waits for, what
/// another system tells of it, and how long each unit has had it.
struct CourseAnswer: Encodable, Sendable {
  struct External: Encodable, Sendable {
    let code: String
    let system: String?
    let status: String?
  }

  struct Side: Encodable, Sendable {
    let unit: String
    let workingMinutes: Int

    enum CodingKeys: String, CodingKey {
      case unit
      case workingMinutes = "working_minutes"
    }
  }

  let receivingUnit: String
  let promisedAt: String?
  let laterThanPromised: Bool
  let supplementUntil: String?
  let apologyDueAt: String?
  let follows: String?
  let followedBy: [String]
  let external: External?
  let timeInUnits: [Side]

  enum CodingKeys: String, CodingKey {
    case follows, external
    case receivingUnit = "receiving_unit"
    case promisedAt = "promised_at"
    case laterThanPromised = "later_than_promised"
    case supplementUntil = "supplement_until"
    case apologyDueAt = "apology_due_at"
    case followedBy = "followed_by"
    case timeInUnits = "time_in_units"
  }

  init(_ file: DossierFile, _ catalogue: Catalogue, now: Instant) {
    let dossier = file.dossier
    receivingUnit = dossier.reception.receivingUnit.rawValue
    promisedAt = dossier.promisedAt?.iso8601
    laterThanPromised = dossier.isLaterThanPromised(at: now)
    supplementUntil = dossier.state == .supplement ? dossier.supplementRequest?.until.iso8601 : nil
    apologyDueAt = dossier.apologySentAt == nil ? nil : dossier.apology?.newDueAt.iso8601
    follows = dossier.reception.follows?.rawValue
    followedBy = file.related.map(\.code).filter { $0 != dossier.reception.follows }.map(\.rawValue)
    external = (dossier.external?.code ?? dossier.reception.externalCode).map { code in
      External(code: code, system: dossier.external?.system, status: dossier.external?.status)
    }
    timeInUnits = file.timeInUnits.map { Side(unit: $0.unit.rawValue, workingMinutes: $0.minutes) }
  }
}
