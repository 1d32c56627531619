public import Domain
import Storage

/// A dossier that follows from another, or that another follows from: a guidance note and what was sent up with it.
public struct RelatedDossier: Hashable, Sendable {
  /// The code.
  public let code: DossierCode
  /// The procedure.
  public let procedure: ProcedureCode
  /// The unit that decides it.
  public let unit: UnitCode
  /// Where it stands.
  public let state: Dossier.State
  /// The step that waits now; `nil` when it is closed.
  public let step: StepKey?
  /// Since when it stands there.
  public let since: Instant
  /// When it is due.
  public let dueAt: Instant
  /// The secret that opens it, for the citizen who holds the other one's and whose both are; `nil` for anybody else.
  public let secret: String?
}

extension PersonForm {
  /// A person as they were told before.
  init(_ person: Person) {
    self.init()
    name = person.name
    switch person.identity {
    case .personalNumber(let number): personalNumber = number.digits
    case .passport(let number): passport = number
    }
    born = person.born?.display
    sex = person.sex?.rawValue
    phone = person.phone
    address = person.address
  }
}

extension Centre {
  /// The dossiers that belong together with one.
  func related(to dossier: Dossier, _ tx: Transaction) throws -> [Dossier] {
    let codes = [dossier.reception.follows].compactMap { $0 } + (try tx.dossiers(following: dossier.reception.code))
    return try codes.compactMap { try tx.dossier($0) }
  }

  /// What is told of a related dossier.
  func relation(_ dossier: Dossier, secret: String? = nil) -> RelatedDossier {
    RelatedDossier(
      code: dossier.reception.code, procedure: dossier.reception.procedure, unit: dossier.reception.competentUnit,
      state: dossier.state, step: dossier.turn?.step, since: dossier.closedAt ?? dossier.turnSince,
      dueAt: dossier.dueAt, secret: secret)
  }

  /// What the holder of a dossier's secret is told of a related one. It opens for the person whose dossier both are: a
  /// secret tells nothing of somebody else.
  func relation(_ other: Dossier, forOwnerOf dossier: Dossier) -> RelatedDossier {
    let same = other.owner.identity == dossier.owner.identity
    return relation(other, secret: same ? key.lookUpSecret(of: other.reception.code) : nil)
  }

  /// The form of a dossier that follows from another: the same people, nothing asked twice.
  public func formFollowing(_ code: DossierCode, by actor: Actor) async throws -> DossierForm {
    let reception = try await database.read { try self.dossier(code, for: actor, $0) }.reception
    var form = DossierForm()
    form.follows = code.rawValue
    form.applicant = PersonForm(reception.filer)
    form.owner = reception.owner.map(PersonForm.init)
    form.collector = reception.collector.map(PersonForm.init)
    return form
  }
}
