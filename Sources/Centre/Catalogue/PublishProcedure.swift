import Dispatch
public import Domain
import Logging
public import Storage

/// What the check says of a file that may be published.
public enum ProcedureProof: Sendable {
  /// It can't be published as it is; each fault names its line.
  case faults([CatalogueFault])
  /// The whole catalogue is sound with it.
  case sound(SoundProcedure)
}

/// A version that may be published, in the catalogue that would be in force then.
public struct SoundProcedure: Sendable {
  /// The version.
  public let procedure: Procedure
  /// The catalogue with it.
  public let catalogue: Catalogue
  /// The version that it follows, when there is one.
  public let earlier: Procedure?
}

extension Centre {
  /// The most bytes of a file that is published from the browser.
  public static let publishedLimit = 256 * 1024

  /// Checks the whole catalogue as it would be with a new version of a procedure. Nothing is changed.
  ///
  /// - Throws: `CatalogueRefusal` for who may not publish, for an empty and for a too large file.
  public func proveProcedure(_ yaml: String, by actor: Actor) async throws -> ProcedureProof {
    try requireEditor(actor)
    let published = try await database.read { try $0.publications() }
    return try await proof(of: yaml, PublishedFiles(published))
  }

  /// Publishes a new version of a procedure: the whole catalogue is checked with it, the event is kept, and the
  /// catalogue in force is replaced at once. A file with a fault changes nothing.
  public func publishProcedure(_ yaml: String, by actor: Actor) async throws -> ProcedureProof {
    try requireEditor(actor)
    for _ in 0..<5 {
      let published = try await database.read { try $0.publications() }
      let proof = try await proof(of: yaml, PublishedFiles(published))
      guard case .sound(let sound) = proof else { return proof }
      let event = Publication(
        sequence: (published.last?.sequence ?? 0) + 1, procedure: sound.procedure.code,
        version: sound.procedure.version, act: .published(yaml: yaml), at: now(),
        by: actor.reference(as: .catalogueEditor))
      if try await keep(event) {
        try await refreshCatalogue()
        return .sound(sound)
      }
    }
    throw CatalogueRefusal.busy
  }

  /// Gives a version of a procedure its last day: nobody can file it any more after it, and dossiers that run on it
  /// finish on it. A version that has not begun yet is taken back whole by any day before its first.
  public func withdrawProcedure(
    _ code: ProcedureCode, version: Int, until: CivilDate, by actor: Actor
  ) async throws {
    try requireEditor(actor)
    for _ in 0..<5 {
      let published = try await database.read { try $0.publications() }
      try await refreshCatalogue()
      guard let procedure = catalogueHolder.inForce.procedure(code, version: version) else {
        throw CatalogueRefusal.unknown
      }
      let today = now().date
      guard until >= today || procedure.from > today else { throw CatalogueRefusal.lastDayPast }
      let files = PublishedFiles(published).withdrawing(procedure.key, until: until)
      if case .failure(let faults) = await load(files) {
        throw CatalogueRefusal.faulty(reason: faults.faults.first?.reason ?? "")
      }
      let event = Publication(
        sequence: (published.last?.sequence ?? 0) + 1, procedure: code, version: version,
        act: .withdrawn(until: until), at: now(), by: actor.reference(as: .catalogueEditor))
      if try await keep(event) { return try await refreshCatalogue() }
    }
    throw CatalogueRefusal.busy
  }

  /// What was published and withdrawn of a procedure, the newest first.
  public func listPublications(_ code: ProcedureCode, by actor: Actor) async throws -> [Publication] {
    _ = try readCatalogue(by: actor)
    return try await database.read { tx in try tx.publications().filter { $0.procedure == code }.reversed() }
  }

