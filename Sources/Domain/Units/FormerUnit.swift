/// A commune, ward or town of before 1 July 2025 that went into a unit of today. One that was divided stands under each
/// unit that got a part of it.
public struct FormerUnit: Codable, Hashable, Sendable {
  /// The statistical code it had; a unit of today may have the same one.
  public let code: UnitCode
  /// The name with its kind: "Thị trấn Liên Nghĩa".
  public let name: String
  /// Other spellings of the name that were in use.
  public let spellings: [String]
  /// The district it lay in: "Huyện Đức Trọng".
  public let district: String
  /// The province it lay in: "Tỉnh Lâm Đồng".
  public let province: String

  /// Describes a former unit.
  public init(code: UnitCode, name: String, spellings: [String] = [], district: String, province: String) {
    self.code = code
    self.name = name
    self.spellings = spellings
    self.district = district
    self.province = province
  }

  /// The name with where it lay: "Thị trấn Liên Nghĩa (huyện Đức Trọng, tỉnh Lâm Đồng)".
  public var fullName: String { "\(name) (\(Self.inside(district)), \(Self.inside(province)))" }

  /// A name with its kind as it stands inside a sentence or an address: "xã Đức Trọng".
  static func inside(_ name: String) -> String { name.prefix(1).lowercased() + name.dropFirst() }
}
