import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Storage
import TestSupport
import Testing

@testable import Web

/// Visits of officers to the desk of a house that knows the tests' own procedure.
enum DeskVisits {
  static let password = "a-long-password"

  /// Opens a house with an officer of each role, and lets a visitor without a script in.
  static func visiting(
    catalogue: Catalogue? = nil, _ visit: @escaping @Sendable (Visitor, TestHouse) async throws -> Void
  ) async throws {
    let house = try await TestHouse.open(.sqlite, catalogue: catalogue ?? TestStore.courseCatalogue())
    for role in [Role.receivingOfficer, .specialist, .leader, .recordsClerk] {
      try await house.centre.keepAccount(
        username: role.rawValue, name: name(role), title: "", unit: "24958", roles: [role], password: password)
    }
    let site = try Site(centre: house.centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    try await site.application().test(.router) { client in try await visit(Visitor(client), house) }
  }

  static func name(_ role: Role) -> String {
    switch role {
    case .receivingOfficer: "Nguyễn Thị Nhận"
    case .specialist: "Trần Văn Xét"
    case .leader: "Phạm Văn Duyệt"
    default: "Lê Thị Thư"
    }
  }
}

extension Visitor {
  /// Signs in as the officer of a role, whoever was there before.
  func signIn(_ role: Role) async throws {
    forget()
    try await open("/desk/sign-in")
    try await post("/desk/sign-in", [("username", role.rawValue), ("password", DeskVisits.password)])
    #expect(path != "/desk/sign-in" && status == .ok)
  }

  /// Sends the form of an act that stands on the page, with some fields filled in.
  func act(_ action: DossierAction, _ fields: [(String, String)] = [], at code: DossierCode) async throws {
    try await post("/desk/dossiers/\(code.rawValue)/actions/\(action.rawValue)", hidden(action) + fields)
  }

  /// The hidden fields of an act's form.
  func hidden(_ action: DossierAction) -> [(String, String)] {
    guard let form = form(action) else { return [] }
    return form.matches(of: /<input type="hidden" name="([^"]+)" value="([^"]*)">/)
      .map { (String($0.1), String($0.2)) }.filter { $0.0 != "form_token" }
  }

  /// The form of an act, as it stands on the page; `nil` when the page does not offer it.
  func form(_ action: DossierAction) -> String? {
    guard let start = page.range(of: "id=\"act-\(action.rawValue)\"")?.upperBound,
      let end = page.range(of: "</form>", range: start..<page.endIndex)?.lowerBound
    else { return nil }
    return String(page[start..<end])
  }
}
