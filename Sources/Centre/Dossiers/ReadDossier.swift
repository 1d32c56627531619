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
  /// What the reader may do now.
  public let actions: [DossierAction]
  /// The colleagues that the turn can be given to.
  public let colleagues: [Colleague]
  /// Until when the present step must wait, when it must.
  public let waitsUntil: Instant?
  /// When a supplement that is asked for now should come, unless the officer names another day.
  public let supplementUntil: Instant
  /// The day that an apology offers, unless the officer names another.
  public let apologyDate: Instant
  /// The results that were not handed over yet.
  public let waitingResults: [IssuedResult]
  /// The dossier that this one follows from, and those that follow from it.
  public let related: [RelatedDossier]
  /// How the fee is paid by transfer, while something is unpaid and the unit has an account.
  public let payment: PaymentOrder?
  /// When the unit that decides works.
  public let calendar: WorkingCalendar
  /// How long each unit has had it, in that unit's working time.
  public let timeInUnits: [TimeInUnit]
  /// The check of the filer's identity, when the provider was down.
  public let identityCheck: IdentityCheck?
  /// The name of the provider that has identified the filer, or should have; `nil` when it is no longer configured.
  public let identifiedBy: LocalizedText?
}

extension Centre {
  /// A dossier with its history, for an officer or program of its unit.
  ///
  /// - Throws: `DossierRefusal.unknown` when there is none, or none that the actor may know of.
  /// The reading is noted, and told to the person.
  public func readDossier(_ code: DossierCode, by actor: Actor) async throws -> DossierFile {
    let file = try await dossierFile(code, for: actor)
    try await note(.dossier, of: [file.dossier.reception.code], by: actor)
    return file
  }

  /// The same, whose reading the caller notes as what it is.
  func dossierFile(_ code: DossierCode, for actor: Actor) async throws -> DossierFile {
    try await database.read { tx in
      let events = try tx.events(of: code)
      guard let dossier = Dossier(events: events), self.maySee(dossier, actor) else { throw DossierRefusal.unknown }
      let procedure = try self.procedure(of: dossier)
      let decision = DossierDecision(dossier: dossier, procedure: procedure)
      let calendar = try self.calendar(for: dossier.reception.competentUnit, tx)
      _ = try self.calendar(for: dossier.reception.receivingUnit, tx)
      let colleagues = try self.colleagues(for: dossier.turn, tx)
      let now = self.now()
      return DossierFile(
        dossier: dossier, events: events, procedure: procedure, sendBackTargets: decision.sendBackTargets,
        actions: self.possibleActions(decision, actor, colleagues: colleagues, calendar, now), colleagues: colleagues,
        waitsUntil: decision.waitsUntil(calendar),
        supplementUntil: calendar.deadline(.workingDays(DossierDecision.supplementDays), received: now).dueAt,
        apologyDate: self.newDueDate(of: dossier, calendar, after: now), waitingResults: decision.waitingResults,
        related: try self.related(to: dossier, tx).filter { self.maySee($0, actor) }.map { self.relation($0) },
        payment: self.paymentOrder(of: dossier), calendar: calendar,
        timeInUnits: Dossier.timeInUnits(events, now: now, calendar: self.calendar(for:)),
        identityCheck: dossier.reception.identification == nil ? nil : try tx.identityCheck(of: code),
        identifiedBy: self.settings.providers.first { $0.id == dossier.reception.identification?.provider }?.name)
    }
  }

  /// A dossier by its code as typed, or else by the code that it has elsewhere.
  ///
  /// - Throws: `DossierRefusal.unknown` when there is none, or none that the actor may know of.
  public func readDossier(typed: String, by actor: Actor) async throws -> DossierFile {
    if let code = DossierCode(typed: typed) {
      do {
        return try await readDossier(code, by: actor)
      } catch DossierRefusal.unknown {
        // It may be the code of before the merger, or another system's.
      }
    }
    guard let code = try await dossierCode(external: typed, by: actor) else { throw DossierRefusal.unknown }
    return try await readDossier(code, by: actor)
  }

  /// The code of the dossier that has another code elsewhere, or had one before the merger of its unit; `nil` when there
  /// is none, or more than one, that the actor may see.
  public func dossierCode(external: String, by actor: Actor) async throws -> DossierCode? {
    let external = external.filter { !$0.isWhitespace }
    guard (1...60).contains(external.count) else { return nil }
    return try await database.read { tx in
      let seen = try tx.dossiers(externalCode: external).filter { code in
        try tx.dossier(code).map { self.maySee($0, actor) } ?? false
      }
      return seen.count == 1 ? seen.first : nil
    }
  }

  /// The colleagues who hold the role whose turn it is.
  private func colleagues(for turn: Turn?, _ tx: Transaction) throws -> [Colleague] {
    guard let turn else { return [] }
    return try tx.staff(of: turn.unit).filter { $0.roles.contains(turn.role) }.map(Colleague.init)
  }

