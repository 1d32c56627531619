public import Domain
public import Storage

/// Why an identity can't be checked here.
public enum IdentityCheckRefusal: Refusal, Hashable {
  /// The actor does not check identities.
  case notYours
  /// No check of that dossier waits in the unit.
  case unknown

  /// What kind of "no" it is.
  public var kind: RefusalKind { self == .notYours ? .forbidden : .conflict }
  /// The sentence.
  public var textKey: String {
    self == .notYours ? "citizen.error.check-not-yours" : "citizen.error.check-unknown"
  }
}

extension Centre {
  /// How many checks a list shows; what is done makes room for the next.
  static let identityChecksShown = 100

  /// The dossiers of the actor's unit whose filer was not identified because the provider was down.
  public func identityChecks(for actor: Actor) async throws -> [IdentityCheck] {
    let unit = try checkingUnit(of: actor)
    return try await database.read { try $0.identityChecks(waitingIn: unit, limit: Self.identityChecksShown) }
  }

  /// Notes that the actor has checked the filer's identity by the card.
  ///
  /// - Throws: `IdentityCheckRefusal`.
  public func settleIdentityCheck(of dossier: DossierCode, by actor: Actor) async throws {
    let unit = try checkingUnit(of: actor)
    let now = now()
    try await database.write { tx in
      guard try tx.settleIdentityCheck(of: dossier, in: unit, at: now, by: actor.reference) else {
        throw IdentityCheckRefusal.unknown
      }
    }
  }

  private func checkingUnit(of actor: Actor) throws(IdentityCheckRefusal) -> UnitCode {
    guard actor.kind == .staff, let unit = ownUnit(of: actor, for: .checkIdentity) else { throw .notYours }
    return unit
  }
}
