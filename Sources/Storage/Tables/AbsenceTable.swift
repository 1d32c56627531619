public import Domain

/// A colleague's absence, with who acts in the meantime.
public struct Absence: Hashable, Sendable {
  /// The identifier.
  public let id: String
  /// The account of who is away.
  public let staff: String
  /// The account of who covers.
  public let cover: String
  /// The first day.
  public let from: CivilDate
  /// The last day.
  public let until: CivilDate
  /// Why, in a few words.
  public let reason: String

  /// Describes an absence.
  public init(id: String, staff: String, cover: String, from: CivilDate, until: CivilDate, reason: String) {
    self.id = id
    self.staff = staff
    self.cover = cover
    self.from = from
    self.until = until
    self.reason = reason
  }
}

extension Transaction {
  /// Keeps an absence.
  public func insert(_ absence: Absence) throws {
    _ = try execute(
      """
      INSERT INTO absence (id, staff, cover, from_day, until_day, reason)
      VALUES (\(absence.id), \(absence.staff), \(absence.cover), \(absence.from.iso), \(absence.until.iso),
        \(absence.reason))
      """)
  }

  /// Ends an absence before its time.
  public func deleteAbsence(_ id: String) throws { _ = try execute("DELETE FROM absence WHERE id = \(id)") }

  /// The absences of a unit's officers that end on `day` or later, in order.
  public func absences(unit: UnitCode, on day: CivilDate) throws -> [Absence] {
    try rows(
      """
      SELECT absence.* FROM absence JOIN staff ON staff.id = absence.staff
      WHERE staff.unit = \(unit.rawValue) AND absence.until_day >= \(day.iso)
      ORDER BY absence.from_day, absence.id
      """
    ).map(Absence.init(row:))
  }

  /// The accounts that are away on `day` and that `cover` acts for.
  public func covered(by cover: String, on day: CivilDate) throws -> [StaffAccount] {
    try rows(
      """
      SELECT staff.* FROM absence JOIN staff ON staff.id = absence.staff
      WHERE absence.cover = \(cover) AND absence.from_day <= \(day.iso) AND absence.until_day >= \(day.iso)
        AND staff.active = 1 AND staff.held = 1
      ORDER BY staff.id
      """
    ).map(StaffAccount.init(row:))
  }

  /// The accounts of a unit that may act, by name.
  public func staff(of unit: UnitCode) throws -> [StaffAccount] {
    try rows("SELECT * FROM staff WHERE unit = \(unit.rawValue) AND active = 1 AND held = 1 ORDER BY name, id")
      .map(StaffAccount.init(row:))
  }
}

extension Absence {
  fileprivate init(row: Row) throws {
    func day(_ name: String) throws -> CivilDate {
      guard let day = CivilDate(iso: try row.text(name)) else {
        throw StorageError.inconsistent("an absence has no readable \(name)")
      }
      return day
    }
    self.init(
      id: try row.text("id"), staff: try row.text("staff"), cover: try row.text("cover"), from: try day("from_day"),
      until: try day("until_day"), reason: try row.text("reason"))
  }
}
