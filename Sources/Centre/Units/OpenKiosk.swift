public import Domain

extension Centre {
  /// The unit for which an actor makes a machine a kiosk, where citizens file by themselves.
  ///
  /// - Throws: `UnitRefusal.notOfficer` for who is no officer of a unit.
  public func openKiosk(by actor: Actor) throws(UnitRefusal) -> UnitCode {
    guard actor.kind == .staff, let unit = ownUnit(of: actor, for: .openKiosk) else { throw .notOfficer }
    return unit
  }
}