  /// A dossier inside a transaction, for an actor who may see it.
  func dossier(_ code: DossierCode, for actor: Actor, _ tx: Transaction) throws -> Dossier {
    guard let dossier = try tx.dossier(code), maySee(dossier, actor) else { throw DossierRefusal.unknown }
    return dossier
  }

  /// The role by which an actor may do something to what belongs to a unit; `nil` when none.
  func role(of actor: Actor, for permission: Permission, in unit: UnitCode, turn: Role? = nil) -> Role? {
    actor.role(for: permission, in: unit, under: catalogue.units.unit(unit)?.parent, turn: turn)
  }

  /// The unit in which an actor may do something that concerns the whole unit; `nil` when it may not.
  func ownUnit(of actor: Actor, for permission: Permission) -> UnitCode? {
    actor.unit.flatMap { role(of: actor, for: permission, in: $0) == nil ? nil : $0 }
  }

  /// Whether an actor sees the whole province: an officer of the province's own unit who sees the units under it.
  func seesProvince(_ actor: Actor) -> Bool {
    actor.seesBelow && actor.unit.flatMap { catalogue.units.unit($0) }?.kind == .province
  }

  /// Whether an actor may see a dossier. One that belongs to another unit does not exist for it.
  func maySee(_ dossier: Dossier, _ actor: Actor) -> Bool {
    [dossier.reception.competentUnit, dossier.reception.receivingUnit].contains {
      role(of: actor, for: .readDossier, in: $0) != nil
    }
  }

  /// The dossiers of the actor's unit that fit `filter`, and how many there are. The province's supervisor may ask
  /// for any unit or all.
  public func listDossiers(_ filter: DossierFilter, by actor: Actor) async throws -> DossierPageFound {
    guard let unit = ownUnit(of: actor, for: .readDossier) else { throw DossierRefusal.unknown }
    var filter = filter
    if !seesProvince(actor) { filter.unit = unit }
    let asked = filter
    let now = now()
    return try await database.read { try $0.dossierPage(asked, now: now) }
  }

  /// What is late and what will be within two working hours, of the actor's unit: for the people who can do something
  /// about it. The province's supervisor is told of all units.
  public func countWork(by actor: Actor) async throws -> WorkCount {
    guard let unit = ownUnit(of: actor, for: .readDossier) else { throw DossierRefusal.unknown }
    let now = now()
    let soon = warningHorizon(for: unit, at: now)
    let asked = seesProvince(actor) ? nil : unit
    return try await database.read { tx in
      func mine(_ progress: DossierFilter.Progress) throws -> Int {
        guard asked != nil else { return 0 }
        var filter = DossierFilter(unit: unit)
        filter.progress = progress
        filter.dueBefore = soon
        filter.takeTurns(of: actor)
        return try tx.dossierCount(filter, now: now)
      }
      return WorkCount(
        mine: try mine(.open), mineSoon: try mine(.soon), mineLate: try mine(.late),
        byProcedure: try tx.numbersByProcedure(unit: asked, now: now, soon: soon))
    }
  }

  /// What is late in the unit or will be within the hour, for its leader: whoever has the turn was warned before. The
  /// first few, and how many there are.
  public func listThreatened(by actor: Actor, limit: Int = 5) async throws -> (items: [DossierListItem], count: Int) {
    guard let unit = actor.unit, actor.holds(.leader, in: unit) else { return ([], 0) }
    let now = now()
    let horizon = calendar(for: unit).deadline(.workingHours(1), received: now).dueAt
    return try await database.read { tx in
      var found: [DossierListItem] = []
      var count = 0
      for progress in [DossierFilter.Progress.late, .soon] {
        var filter = DossierFilter(unit: unit)
        filter.progress = progress
        filter.dueBefore = horizon
        count += try tx.dossierCount(filter, now: now)
        filter.limit = limit - found.count
        if filter.limit > 0 { found += try tx.dossiers(filter, now: now) }
      }
      return (found, count)
    }
  }

  /// Until when "due soon" reaches: two working hours ahead, so that a warning comes while something can still be done.
  public func warningHorizon(for unit: UnitCode, at now: Instant) -> Instant {
    calendar(for: unit).deadline(.workingHours(2), received: now).dueAt
  }
}

extension DossierFilter {
  /// Only what runs and is the actor's turn now, or the turn of a colleague for whom the actor acts.
  public mutating func takeTurns(of actor: Actor) {
    unit = actor.unit
    roles = actor.effectiveRoles
    inUnitNow = true
    assignees = actor.accounts
    running = true
  }
}

/// How much work waits.
public struct WorkCount: Hashable, Sendable {
  /// Open dossiers whose turn is one of the officer's roles, while the time runs.
  public let mine: Int
  /// Those of them that are due within two working hours.
  public let mineSoon: Int
  /// Those of them that are past the due time.
  public let mineLate: Int
  /// The open dossiers of the unit by procedure, or of the province for its supervisor.
  public let byProcedure: [ProcedureNumbers]

  /// All of them.
  public var all: WorkNumbers { WorkNumbers(sum: byProcedure.map(\.numbers)) }
}
