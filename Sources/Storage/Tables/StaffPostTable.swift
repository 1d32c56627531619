public import Domain

extension Transaction {
  /// Keeps a post of an account, new or changed.
  public func save(_ post: StaffPost, of staff: String) throws {
    let roles = post.roles.map(\.rawValue).sorted().joined(separator: " ")
    _ = try execute(
      """
      INSERT INTO staff_post (staff, number, unit, title, roles, from_day, until_day)
      VALUES (\(staff), \(post.number), \(post.unit.rawValue), \(post.title), \(roles), \(post.from?.iso),
        \(post.until?.iso))
      ON CONFLICT (staff, number) DO UPDATE SET unit = excluded.unit, title = excluded.title, roles = excluded.roles,
        from_day = excluded.from_day, until_day = excluded.until_day
      """)
  }

  /// The posts of an account, the first one first.
  public func posts(of staff: String) throws -> [StaffPost] {
    try rows("SELECT * FROM staff_post WHERE staff = \(staff) ORDER BY number").map {
      try StaffPost(row: $0, number: "number")
    }
  }

  /// Forgets posts that have not begun.
  public func deletePosts(of staff: String, after number: Int) throws {
    _ = try execute("DELETE FROM staff_post WHERE staff = \(staff) AND number > \(number)")
  }

  /// The accounts whose next post has begun by `day`, each with that post.
  public func postsToTurn(by day: CivilDate) throws -> [(staff: String, post: StaffPost)] {
    try rows(
      """
      SELECT staff_post.* FROM staff_post JOIN staff ON staff.id = staff_post.staff
      WHERE staff_post.number > staff.post AND staff_post.from_day <= \(day.iso)
      ORDER BY staff_post.staff, staff_post.number
      """
    ).map { (try $0.text("staff"), try StaffPost(row: $0, number: "number")) }
  }

  /// Brings up to date which accounts hold their post on `day`; answers those that changed.
  public func turnHeld(on day: CivilDate) throws -> [StaffAccount] {
    let held = held(on: day)
    let changed = try rows("SELECT * FROM staff WHERE held <> \(held) ORDER BY id").map(StaffAccount.init(row:))
    if !changed.isEmpty { _ = try execute("UPDATE staff SET held = \(held) WHERE held <> \(held)") }
    return changed
  }

  /// Whether `turnHeld` has anything to do.
  public func heldTurns(on day: CivilDate) throws -> Bool {
    try row("SELECT id FROM staff WHERE held <> \(held(on: day)) LIMIT 1") != nil
  }

  private func held(on day: CivilDate) -> SQL {
    """
    CASE WHEN (from_day IS NULL OR from_day <= \(day.iso)) AND (until_day IS NULL OR until_day >= \(day.iso))
      THEN 1 ELSE 0 END
    """
  }
}

extension StaffPost {
  init(row: Row, number: String) throws {
    self.init(
      number: try row.int(number), unit: UnitCode(rawValue: try row.text("unit")), title: try row.text("title"),
      roles: Set(try row.text("roles").split(separator: " ").compactMap { Role(rawValue: String($0)) }),
      from: try row.dayIfPresent("from_day"), until: try row.dayIfPresent("until_day"))
  }
}

extension Row {
  /// A day; `nil` for null.
  func dayIfPresent(_ column: String) throws -> CivilDate? {
    guard let text = try textIfPresent(column) else { return nil }
    guard let day = CivilDate(iso: text) else { throw StorageError.inconsistent("column \(column) holds no day") }
    return day
  }
}
