import Centre
import Domain
import Foundation
import Logging
import Storage
import TestSupport
import Testing

/// A house with administrators of a commune and of the province above it.
struct StaffHouse {
  static let password = "a-long-password"

  let house: TestHouse
  let administrator: Actor
  let second: Actor
  let province: Actor

  var centre: Centre { house.centre }

  static func open(_ engine: Engine) async throws -> StaffHouse {
    let house = try await TestHouse.open(engine)
    return StaffHouse(
      house: house,
      administrator: try await house.colleague("quantri", "Phan Thị Lý", [.unitAdministrator]),
      second: try await house.colleague("quantri.hai", "Vũ Văn Hai", [.unitAdministrator]),
      province: try await house.colleague("quantri.tinh", "Hồ Sĩ Tuấn", [.unitAdministrator], unit: "68"))
  }

  /// Another process of the same installation.
  func process(codeRoles: Set<Role> = []) -> Centre {
    let clock = house.clock
    return Centre(
      database: centre.database, files: centre.files, catalogue: centre.catalogue, key: centre.key,
      settings: CentreSettings(publicURL: "http://localhost:8080", codeRoles: codeRoles, passwordCost: .light),
      logger: Logger(label: "test"),
      now: { clock.now })
  }

  /// A new account as it is typed.
  static func form(_ username: String, roles: [Role] = [.specialist], unit: UnitCode = "24958") -> AccountForm {
    var form = AccountForm()
    form.username = username
    form.name = "Trần Thị Mới"
    form.post = post(roles, unit: unit)
    return form
  }

  static func post(
    _ roles: [Role], title: String = "Công chức", unit: UnitCode = "24958", from: String? = nil, until: String? = nil
  ) -> PostForm {
    var form = PostForm()
    form.unit = unit.rawValue
    form.title = title
    form.roles = roles.map(\.rawValue)
    form.from = from
    form.until = until
    return form
  }

  /// Signs in and answers who comes with the session.
  func visit(_ username: String, password: String = password, place: SignInPlace = "here") async throws -> SessionVisit
  {
    let signedIn = try await centre.signIn(username: username, password: password, place: place)
    return try await visit(signedIn, place)
  }

  func visit(_ signedIn: SignedIn, _ place: SignInPlace = "here") async throws -> SessionVisit {
    guard let visit = try await centre.visit(sessionSecret: signedIn.secret, browser: place.browser) else {
      throw SignInRefusal.ended
    }
    return visit
  }

  /// The secret that an app would be given, once codes are asked for; and the recovery codes.
  func enrol(_ username: String) async throws -> (secret: [UInt8], recoveryCodes: [String]) {
    let visit = try await visit(username)
    try await centre.beginCode(visit)
    let state = try await centre.readCodeState(visit)
    let secret = try #require(state.offered.flatMap { Base32.bytes($0.secret) })
    let confirmed = try await centre.confirmCode(code(secret), visit, place: "here")
    return (secret, confirmed.recoveryCodes)
  }

  /// The code that an app shows now.
  func code(_ secret: [UInt8]) -> String {
    OneTimeCode.code(secret: secret, step: OneTimeCode.step(seconds: Int(house.clock.now.milliseconds / 1000)))
  }

  /// What was done to an account, the first thing first.
  func events(_ staff: String) async throws -> [StaffEvent] {
    var filter = StaffEventFilter()
    filter.staff = staff
    let asked = filter
    return try await centre.database.read { try $0.staffEvents(asked) }.sorted { $0.sequence < $1.sequence }
  }
}
