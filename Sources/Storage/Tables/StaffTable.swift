public import Domain

/// An officer's account.
public struct StaffAccount: Hashable, Sendable {
  /// The identifier.
  public let id: String
  /// The name to sign in with, folded.
  public let username: String
  /// The officer's name.
  public let name: String
  /// The title as printed under a signature.
  public let title: String
  /// The unit.
  public let unit: UnitCode
  /// The roles held in the unit.
  public let roles: Set<Role>
  /// The password's hash in Argon2's own form.
  public let passwordHash: String
  /// Whether the account may sign in.
  public let active: Bool

  /// Describes an account.
  public init(
    id: String, username: String, name: String, title: String, unit: UnitCode, roles: Set<Role>, passwordHash: String,
    active: Bool = true
  ) {
    self.id = id
    self.username = username
    self.name = name
    self.title = title
    self.unit = unit
    self.roles = roles
    self.passwordHash = passwordHash
    self.active = active
  }

  /// The officer as an actor.
  public var actor: Actor { actor(covering: []) }

  /// The officer as an actor who also acts for colleagues of the same unit who are away.
  public func actor(covering absent: [StaffAccount]) -> Actor {
    Actor(
      kind: .staff, id: id, name: name, title: title, unit: unit, roles: roles,
      covers: absent.filter { $0.unit == unit }.map { Actor.Cover(id: $0.id, name: $0.name, roles: $0.roles) })
  }
}

extension Transaction {
  /// Keeps an account, new or changed.
  public func save(_ account: StaffAccount) throws {
    _ = try execute(
      """
      INSERT INTO staff (id, username, name, title, unit, roles, password_hash, active)
      VALUES (\(account.id), \(account.username), \(account.name), \(account.title), \(account.unit.rawValue),
        \(account.roles.map(\.rawValue).sorted().joined(separator: " ")), \(account.passwordHash), \(account.active))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, unit = excluded.unit,
        roles = excluded.roles, password_hash = excluded.password_hash, active = excluded.active
      """)
  }

  /// The account that signs in with `username`.
  public func staff(username: String) throws -> StaffAccount? {
    try row("SELECT * FROM staff WHERE username = \(username)").map(StaffAccount.init(row:))
  }

  /// The account with an identifier.
  public func staff(id: String) throws -> StaffAccount? {
    try row("SELECT * FROM staff WHERE id = \(id)").map(StaffAccount.init(row:))
  }

  /// Whether `unit` has an officer at all.
  public func isStaffed(_ unit: UnitCode) throws -> Bool {
    try row("SELECT id FROM staff WHERE unit = \(unit.rawValue) AND active = 1 LIMIT 1") != nil
  }

  /// The units that have officers.
  public func staffedUnits() throws -> Set<UnitCode> {
    Set(try rows("SELECT DISTINCT unit FROM staff WHERE active = 1").map { UnitCode(rawValue: try $0.text("unit")) })
  }
}

extension StaffAccount {
  init(row: Row) throws {
    self.init(
      id: try row.text("id"), username: try row.text("username"), name: try row.text("name"),
      title: try row.text("title"), unit: UnitCode(rawValue: try row.text("unit")),
      roles: Set(try row.text("roles").split(separator: " ").compactMap { Role(rawValue: String($0)) }),
      passwordHash: try row.text("password_hash"), active: try row.int("active") == 1)
  }
}
