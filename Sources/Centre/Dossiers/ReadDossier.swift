public import Domain
public import Storage

/// A dossier with all that an officer's page shows of it.
public struct DossierFile: Sendable {
  /// The dossier as it stands.
  public let dossier: Dossier
  /// Its history.
  public let events: [DossierEvent]
  /// The version of the procedure that it runs on.
  public let procedure: Procedure
  /// The steps that the present one may send back to.
  public let sendBackTargets: [ProcedureStep]
}

extension Centre {
  /// A dossier with its history, for an officer or program of its unit.
  ///
  /// - Throws: `DossierRefusal.unknown` when there is none, or none that the actor may know of.
  public func readDossier(_ code: DossierCode, by actor: Actor) async throws -> DossierFile {
    try await database.read { tx in
      let events = try tx.events(of: code)
      guard let dossier = Dossier(events: events), self.maySee(dossier, actor) else { throw DossierRefusal.unknown }
      let procedure = try self.procedure(of: dossier)
      return DossierFile(
        dossier: dossier, events: events, procedure: procedure,
        sendBackTargets: DossierDecision(dossier: dossier, procedure: procedure).sendBackTargets)
    }
  }

  /// A dossier inside a transaction, for an actor who may see it.
  func dossier(_ code: DossierCode, for actor: Actor, _ tx: Transaction) throws -> Dossier {
    guard let dossier = try tx.dossier(code), maySee(dossier, actor) else { throw DossierRefusal.unknown }
    return dossier
  }

  /// Whether an actor may see a dossier: officers and programs of the unit that decides it or received it, and the
  /// province's supervisor. A dossier of another commune does not exist for them.
  func maySee(_ dossier: Dossier, _ actor: Actor) -> Bool {
    guard actor.kind != .citizen, let unit = actor.unit else { return false }
    let reception = dossier.reception
    if unit == reception.competentUnit || unit == reception.receivingUnit { return true }
    guard let parent = catalogue.units.unit(reception.competentUnit)?.parent, parent == unit else { return false }
    return actor.roles.contains(.provinceSupervisor) || actor.roles.contains(.apiClient)
  }

  /// The dossiers of the actor's unit that fit `filter`, and how many there are. The province's supervisor may ask
  /// for any unit or all.
  public func listDossiers(
    _ filter: DossierFilter, by actor: Actor
  ) async throws -> (items: [DossierListItem], total: Int) {
    guard actor.kind != .citizen, let unit = actor.unit else { throw DossierRefusal.unknown }
    var filter = filter
    if !actor.roles.contains(.provinceSupervisor) { filter.unit = unit }
    let asked = filter
    let now = now()
    return try await database.read { tx in
      (try tx.dossiers(asked, now: now), try tx.dossierCount(asked, now: now))
    }
  }

  /// What is late and what will be within `minutes` working minutes, of the actor's unit: for the people who can do
  /// something about it.
  public func countWork(by actor: Actor) async throws -> WorkCount {
    guard actor.kind != .citizen, let unit = actor.unit else { throw DossierRefusal.unknown }
    let now = now()
    let soon = warningHorizon(for: unit, at: now)
    return try await database.read { tx in
      func count(_ progress: DossierFilter.Progress, roles: Set<Role> = []) throws -> Int {
        var filter = DossierFilter(unit: unit)
        filter.progress = progress
        filter.roles = roles
        filter.dueBefore = soon
        if !roles.isEmpty {
          filter.inUnitNow = true
          filter.assignees = actor.accounts
        }
        return try tx.dossierCount(filter, now: now)
      }
      return WorkCount(
        mine: try count(.open, roles: actor.effectiveRoles), open: try count(.open), soon: try count(.soon),
        late: try count(.late))
    }
  }

  /// Until when "due soon" reaches: two working hours ahead, so that a warning comes while something can still be done.
  public func warningHorizon(for unit: UnitCode, at now: Instant) -> Instant {
    calendar(for: unit).deadline(.workingHours(2), received: now).dueAt
  }
}

/// How much work waits.
public struct WorkCount: Hashable, Sendable {
  /// Open dossiers whose turn is one of the officer's roles.
  public let mine: Int
  /// Open dossiers of the unit.
  public let open: Int
  /// Not finished and due within two working hours.
  public let soon: Int
  /// Not finished and past the due time.
  public let late: Int
}
