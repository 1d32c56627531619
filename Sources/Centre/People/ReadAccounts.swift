public import Domain
public import Storage

/// An account in a list.
public struct AccountLine: Sendable {
  /// The account.
  public let account: StaffAccount
  /// How it stands.
  public let state: AccountState
  /// Whether one-time codes are asked for at sign-in.
  public let hasCode: Bool
}

/// How an account stands.
public enum AccountState: String, Sendable, CaseIterable {
  /// The officer may sign in.
  case active
  /// A one-time password waits to be used.
  case waiting
  /// No post is held today.
  case resting
  /// The account was closed.
  case closed
}

/// What a list of accounts is asked for.
public struct AccountFilter: Sendable {
  /// Words in name, title, name to sign in with, unit.
  public var words = ""
  /// A role that is held.
  public var role: Role?
  /// How the account stands.
  public var state: AccountState?
  /// One unit of those administered.
  public var unit: UnitCode?

  /// A list of all.
  public init() {}
}

/// An account with all that its administrators see.
public struct ReadAccount: Sendable {
  /// The account and how it stands.
  public let line: AccountLine
  /// The posts, the first one first.
  public let posts: [StaffPost]
  /// The open sessions.
  public let sessions: [Session]
  /// What was done to it, the latest first; the last fifty.
  public let events: [StaffEvent]
  /// A proposal to give back access, which waits.
  public let recovery: StaffRecovery?
  /// Why the actor does not confirm it; `nil` when the actor may, or nothing waits.
  public let confirmRefusal: AccountRefusal?
  /// Whether it is the actor's own account.
  public let isOwn: Bool
}

extension Centre {
  /// Days until a one-time password can't be used any more.
  public static let oneTimeDays = 7
  /// Days until a proposal to give back access is forgotten.
  public static let recoveryDays = 3
  /// Days for which somebody counts as let in by who made the account or issued its password.
  public static let independentDays = 30

  /// The units whose accounts an actor may do something to.
  public func units(of actor: Actor, for permission: Permission) -> [Unit] {
    guard actor.kind == .staff else { return [] }
    return catalogue.units.all.filter { role(of: actor, for: permission, in: $0.code) != nil }
  }

  /// The accounts that an actor administers and that fit, by name.
  ///
  /// - Throws: `AccountRefusal.notAdministrator`.
  public func listAccounts(_ filter: AccountFilter, by actor: Actor) async throws -> [AccountLine] {
    let units = Dictionary(uniqueKeysWithValues: units(of: actor, for: .keepAccounts).map { ($0.code, $0) })
    guard !units.isEmpty else { throw AccountRefusal.notAdministrator }
    let (accounts, coded) = try await database.read { (try $0.allStaff(), try $0.staffWithCodes()) }
    let now = now()
    let words = SearchText.fold(filter.words).split(separator: " ")
    return accounts.compactMap { account in
      guard let unit = units[account.unit], filter.unit == nil || filter.unit == account.unit else { return nil }
      guard filter.role.map(account.roles.contains) ?? true else { return nil }
      let line = AccountLine(
        account: account, state: account.state(at: now), hasCode: coded.contains(account.id))
      guard filter.state == nil || filter.state == line.state else { return nil }
      if !words.isEmpty {
        let held = SearchText.fold("\(account.name) \(account.username) \(account.title) \(unit.name.vi)")
        guard words.allSatisfy({ held.contains($0) }) else { return nil }
      }
      return line
    }
  }

  /// One account with its history.
  ///
  /// - Throws: `AccountRefusal`.
  public func readAccount(_ id: String, by actor: Actor) async throws -> ReadAccount {
    let sessions = try await sessions(of: id)
    let now = now()
    return try await database.read { tx in
      let account = try self.account(id, for: .keepAccounts, actor, tx)
      var filter = StaffEventFilter()
      filter.staff = id
      let recovery = try self.waiting(try tx.recovery(of: id), now)
      return ReadAccount(
        line: AccountLine(
          account: account, state: account.state(at: now), hasCode: try tx.code(of: id)?.confirmedAt != nil),
        posts: try tx.posts(of: id), sessions: sessions, events: try tx.staffEvents(filter), recovery: recovery,
        confirmRefusal: recovery == nil ? nil : try self.refusalToConfirm(id, actor, now, tx), isOwn: id == actor.id)
    }
  }

  /// An account inside a transaction, for who may do something to it.
  func account(
    _ id: String, for permission: Permission, _ actor: Actor, _ tx: Transaction
  ) throws -> StaffAccount {
    guard actor.kind == .staff, actor.may(permission) else { throw AccountRefusal.notAdministrator }
    guard let account = try tx.staff(id: id), role(of: actor, for: permission, in: account.unit) != nil else {
      throw AccountRefusal.unknown
    }
    return account
  }

  /// The same, of somebody else.
  func othersAccount(
    _ id: String, for permission: Permission, _ actor: Actor, _ tx: Transaction
  ) throws -> StaffAccount {
    let account = try account(id, for: permission, actor, tx)
    if id == actor.id { throw AccountRefusal.own }
    return account
  }

  /// A proposal, unless it is too long ago.
  func waiting(_ recovery: StaffRecovery?, _ now: Instant) throws -> StaffRecovery? {
    recovery.flatMap { now.minutes(since: $0.at) < Self.recoveryDays * 24 * 60 ? $0 : nil }
  }

  /// What was done to the accounts of the units that an actor looks after, the latest first.
  ///
  /// - Throws: `AccountRefusal.notAdministrator`.
  public func listAccountEvents(
    _ filter: StaffEventFilter, by actor: Actor
  ) async throws -> (events: [StaffEvent], total: Int, names: [String: String]) {
    let units = Set(units(of: actor, for: .readAccountEvents).map(\.code))
    guard !units.isEmpty else { throw AccountRefusal.notAdministrator }
    var asked = filter
    asked.units = filter.units.map { $0.intersection(units) } ?? units
    let events = asked
    return try await database.read { tx in
      let found = try tx.staffEvents(events)
      var names: [String: String] = [:]
      for staff in Set(found.map(\.staff)) { names[staff] = try tx.staff(id: staff)?.name }
      return (found, try tx.staffEventCount(events), names)
    }
  }
}

extension StaffAccount {
  /// How the account stands.
  func state(at now: Instant) -> AccountState {
    if !active { return .closed }
    if !post.isHeld(on: now.date) { return .resting }
    return oneTimeUntil == nil ? .active : .waiting
  }
}
