/// How a person is told apart from every other.
public enum Identity: Codable, Hashable, Sendable {
  /// A citizen of Viet Nam, by the personal number.
  case personalNumber(PersonalNumber)
  /// A foreigner, by a passport's number.
  case passport(String)

  /// The number with all but its last four characters hidden.
  public var masked: String {
    switch self {
    case .personalNumber(let number): number.masked
    case .passport(let number): "••••" + number.suffix(4)
    }
  }

  /// The whole number, for the forms that must carry it.
  public var number: String {
    switch self {
    case .personalNumber(let number): number.digits
    case .passport(let number): number
    }
  }
}

/// A person named in a dossier: the one who files, the one whose dossier it is, or the one who collects the result.
public struct Person: Codable, Hashable, Sendable {
  /// The full name, in the order and spelling the person gave.
  public let name: String
  /// The personal number or passport.
  public let identity: Identity
  /// The date of birth, when it is known.
  public let born: CivilDate?
  /// The sex, when it is known.
  public let sex: Sex?
  /// A telephone number for notices.
  public let phone: String?
  /// The address as the person or the card tells it.
  public let address: String?

  /// Describes a person.
  public init(name: String, identity: Identity, born: CivilDate?, sex: Sex?, phone: String?, address: String?) {
    self.name = name
    self.identity = identity
    self.born = born
    self.sex = sex
    self.phone = phone
    self.address = address
  }

  /// The sex as it was told, or as the personal number tells it.
  public var knownSex: Sex? {
    if case .personalNumber(let number) = identity { sex ?? number.sex } else { sex }
  }

  /// The initials, for pages that strangers may see.
  public var initials: String {
    name.split(separator: " ").compactMap(\.first).map { "\($0)." }.joined(separator: " ")
  }
}
