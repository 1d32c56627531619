import Centre
import Domain

/// What a citizen has here.
struct MyPage: Sendable {
  let name: String
  let provider: String
  let level: Int
  /// Whether the provider has identified the person for the personal number.
  let isIdentified: Bool

  init(_ citizen: Citizen, provider: IdentityProvider?, _ language: Language) {
    name = citizen.person.name ?? ""
    self.provider = provider?.name[language] ?? ""
    level = citizen.level.rawValue
    isIdentified = citizen.number != nil
  }
}
