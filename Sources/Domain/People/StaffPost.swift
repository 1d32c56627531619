/// What an officer is in a unit from a day to a day: the title and the roles. A transfer ends one post and begins the
/// next; who held what when stays known.
public struct StaffPost: Codable, Hashable, Sendable {
  /// Its place among the posts of the account, from 1.
  public let number: Int
  /// The unit.
  public let unit: UnitCode
  /// The title as printed under a signature.
  public let title: String
  /// The roles held in the unit.
  public let roles: Set<Role>
  /// The first day; `nil` when it lies before what is known.
  public let from: CivilDate?
  /// The last day; `nil` while no end is known.
  public let until: CivilDate?

  /// Describes a post.
  public init(
    number: Int, unit: UnitCode, title: String, roles: Set<Role>, from: CivilDate? = nil, until: CivilDate? = nil
  ) {
    self.number = number
    self.unit = unit
    self.title = title
    self.roles = roles
    self.from = from
    self.until = until
  }

  /// Whether it is held on a day.
  public func isHeld(on day: CivilDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { $0 >= day } ?? true)
  }

  /// The same at another place among the posts.
  public func numbered(_ number: Int) -> StaffPost {
    StaffPost(number: number, unit: unit, title: title, roles: roles, from: from, until: until)
  }

  /// The same with another last day.
  public func ending(_ day: CivilDate?) -> StaffPost {
    StaffPost(number: number, unit: unit, title: title, roles: roles, from: from, until: day)
  }
}

extension Role {
  /// The roles whose officers are urged to give one-time codes: who signs, who holds the seal, who administers.
  public static let urgedToGiveCodes: Set<Role> = [.leader, .recordsClerk, .unitAdministrator, .catalogueEditor]

  /// The roles that an officer may be given in a unit: those that watch over a province are held in its own unit only.
  public static func givable(in unit: Unit) -> [Role] {
    switch unit.kind {
    case .province: [.unitAdministrator, .provinceSupervisor, .catalogueEditor, .auditor]
    case .commune, .ward, .specialZone, .department:
      [.receivingOfficer, .specialist, .leader, .recordsClerk, .unitAdministrator]
    }
  }
}
