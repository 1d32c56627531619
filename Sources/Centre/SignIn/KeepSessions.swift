import Domain
public import Storage

extension Centre {
  /// The open sessions of an officer, the one that was used last first.
  public func listSessions(_ visit: SessionVisit) async throws -> [Session] {
    try visit.finished()
    return try await sessions(of: visit.actor.id)
  }

  func sessions(of staff: String) async throws -> [Session] {
    let now = now()
    let since = now.adding(minutes: -SessionLimits.idleMinutes)
    return try await database.read { try $0.sessions(of: staff, usedSince: since) }.filter { $0.isOpen(at: now) }
  }

  /// Ends one of the officer's own sessions.
  public func endSession(_ id: String, _ visit: SessionVisit) async throws {
    try visit.finished()
    let staff = visit.actor.id
    try await database.write { try $0.deleteSession(id: id, of: staff) }
  }

  /// Ends all of the officer's own sessions but the one that asks for it.
  public func endOtherSessions(_ visit: SessionVisit) async throws {
    try visit.finished()
    let (staff, hash) = (visit.actor.id, visit.hash)
    try await database.write { _ = try $0.deleteSessions(of: staff, except: hash) }
  }
}
