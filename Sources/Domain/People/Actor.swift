/// Who acts: the answer to "who" of every event.
public struct Actor: Codable, Hashable, Sendable {
  /// What kind of actor it is.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// An officer with an account.
    case staff
    /// A citizen on the portal or a kiosk, not yet identified by a provider.
    case citizen
    /// A program with an API token.
    case client
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

  /// Describes an actor.
  public init(kind: Kind, id: String, name: String, title: String = "", unit: UnitCode?, roles: Set<Role>) {
    self.kind = kind
    self.id = id
    self.name = name
    self.title = title
    self.unit = unit
    self.roles = roles
  }

  /// A citizen who fills in a draft.
  public static func citizen(draft: String) -> Actor {
    Actor(kind: .citizen, id: draft, name: "", unit: nil, roles: [.citizen])
  }

  /// Whether the actor holds `role` in `unit`.
  public func holds(_ role: Role, in unit: UnitCode) -> Bool {
    self.unit == unit && roles.contains(role)
  }

  /// What an event keeps of the actor.
  public var reference: ActorReference {
    ActorReference(kind: kind, id: id, name: name, title: title, unit: unit)
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

  /// Keeps who acted.
  public init(kind: Actor.Kind, id: String, name: String, title: String, unit: UnitCode?) {
    self.kind = kind
    self.id = id
    self.name = name
    self.title = title
    self.unit = unit
  }
}
