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
  /// When it is due.
  public let dueAt: Instant
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
    born = person.born?.iso
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
  func relation(_ dossier: Dossier) -> RelatedDossier {
    RelatedDossier(
      code: dossier.reception.code, procedure: dossier.reception.procedure, unit: dossier.reception.competentUnit,
      state: dossier.state, dueAt: dossier.dueAt)
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
