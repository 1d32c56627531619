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

/// What citizens and officers see of the sign-in while the provider is down. The way through a provider that answers is
/// walked in `Tests/SignIn` and by the journeys.
@Suite struct CitizenPageTests {
  private func visiting(
    providers: Bool = true, _ visit: @escaping @Sendable (Visitor, TestHouse) async throws -> Void
  ) async throws {
    let house = try await TestHouse.open(.sqlite)
    // Nobody listens there.
    let provider = try #require(
      IdentityProvider(
        id: "xa", name: LocalizedText(vi: "Cổng xa", en: "Far Portal", ar: "Far Portal"), issuer: "http://127.0.0.1:1",
        clientID: "c", clientSecret: "s", claims: .portal))
    let centre = Centre(
      database: house.centre.database, files: house.centre.files, catalogue: house.centre.catalogue,
      key: house.centre.key,
      settings: CentreSettings(publicURL: "http://localhost", providers: providers ? [provider] : []),
      logger: house.centre.logger, now: house.centre.now)
    for role in [Role.receivingOfficer, .leader] {
      try await centre.keepAccount(
        username: role.rawValue, name: "Cán bộ Mẫu", title: "", unit: "24958", roles: [role],
        password: DeskVisits.password)
    }
    let site = try Site(centre: centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    try await site.application().test(.router) { client in try await visit(Visitor(client), house) }
  }

  @Test func aFilingGoesOnAndAnOfficerChecksTheIdentity() async throws {
    try await visiting { visitor, _ in
      try await visitor.open("/thu-tuc/2.000815")
      try await visitor.post("/nop", [("procedure", "2.000815")])
      try await visitor.post("/nop/don-vi", [("unit", "24958")])
      #expect(visitor.page.contains("/dang-nhap?back="))
      try await visitor.open("/dang-nhap/xa?back=/nop/nguoi-nop")
      #expect(visitor.status == .conflict)
      #expect(visitor.page.contains("Far Portal does not answer now") && visitor.page.contains("kiosk"))
      try await visitor.post("/dang-nhap/xa/sau", [])
      #expect(visitor.path == "/nop/nguoi-nop")
      try await visitor.post(
        "/nop/nguoi-nop",
        [
          ("applicant.name", "Trần Thị Bích"), ("applicant.personal_number", "068195000102"),
          ("applicant.phone", "0900000222"), ("for", "me"),
        ])
      try await visitor.post(
        "/nop/giay-to",
        [("originals.0.name", "Giấy khai sinh"), ("originals.0.pages", "1"), ("originals.0.copies", "3")])
      try await visitor.open("/nop/kiem-tra")
      try await visitor.post("/nop/kiem-tra", [("note", "")])
      let code = try #require(visitor.text(of: "dossier-code"))

      try await visitor.signIn(.leader)
      try await visitor.open("/desk/identity-checks")
      #expect(visitor.status == .forbidden)
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open("/desk/dossiers/\(code)")
      #expect(visitor.page.contains("To be checked: Far Portal did not answer"))
      try await visitor.open("/desk/identity-checks")
      #expect(visitor.page.contains(code))
      try await visitor.post("/desk/identity-checks", [("dossier", code)])
      #expect(!visitor.page.contains(code))
      try await visitor.open("/desk/dossiers/\(code)")
      #expect(visitor.page.contains("Cán bộ Mẫu compared the identity card"))
    }
  }

  @Test func withoutAFilingThereIsNothingToGoOnWith() async throws {
    try await visiting { visitor, _ in
      try await visitor.open("/dang-nhap/xa")
      #expect(visitor.status == .conflict && !visitor.page.contains("id=\"go-on\""))
      try await visitor.open("/toi")
      #expect(visitor.path.hasPrefix("/dang-nhap"))
      try await visitor.open("/")
      try await visitor.post("/toi/nhap/ABC", [])
      #expect(visitor.path.hasPrefix("/dang-nhap"))
    }
  }

  @Test func whereNobodySignsInNothingIsOffered() async throws {
    try await visiting(providers: false) { visitor, _ in
      try await visitor.open("/")
      #expect(!visitor.page.contains("/toi"))
      for path in ["/dang-nhap", "/dang-nhap/xa", "/dang-nhap/xa/ve"] {
        try await visitor.open(path)
        #expect(visitor.status == .notFound, "\(path)")
      }
    }
  }

  @Test func aKioskSignsNobodyIn() async throws {
    try await visiting { visitor, _ in
      try await visitor.open("/")
      #expect(visitor.page.contains("href=\"/toi\""))
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open("/desk/kiosk")
      try await visitor.post("/desk/kiosk", [])
      try await visitor.open("/")
      #expect(!visitor.page.contains("href=\"/toi\""))
      try await visitor.open("/dang-nhap")
      #expect(visitor.status == .notFound)
    }
  }
}
