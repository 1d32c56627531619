import Centre
import Domain
import Hummingbird

/// What a field for an address offers: the present forms of an old one. Nothing is put in its place unasked.
struct AddressOffersView: Sendable {
  /// One present form.
  struct Offer: Encodable, Sendable {
    /// The whole address.
    let address: String
    /// Which former unit was read, and what it is now.
    let reason: String
    /// What the button posts.
    let action: String
  }

  /// Where the page's script asks the same of what is typed.
  let path: String
  /// The field's identifier on the page.
  let target: String
  let offers: [Offer]
  let hasOffers: Bool

  init(_ address: String?, field: String, path: String, _ units: UnitDirectory, _ wording: Wording) {
    self.path = path
    target = FilingFields.id(field)
    offers = Self.offers(address ?? "", field: field, units, wording)
    hasOffers = !offers.isEmpty
  }

  static func offers(
    _ address: String, field: String, _ units: UnitDirectory, _ wording: Wording
  ) -> [Offer] {
    units.renewed(address).prefix(8).enumerated().map { index, renewed in
      Offer(
        address: renewed.address,
        reason: wording.text(
          "shared.address.now",
          ["former": renewed.former.fullName, "unit": units.unit(renewed.unit)?.name[wording.language] ?? ""]),
        action: "renew:\(field):\(index)")
    }
  }
}

/// Renews the addresses of a form on a page.
struct AddressRenewing: Sendable {
  /// By which addresses are renewed.
  let units: UnitDirectory
  /// Where the page's script asks for the present form of an address.
  let path: String

  func offers(_ address: String?, field: String, _ wording: Wording) -> AddressOffersView {
    AddressOffersView(address, field: field, path: path, units, wording)
  }
}

extension DossierForm {
  /// Takes the present form of an address that a page offered and a person chose: `renew:applicant.address:0`,
  /// `renew:answers.seat_address:0`.
  mutating func renewAddress(_ action: String, _ units: UnitDirectory) {
    let parts = action.split(separator: ":").map(String.init)
    guard parts.count == 3, parts[0] == "renew", let index = Int(parts[2]) else { return }
    func renewed(_ address: String) -> String {
      let choices = units.renewed(address)
      return choices.indices.contains(index) ? choices[index].address : address
    }
    func renewed(_ person: PersonForm?) -> PersonForm? {
      guard var person, let address = person.address else { return person }
      person.address = renewed(address)
      return person
    }
    switch parts[1] {
    case "applicant.address": applicant = renewed(applicant)
    case "owner.address": owner = renewed(owner)
    case "collector.address": collector = renewed(collector)
    case let field where field.hasPrefix("answers."):
      let key = String(field.dropFirst("answers.".count))
      let typed = answers?[key]
      answers?[key] = typed.map(renewed)
    default: break
    }
  }
}

/// What a page's script asks while somebody types: the present form of an address, the units of a name.
struct UnitHintRoutes: Sendable {
  let site: Site

  func register(on router: Router<SiteContext>) {
    router.post("/dia-chi") { request, context in try await addresses(request, context) }
    router.post("/desk/addresses") { request, context in
      _ = try context.officer()
      return try await addresses(request, context)
    }
    router.get("/desk/units") { request, context in
      _ = try context.officer()
      return try units(request, context)
    }
  }

  /// An address is a person's: it goes in the body, never in the page's address.
  private func addresses(_ request: Request, _ context: SiteContext) async throws -> Response {
    let body = try await FormBody(request, context)
    let wording = Wording(site.centre.catalogue.texts, context.language)
    return try .json(
      AddressOffersView.offers(
        body["address"] ?? "", field: body["field"] ?? "", site.centre.catalogue.units, wording))
  }

  private func units(_ request: Request, _ context: SiteContext) throws -> Response {
    let wording = Wording(site.centre.catalogue.texts, context.language)
    let found = site.centre.catalogue.units.search(request.asked("q") ?? "").filter(\.unit.receivesDossiers)
    return try .json(found.prefix(20).map { FoundUnitView($0, wording) })
  }
}

/// A unit of today that was found, and by which former name.
struct FoundUnitView: Encodable, Sendable {
  let code: String
  let name: String
  /// "Xã Phú Hội (…) nay là Xã Đức Trọng"; `nil` when its own name fits.
  let formerly: String?

  init(_ found: FoundUnit, _ wording: Wording) {
    code = found.unit.code.rawValue
    name = found.unit.name[wording.language]
    formerly =
      found.former.isEmpty
      ? nil
      : wording.text(
        "shared.address.now",
        ["former": found.former.prefix(3).map(\.fullName).joined(separator: "; "), "unit": name])
  }
}
