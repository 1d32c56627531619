/// Who acts: the answer to "who" of every event.
public struct Actor: Codable, Hashable, Sendable {
  /// What kind of actor it is.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// An officer with an account.
    case staff
    /// A citizen on the portal or a kiosk; whether a provider has identified the person stands in the reception.
    case citizen
    /// A program with an API token.
    case client
    /// This program, by itself.
    case program
  }

  /// Staff, citizen or client.
  public let kind: Kind
  /// The account's or token's identifier; for a citizen, the draft's code. Never a personal number.
  public let id: String
  /// The officer's name as printed on forms; the token's label; empty for a citizen.
  public let name: String
  /// The officer's title as printed under a signature, such as "Phó Chủ tịch"; empty where there is none.
  public let title: String
  /// The unit the actor acts for; `nil` for a citizen.
  public let unit: UnitCode?
  /// The roles held in that unit.
  public let roles: Set<Role>
  /// The colleagues of the unit who are away today and for whom the actor acts.
  public let covers: [Cover]
  /// In whose place the actor signs today.
  public let signsFor: [Signing]

  /// What a program may do at most, of what its roles may; `nil` for all.
  public let scope: Set<Permission>?

  /// That the actor signs for the head of the unit.
  public struct Signing: Codable, Hashable, Sendable {
    /// For what and by what.
    public let delegation: SignatureDelegation
    /// The head's name.
    public let name: String
    /// The head's title.
    public let title: String

    /// Describes in whose place the actor signs.
    public init(delegation: SignatureDelegation, name: String, title: String) {
      self.delegation = delegation
      self.name = name
      self.title = title
    }
  }

  /// A colleague who is away.
  public struct Cover: Codable, Hashable, Sendable {
    /// The colleague's account.
    public let id: String
    /// The colleague's name.
    public let name: String
    /// The roles that the colleague holds.
    public let roles: Set<Role>

    /// Describes a colleague who is away.
    public init(id: String, name: String, roles: Set<Role>) {
      self.id = id
      self.name = name
      self.roles = roles
    }
  }

  /// Describes an actor.
  public init(
    kind: Kind, id: String, name: String, title: String = "", unit: UnitCode?, roles: Set<Role>, covers: [Cover] = [],
    signsFor: [Signing] = [], scope: Set<Permission>? = nil
  ) {
    self.kind = kind
    self.id = id
    self.name = name
    self.title = title
    self.unit = unit
    self.roles = roles
    self.covers = covers
    self.signsFor = signsFor
    self.scope = scope
  }

  /// The program itself, which sends apologies and reminders when their time has come.
  public static func program(in unit: UnitCode) -> Actor {
    Actor(kind: .program, id: "cuango", name: "Cửa Ngõ", unit: unit, roles: [])
  }

  /// A citizen who fills in a draft.
  public static func citizen(draft: String) -> Actor {
    Actor(kind: .citizen, id: draft, name: "", unit: nil, roles: [.citizen])
  }

  /// Whether the actor holds `role` in `unit`.
  public func holds(_ role: Role, in unit: UnitCode) -> Bool {
    self.unit == unit && (roles.contains(role) || covers.contains { $0.roles.contains(role) })
  }

  /// The roles of the actor and of the colleagues who are away.
  public var effectiveRoles: Set<Role> { covers.reduce(roles) { $0.union($1.roles) } }

  /// The accounts in whose place the actor acts, the own one first.
  public var accounts: [String] { [id] + covers.map(\.id) }

  /// What an event keeps of the actor.
  public var reference: ActorReference {
    ActorReference(kind: kind, id: id, name: name, title: title, unit: unit)
  }

  /// What an event keeps of the actor who acts in a role: whose place it is, when it is a colleague's.
  ///
  /// - Parameter assignee: to whom the turn was given by name.
  public func reference(as role: Role, assignee: String? = nil) -> ActorReference {
    let named = assignee == id ? nil : covers.first { $0.id == assignee }
    let covered = named ?? (roles.contains(role) ? nil : covers.first { $0.roles.contains(role) })
    return ActorReference(kind: kind, id: id, name: name, title: title, unit: unit, covering: covered?.name)
  }

  /// In whose place the actor signs of a procedure; `nil` in nobody's. What was given for it alone goes before what was
  /// given for all.
  public func signing(of procedure: ProcedureCode) -> Signing? {
    let fitting = signsFor.filter { $0.delegation.covers(procedure) && $0.delegation.unit == unit }
    return fitting.first { !$0.delegation.procedures.isEmpty } ?? fitting.first
  }

  /// What an event keeps of the actor who acts as a leader: the title as it stands under what is signed in the head's
  /// place.
  public func leading(_ procedure: ProcedureCode, assignee: String? = nil) -> ActorReference {
    let own = reference(as: .leader, assignee: assignee)
    guard let signing = signing(of: procedure) else { return own }
    return ActorReference(
      kind: kind, id: id, name: name, title: signing.delegation.title(head: signing.title, own: title), unit: unit,
      covering: own.covering)
  }
}

/// What an event keeps of who acted, as it was at that moment.
public struct ActorReference: Codable, Hashable, Sendable {
  /// Staff, citizen or client.
  public let kind: Actor.Kind
  /// The account's identifier.
  public let id: String
  /// The name as it was then.
  public let name: String
  /// The title as it was then.
  public let title: String
  /// The unit acted for.
  public let unit: UnitCode?
  /// The name of the absent colleague in whose place it was done.
  public let covering: String?

  /// Keeps who acted.
  public init(
    kind: Actor.Kind, id: String, name: String, title: String, unit: UnitCode?, covering: String? = nil
  ) {
    self.kind = kind
    self.id = id
    self.name = name
    self.title = title
    self.unit = unit
    self.covering = covering
  }
}
