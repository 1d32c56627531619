/// What of a person's data was read.
public enum ReadingMatter: String, Codable, CaseIterable, Hashable, Sendable {
  /// The dossier's page, or what a program gets of it.
  case dossier
  /// A paper that the person sent.
  case paper
  /// A form that was printed.
  case form
  /// A result that the office holds, offered for another dossier of the same person.
  case heldResult = "held-result"
}

/// What for: it follows from who reads and where the dossier stands.
public enum ReadingPurpose: String, Codable, CaseIterable, Hashable, Sendable {
  /// It is the reader's turn, or that of a colleague whom the reader covers.
  case processing
  /// The person is served at the counter.
  case counter
  /// The unit's own work beside the turn: advice, direction, the registers.
  case unitWork = "unit-work"
  /// The province supervises.
  case supervision
  /// An inspection.
  case inspection
  /// Another system asks for what it needs.
  case exchange

  /// Why an actor who may read a dossier reads it.
  public init(_ actor: Actor, _ dossier: Dossier) {
    let units = [dossier.reception.competentUnit, dossier.reception.receivingUnit]
    func works(_ roles: [Role]) -> Bool { units.contains { unit in roles.contains { actor.holds($0, in: unit) } } }
    if actor.kind == .client {
      self = .exchange
    } else if let turn = dossier.turn, actor.holds(turn.role, in: turn.unit) {
      self = .processing
    } else if works([.receivingOfficer]) {
      self = .counter
    } else if works([.specialist, .leader, .recordsClerk, .unitAdministrator]) {
      self = .unitWork
    } else if actor.effectiveRoles.contains(.auditor) {
      self = .inspection
    } else {
      self = .supervision
    }
  }
}

/// That somebody read a person's data: kept, sealed, and told to the person (Law 91/2025/QH15 on the protection of
/// personal data).
public struct Reading: Hashable, Sendable {
  /// When.
  public let at: Instant
  /// Who, as it was then.
  public let by: ActorReference
  /// Whose: the dossier.
  public let dossier: DossierCode
  /// What.
  public let matter: ReadingMatter
  /// Which paper (its place from 1) or which form (its key); empty for the whole.
  public let detail: String
  /// What for.
  public let purpose: ReadingPurpose

  /// Describes a reading.
  public init(
    at: Instant, by: ActorReference, dossier: DossierCode, matter: ReadingMatter, detail: String = "",
    purpose: ReadingPurpose
  ) {
    self.at = at
    self.by = by
    self.dossier = dossier
    self.matter = matter
    self.detail = detail
    self.purpose = purpose
  }
}
