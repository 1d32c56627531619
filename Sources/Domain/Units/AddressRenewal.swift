/// An address of before 1 July 2025 in its present form. It is offered and never put in place of what was typed.
public struct RenewedAddress: Codable, Hashable, Sendable {
  /// The address with the unit of today and its province, everything before them as it was typed.
  public let address: String
  /// The unit of today.
  public let unit: UnitCode
  /// The former unit that was read in it.
  public let former: FormerUnit
}

extension UnitDirectory {
  /// The forms that an old address may have today: none when it names no former unit or is new already; several when a
  /// former unit was divided, or when the names do not tell which one is meant.
  ///
  /// A former unit is read only together with its district or province: there is a Liên Hiệp in many provinces.
  public func renewed(_ address: String) -> [RenewedAddress] {
    addresses.renewed(String(address.prefix(AddressPiece.limit)))
  }
}

/// The former units, as addresses name them.
struct FormerPlaces: Sendable {
  private struct Place: Sendable {
    let former: FormerUnit
    let today: Unit
    let province: String
    let names: [AddressPiece]
    let district: AddressPiece
    let provinceName: String
  }

  private let places: [Place]
  /// The names of the units of today, with their kinds.
  private let today: Set<String>
  private let todaysProvinces: Set<String>
  private let districts: Set<String>
  private let formerProvinces: Set<String>

  init(_ units: [Unit]) {
    let byCode = Dictionary(units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    places = units.flatMap { unit in
      unit.former.map { former in
        Place(
          former: former, today: unit, province: unit.parent.flatMap { byCode[$0]?.name.vi } ?? former.province,
          names: ([former.name] + former.spellings).map { AddressPiece($0) },
          district: AddressPiece(former.district), provinceName: AddressPiece(former.province).name)
      }
    }
    today = Set(units.filter(\.receivesDossiers).map { AddressPiece($0.name.vi).key })
    todaysProvinces = Set(units.filter { $0.kind == .province }.map { AddressPiece($0.name.vi).name })
    districts = Set(places.map(\.district.name))
    formerProvinces = Set(places.map(\.provinceName))
  }

  func renewed(_ address: String) -> [RenewedAddress] {
    var pieces = AddressPiece.pieces(of: address)
    // From the end: the country, the province, the district.
    if pieces.last?.name == "vietnam" { pieces.removeLast() }
    let provinces = todaysProvinces.union(formerProvinces)
    let province = taken(&pieces) { $0.kind == .province || ($0.kind == nil && provinces.contains($0.name)) }
    if let province, !provinces.contains(province.name) { return [] }
    let follows = pieces.count > 1
    let district = taken(&pieces) { $0.kind?.isDistrict ?? (follows && districts.contains($0.name)) }
    if let district, !districts.contains(district.name) { return [] }
    guard province != nil || district != nil, let ward = pieces.last else { return [] }
    if district == nil {
      // Without its district a name that is in use today means the unit of today, unless the province is a former one.
      let isToday = today.contains(ward.key) && province.map { todaysProvinces.contains($0.name) } ?? true
      if ward.kind == nil || isToday { return [] }
    }
    let detail = address[..<ward.start].trimmed
    return matches(ward, district, province).map { place in
      let unit = detail.isEmpty ? place.today.name.vi : FormerUnit.inside(place.today.name.vi)
      let parts = (detail.isEmpty ? [] : [detail]) + [unit, FormerUnit.inside(place.province)]
      return RenewedAddress(address: parts.joined(separator: ", "), unit: place.today.code, former: place.former)
    }
  }

  private func matches(_ ward: AddressPiece, _ district: AddressPiece?, _ province: AddressPiece?) -> [Place] {
    let inDistrict = places.filter { place in
      guard let district else { return true }
      return place.district.name == district.name && (district.kind == nil || district.kind == place.district.kind)
    }
    // A province's name may be the former one or the one of today.
    let near = inDistrict.filter { $0.provinceName == province?.name }
    for candidates in near.isEmpty || province == nil ? [inDistrict] : [near, inDistrict] {
      let exact = candidates.filter { place in
        place.names.contains { $0.name == ward.name && (ward.kind == nil || ward.kind == $0.kind) }
      }
      if !exact.isEmpty { return exact }
      // "Xã Liên Nghĩa" for what had become a town: the district tells that it is the same.
      let byName = district == nil ? [] : candidates.filter { $0.names.contains { $0.name == ward.name } }
      if !byName.isEmpty { return byName }
    }
    return []
  }

  /// Takes the last piece away when it fits.
  private func taken(_ pieces: inout [AddressPiece], _ fits: (AddressPiece) -> Bool) -> AddressPiece? {
    guard let last = pieces.last, fits(last) else { return nil }
    return pieces.removeLast()
  }
}

extension Substring {
  /// Without spaces, commas and semicolons around it.
  fileprivate var trimmed: String {
    func isEdge(_ character: Character) -> Bool { character.isWhitespace || ",;".contains(character) }
    var text = drop(while: isEdge)
    while let last = text.last, isEdge(last) { text.removeLast() }
    return String(text)
  }
}
