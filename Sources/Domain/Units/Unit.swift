/// The official statistical code of a unit: five digits for a commune ("24958"), two for a province ("68").
public struct UnitCode: RawRepresentable, Hashable, Codable, Sendable, ExpressibleByStringLiteral {
  /// The code as written.
  public let rawValue: String

  /// Takes a code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Takes a code.
  public init(stringLiteral value: String) { rawValue = value }

  /// Reads the plain text.
  public init(from decoder: any Decoder) throws { rawValue = try decoder.singleValueContainer().decode(String.self) }

  /// Writes the plain text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// What kind of unit it is.
public enum UnitKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Tỉnh, thành phố trực thuộc trung ương.
  case province
  /// Xã.
  case commune
  /// Phường.
  case ward
  /// Đặc khu.
  case specialZone = "special-zone"
  /// A body of the province that decides what a commune can't: sở, chi nhánh, văn phòng.
  case department
}

/// A unit of administration: a province or one of its communes, wards and special zones.
public struct Unit: Codable, Hashable, Sendable {
  /// The statistical code, which records are matched by.
  public let code: UnitCode
  /// The agency code that stands in dossier codes ("H36.…").
  public let agencyCode: String
  /// Whether the agency code is a sample, because the real one is not known.
  public let agencyCodeIsSample: Bool
  /// The name in each language, with its kind: "Xã Đức Trọng".
  public let name: LocalizedText
  /// What kind of unit it is.
  public let kind: UnitKind
  /// The unit above it.
  public let parent: UnitCode?
  /// The communes, wards and towns that it was made of, in whole or in part.
  public let former: [FormerUnit]
  /// Agency codes that dossiers of its former units carry.
  public let formerAgencyCodes: [String]
  /// Where it is, for people who must go there.
  public let address: String?
  /// Its telephone number.
  public let phone: String?
  /// Its pages.
  public let website: String?
  /// The account that fees are paid into by transfer; without one there is no payment code.
  public let bankAccount: BankAccount?

  /// Describes a unit.
  public init(
    code: UnitCode, agencyCode: String, agencyCodeIsSample: Bool, name: LocalizedText, kind: UnitKind,
    parent: UnitCode?, former: [FormerUnit] = [], formerAgencyCodes: [String] = [], address: String? = nil,
    phone: String? = nil, website: String? = nil, bankAccount: BankAccount? = nil
  ) {
    self.code = code
    self.agencyCode = agencyCode
    self.agencyCodeIsSample = agencyCodeIsSample
    self.name = name
    self.kind = kind
    self.parent = parent
    self.former = former
    self.formerAgencyCodes = formerAgencyCodes
    self.address = address
    self.phone = phone
    self.website = website
    self.bankAccount = bankAccount
  }

  /// The agency codes that codes of its dossiers begin with, the present one first.
  public var agencyCodes: [String] { [agencyCode] + formerAgencyCodes }

  /// Whether the unit has a service centre that receives dossiers at commune level.
  public var receivesDossiers: Bool { kind != .province && kind != .department }

  /// The people's committee as papers name it, "Ủy ban nhân dân xã Đức Trọng"; a department by its own name.
  public var committee: String {
    kind == .department ? name.vi : "Ủy ban nhân dân " + nameInSentence
  }

  /// The name as it stands inside a Vietnamese sentence, "xã Đức Trọng"; a department by its own name.
  public var nameInSentence: String { kind == .department ? name.vi : kindName + " " + place }

  /// The name without its kind, as it stands before a date: "Đức Trọng".
  public var place: String {
    let words = name.vi.split(separator: " ")
    if kind == .department { return name.vi }
    return words.dropFirst(kind == .specialZone ? 2 : 1).joined(separator: " ")
  }

  private var kindName: String {
    switch kind {
    case .province: "tỉnh"
    case .commune: "xã"
    case .ward: "phường"
    case .specialZone: "đặc khu"
    case .department: ""
    }
  }
}