  /// Takes over what other processes published since.
  ///
  /// A publication that this program can't read, because its own folder says otherwise, leaves the catalogue in force
  /// as it is.
  public func refreshCatalogue() async throws {
    let held = catalogueHolder.sequence
    guard try await database.read({ try $0.lastPublication() }) > held else { return }
    let published = try await database.read { try $0.publications() }
    let sequence = published.last?.sequence ?? 0
    switch await load(PublishedFiles(published)) {
    case .success(let catalogue): catalogueHolder.replace(with: catalogue, sequence: sequence)
    case .failure(let faults):
      catalogueHolder.skip(to: sequence)
      logger.error("a publication does not fit the catalogue", metadata: ["faults": "\(faults.faults.count)"])
    }
  }

  /// Asks at most once a second whether other processes published. A store that does not answer is for whoever needs
  /// it to tell.
  public func lookForPublications() async {
    guard catalogueHolder.isDue(now(), every: 1000) else { return }
    try? await refreshCatalogue()
  }

  /// The catalogue, for who may read all of it.
  public func readCatalogue(by actor: Actor) throws -> Catalogue {
    guard actor.kind == .staff, ownUnit(of: actor, for: .readCatalogue) != nil else { throw CatalogueRefusal.notYours }
    return catalogue
  }

  /// Whether an actor may publish: an editor of the province.
  public func mayPublish(_ actor: Actor) -> Bool {
    guard actor.kind == .staff, let unit = actor.unit, catalogue.units.unit(unit)?.kind == .province else {
      return false
    }
    return role(of: actor, for: .publishCatalogue, in: unit) != nil
  }

  /// - Throws: `CatalogueRefusal.notEditor` for who may not publish.
  public func requireEditor(_ actor: Actor) throws {
    guard mayPublish(actor) else { throw CatalogueRefusal.notEditor }
  }

  // MARK: - Proving

  private func proof(of yaml: String, _ published: PublishedFiles) async throws -> ProcedureProof {
    guard yaml.utf8.count <= Self.publishedLimit else {
      throw CatalogueRefusal.tooLarge(kilobytes: Self.publishedLimit / 1024)
    }
    guard !yaml.allSatisfy(\.isWhitespace) else { throw CatalogueRefusal.empty }
    let known = Set(catalogueHolder.inForce.procedures.map(\.key))
    let catalogue: Catalogue
    switch await load(published.adding(candidate: yaml)) {
    case .failure(let faults): return .faults(faults.faults)
    case .success(let loaded): catalogue = loaded
    }
    guard
      let procedure = catalogue.procedures.first(where: { catalogue.source(of: $0)?.file == PublishedFiles.candidate })
    else {
      // The very same file is in the catalogue.
      return .faults([CatalogueFault(file: PublishedFiles.candidate, line: 1, reason: "it is in force already")])
    }
    let earlier = catalogue.versions(of: procedure.code).last { $0.version < procedure.version }
    // Dossiers that were received since would have run on another version.
    if earlier != nil, procedure.from < now().date {
      let reason = "it begins on \(procedure.from.iso), before today: dossiers were received on the version before it"
      let line = (try? CatalogueFile(name: PublishedFiles.candidate, text: yaml))?.line(["from"]) ?? 1
      return .faults([CatalogueFault(file: PublishedFiles.candidate, line: line, reason: reason)])
    }
    if known.contains(procedure.key) {
      return .faults([CatalogueFault(file: PublishedFiles.candidate, line: 1, reason: "it is in force already")])
    }
    return .sound(SoundProcedure(procedure: procedure, catalogue: catalogue, earlier: earlier))
  }

  /// Reads and checks the whole catalogue beside Swift's own threads.
  private func load(_ published: PublishedFiles) async -> Result<Catalogue, CatalogueFaults> {
    let directory = catalogueHolder.inForce.directory
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          returning: Result { () throws(CatalogueFaults) in try Catalogue.load(directory: directory, published) })
      }
    }
  }

  /// Keeps an event; false when another took its place at the same moment.
  private func keep(_ event: Publication) async throws -> Bool {
    do {
      try await database.write { try $0.insert(event) }
      return true
    } catch StorageError.uniqueViolation {
      return false
    }
  }
}
