import Domain
import Foundation

extension IdentityProvider {
  /// What a provider's claims say of a person: only what a filing asks for is kept. What is not what it must be is left
  /// out, and the person asked for it.
  func person(_ claims: Claims) -> PersonForm {
    var form = PersonForm()
    let names = self.claims.names
    form.name = claims[names.name]?.text.flatMap { try? PersonName.check($0, field: "name").get() }
    form.personalNumber = claims[names.number]?.plain.flatMap { text in
      try? PersonalNumber.check(text, field: "number").get().digits
    }
    form.born = claims[names.born]?.plain.flatMap(Self.day)?.display
    form.sex = claims[names.sex]?.text.flatMap { ClaimNames.sexes[$0.lowercased()] }?.rawValue
    form.phone = claims[names.phone]?.plain.flatMap { try? PhoneNumber.check($0, field: "phone").get() }
    form.address =
      names.addresses.lazy.compactMap { name in
        switch claims[name] {
        case .text(let text)?: Self.line(text)
        case .object(let parts)?: parts["formatted"]?.text.flatMap(Self.line)
        default: nil
        }
      }.first
    return form
  }

  /// The level; the first when the provider tells none that is known.
  func level(_ claims: Claims) -> IdentityLevel {
    claims[levelClaim]?.plain.map(secondLevel.contains) ?? false ? .second : .first
  }

  private static func day(_ text: String) -> CivilDate? {
    guard text.utf8.count <= 20 else { return nil }
    if let date = CivilDate(iso: text) { return date }
    let digits = text.filter(\.isNumber)
    let parts = text.split { $0 == "/" || $0 == "-" }.compactMap { Int($0) }
    if parts.count == 3 { return CivilDate(year: parts[2], month: parts[1], day: parts[0]) }
    guard digits.utf8.count == 8, digits == text, let day = Int(text.prefix(2)), let year = Int(text.suffix(4)),
      let month = Int(text.dropFirst(2).prefix(2))
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  private static func line(_ text: String) -> String? {
    (try? PlainText.check(text, field: "address", limit: 300, required: false).get()).flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// The names of the claims that are read.
struct ClaimNames: Sendable {
  let number: String
  let name: String
  let born: String
  let sex: String
  let phone: String
  let addresses: [String]

  /// The words for the sexes, in lower case.
  static let sexes: [String: Sex] = ["nam": .male, "male": .male, "nữ": .female, "female": .female]

  static let portal = ClaimNames(
    number: "SoDinhDanh", name: "HoVaTen", born: "NgayThangNamSinh", sex: "GioiTinh", phone: "SoDienThoai",
    addresses: ["NoiOHienNay", "ThuongTru"])
  static let standard = ClaimNames(
    number: "personal_number", name: "name", born: "birthdate", sex: "gender", phone: "phone_number",
    addresses: ["address"])
}

extension ClaimPreset {
  var names: ClaimNames {
    switch self {
    case .portal: .portal
    case .standard: .standard
    }
  }
}
