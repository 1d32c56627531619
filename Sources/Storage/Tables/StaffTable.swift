public import Domain

/// An officer's account.
public struct StaffAccount: Hashable, Sendable {
  /// The identifier.
  public let id: String
  /// The name to sign in with, folded.
  public let username: String
  /// The officer's name.
  public let name: String
  /// The present post, or the last or next one when none is held today.
  public let post: StaffPost
  /// The password's hash in Argon2's own form.
  public let passwordHash: String
  /// Until when the password, which was issued, can be used once; `nil` when the officer chose it.
  public let oneTimeUntil: Instant?
  /// Whether the account may sign in.
  public let active: Bool
  /// When the officer signed in last.
  public let signedInAt: Instant?

  /// The title as printed under a signature.
  public var title: String { post.title }
  /// The unit.
  public var unit: UnitCode { post.unit }
  /// The roles held in the unit.
  public var roles: Set<Role> { post.roles }

  /// Describes an account.
  public init(
    id: String, username: String, name: String, post: StaffPost, passwordHash: String, oneTimeUntil: Instant? = nil,
    active: Bool = true, signedInAt: Instant? = nil
  ) {
    self.id = id
    self.username = username
    self.name = name
    self.post = post
    self.passwordHash = passwordHash
    self.oneTimeUntil = oneTimeUntil
    self.active = active
    self.signedInAt = signedInAt
  }

  /// Describes an account whose post has no known beginning.
  public init(
    id: String, username: String, name: String, title: String, unit: UnitCode, roles: Set<Role>, passwordHash: String,
    active: Bool = true
  ) {
    self.init(
      id: id, username: username, name: name, post: StaffPost(number: 1, unit: unit, title: title, roles: roles),
      passwordHash: passwordHash, active: active)
  }

  /// Whether the officer may act on a day.
  public func mayAct(on day: CivilDate) -> Bool { active && post.isHeld(on: day) }

  /// The officer as an actor.
  public var actor: Actor { actor(covering: []) }

  /// The officer as an actor who also acts for colleagues of the same unit who are away, and signs for its head.
  public func actor(covering absent: [StaffAccount], signing: [Actor.Signing] = []) -> Actor {
    Actor(
      kind: .staff, id: id, name: name, title: title, unit: unit, roles: roles,
      covers: absent.filter { $0.unit == unit }.map { Actor.Cover(id: $0.id, name: $0.name, roles: $0.roles) },
      signsFor: signing.filter { $0.delegation.unit == unit })
  }

  /// The same account with some things changed.
  public func with(
    post: StaffPost? = nil, active: Bool? = nil, passwordHash: String? = nil, oneTimeUntil: Instant?? = nil
  ) -> StaffAccount {
    StaffAccount(
      id: id, username: username, name: name, post: post ?? self.post, passwordHash: passwordHash ?? self.passwordHash,
      oneTimeUntil: oneTimeUntil ?? self.oneTimeUntil, active: active ?? self.active, signedInAt: signedInAt)
  }
}

extension Transaction {
  /// Keeps an account, new or changed, and its post.
  public func save(_ account: StaffAccount) throws {
    let post = account.post
    let roles = post.roles.map(\.rawValue).sorted().joined(separator: " ")
    _ = try execute(
      """
      INSERT INTO staff (id, username, name, title, unit, roles, password_hash, active, one_time_until, post, from_day,
        until_day)
      VALUES (\(account.id), \(account.username), \(account.name), \(post.title), \(post.unit.rawValue), \(roles),
        \(account.passwordHash), \(account.active), \(account.oneTimeUntil), \(post.number), \(post.from?.iso),
        \(post.until?.iso))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, unit = excluded.unit,
        roles = excluded.roles, password_hash = excluded.password_hash, active = excluded.active,
        one_time_until = excluded.one_time_until, post = excluded.post, from_day = excluded.from_day,
        until_day = excluded.until_day
      """)
    try save(post, of: account.id)
  }

  /// The account that signs in with `username`.
  public func staff(username: String) throws -> StaffAccount? {
    try row("SELECT * FROM staff WHERE username = \(username)").map(StaffAccount.init(row:))
  }

  /// The account with an identifier.
  public func staff(id: String) throws -> StaffAccount? {
    try row("SELECT * FROM staff WHERE id = \(id)").map(StaffAccount.init(row:))
  }

  /// All accounts, those that may not sign in among them, by name.
  public func allStaff() throws -> [StaffAccount] {
    try rows("SELECT * FROM staff ORDER BY name, id").map(StaffAccount.init(row:))
  }

  /// Notes when an officer signed in.
  public func noteSignIn(_ staff: String, at: Instant) throws {
    _ = try execute("UPDATE staff SET signed_in_at = \(at) WHERE id = \(staff)")
  }

  /// Whether `unit` has an officer at all.
  public func isStaffed(_ unit: UnitCode) throws -> Bool {
    try row("SELECT id FROM staff WHERE unit = \(unit.rawValue) AND active = 1 AND held = 1 LIMIT 1") != nil
  }

  /// The units that have officers.
  public func staffedUnits() throws -> Set<UnitCode> {
    Set(
      try rows("SELECT DISTINCT unit FROM staff WHERE active = 1 AND held = 1").map {
        UnitCode(rawValue: try $0.text("unit"))
      })
  }
}

extension StaffAccount {
  init(row: Row) throws {
    self.init(
      id: try row.text("id"), username: try row.text("username"), name: try row.text("name"),
      post: try StaffPost(row: row, number: "post"), passwordHash: try row.text("password_hash"),
      oneTimeUntil: try row.instantIfPresent("one_time_until"), active: try row.int("active") == 1,
      signedInAt: try row.instantIfPresent("signed_in_at"))
  }
}
