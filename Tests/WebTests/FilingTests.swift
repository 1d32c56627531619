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

/// A citizen files without a script; each fault names its field and keeps what was typed.
@Suite struct FilingTests {
  private func visiting(
    onlineFiling: Bool = true, _ visit: @escaping @Sendable (Visitor, TestHouse) async throws -> Void
  ) async throws {
    let house = try await TestHouse.open(.sqlite)
    let centre = Centre(
      database: house.centre.database, files: house.centre.files, catalogue: house.centre.catalogue,
      key: house.centre.key, settings: CentreSettings(publicURL: "http://localhost", onlineFiling: onlineFiling),
      logger: house.centre.logger, now: house.centre.now)
    let site = try Site(centre: centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    try await site.application().test(.router) { client in try await visit(Visitor(client), house) }
  }

  /// The smallest picture that is one.
  static let png: [UInt8] = Array(
    Data(
      base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
      ?? Data())

  private static let person: [(String, String)] = [
    ("applicant.name", "Trần Thị Bích"), ("applicant.personal_number", "068195000102"),
    ("applicant.phone", "0900000222"), ("for", "me"),
  ]
  private static let original: [(String, String)] = [
    ("originals.0.name", "Giấy khai sinh"), ("originals.0.pages", "1"), ("originals.0.copies", "3"),
  ]

  private static func begin(_ visitor: Visitor, _ house: TestHouse) async throws {
    try await house.centre.keepAccount(
      username: "tiepnhan", name: "Cán bộ Mẫu", title: "", unit: "24958", roles: [.receivingOfficer],
      password: "a-long-password")
    try await visitor.open("/thu-tuc/2.000815")
    try await visitor.post("/nop", [("procedure", "2.000815")])
    #expect(visitor.path == "/nop/don-vi")
    try await visitor.post("/nop/don-vi", [("unit", "24958")])
    #expect(visitor.path == "/nop/nguoi-nop")
  }

  @Test(arguments: ["file-9223372036854775807", "file--9223372036854775808", "file-50", "file-", "paper-"])
  func aFileForWhatIsNotThereIsRefused(_ field: String) async throws {
    try await visiting { visitor, house in
      try await Self.begin(visitor, house)
      try await visitor.post("/nop/nguoi-nop", Self.person)
      try await visitor.post("/nop/giay-to", Self.original)
      try await visitor.post("/nop/tep", files: [(field, "ảnh.png", Self.png)])
      #expect(visitor.status.code >= 400 && visitor.status.code < 500, "\(visitor.status)")
      try await visitor.open("/nop/tep")
      #expect(visitor.status == .ok)
    }
  }

  @Test func aDossierIsFiledWithoutAScript() async throws {
    try await visiting { visitor, house in
      try await Self.begin(visitor, house)
      try await visitor.post("/nop/nguoi-nop", Self.person)
      try await visitor.post("/nop/giay-to", Self.original)
      #expect(visitor.path == "/nop/tep")
      try await visitor.post("/nop/tep", files: [("file-0", "ảnh.png", Self.png)])
      #expect(visitor.path == "/nop/nhan-ket-qua")
      try await visitor.post(
        "/nop/nhan-ket-qua",
        [("collects", "other"), ("collector.name", "Lê Văn Ba"), ("collector.personal_number", "068090000101")])
      #expect(visitor.path == "/nop/kiem-tra")
      #expect(visitor.page.contains("6.000"))
      #expect(visitor.page.contains("ảnh.png") && visitor.page.contains("Lê Văn Ba"))
      try await visitor.post("/nop/kiem-tra", [("note", "")])
      let code = try #require(visitor.text(of: "dossier-code"))
      let secret = try #require(visitor.text(of: "dossier-secret"))
      #expect(visitor.page.contains("id=\"payment\"") && visitor.page.contains("MAU24958"))

      // A second click gets the same receipt.
      try await visitor.post("/nop/kiem-tra", [("note", "")])
      #expect(visitor.text(of: "dossier-code") == code)

      // Whoever has the secret sees it; who has a wrong one does not.
      visitor.forget()
      try await visitor.open("/tra-cuu")
      try await visitor.post("/tra-cuu", [("code", code), ("secret", "AAAAA-AAAAA-AAA")])
      #expect(visitor.status == .notFound)
      try await visitor.post("/tra-cuu", [("code", code), ("secret", secret)])
      #expect(visitor.status == .ok)
      #expect(visitor.page.contains("class=\"timeline\"") && !visitor.page.contains("Bích"))
    }
  }

  @Test func eachFaultNamesItsFieldAndKeepsWhatWasTyped() async throws {
    try await visiting { visitor, house in
      try await Self.begin(visitor, house)
      try await visitor.post(
        "/nop/nguoi-nop",
        [
          ("applicant.name", "Bích 🙂"), ("applicant.personal_number", "06819500010"), ("applicant.born", "31/02/1990"),
          ("applicant.phone", ""), ("for", "other"), ("owner.name", ""),
        ])
      #expect(visitor.status == .unprocessableContent)
      #expect(
        visitor.faults == [
          "f-applicant-name", "f-applicant-personal-number", "f-applicant-born", "f-applicant-phone", "f-owner-name",
          "f-owner-personal-number",
        ])
      #expect(visitor.page.contains("value=\"06819500010\"") && visitor.page.contains("value=\"Bích 🙂\""))
      #expect(visitor.page.contains("value=\"31/02/1990\""))

      let long = String(repeating: "ư", count: 10_000)
      try await visitor.post("/nop/nguoi-nop", [("applicant.name", long)] + Self.person.dropFirst())
      #expect(visitor.faults == ["f-applicant-name"])
      #expect(visitor.page.contains(long))
    }
  }

  @Test func whatIsNoPaperIsNamedAndTheRestIsKept() async throws {
    try await visiting { visitor, house in
      try await Self.begin(visitor, house)
      try await visitor.post("/nop/nguoi-nop", Self.person)
      try await visitor.post("/nop/giay-to", Self.original)
      try await visitor.post(
        "/nop/tep",
        files: [
          ("file-0", "program.pdf", Array("MZ program".utf8)), ("file-0", "empty.pdf", []),
          ("file-0", "large.pdf", [UInt8](repeating: 37, count: FilingLimits.fileBytes + 1)),
          ("file-0", "ảnh.png", Self.png), ("file-9", "nowhere.png", Self.png),
        ])
      #expect(visitor.status == .unprocessableContent)
      #expect(
        visitor.faults == ["f-originals-0-files", "f-originals-0-files", "f-originals-0-files", "f-originals-9-files"])
      #expect(visitor.page.contains("<span>ảnh.png</span>"))
      let left = try FileManager.default.contentsOfDirectory(atPath: house.folder + "/files")
      #expect(!left.contains { $0.hasPrefix("incoming-") })

      try await visitor.post("/nop/tep", files: [("file-0", "", [])], [("action", "drop-0-0")])
      #expect(!visitor.page.contains("<span>ảnh.png</span>"))
      try await visitor.post("/nop/tep", files: [("file-0", "ảnh.png", Self.png)], token: "another-page")
      #expect(visitor.status == .forbidden)
    }
  }

  @Test func aDraftIsTakenUpOnAnotherDevice() async throws {
    try await visiting { visitor, house in
      try await Self.begin(visitor, house)
      try await visitor.post("/nop/nguoi-nop", Self.person + [("action", "keep")])
      let codes = visitor.page.matches(of: /<strong class="code">([A-Z0-9-]+)<\/strong>/).map { String($0.1) }
      try #require(codes.count == 2)
      visitor.forget()
      try await visitor.open("/nop/nguoi-nop")
      #expect(visitor.status == .notFound)
      try await visitor.open("/nop/tiep-tuc")
      try await visitor.post("/nop/tiep-tuc", [("code", codes[0]), ("secret", codes[1])])
      try await visitor.open("/nop/nguoi-nop")
      #expect(visitor.page.contains("value=\"Trần Thị Bích\""))

      // A device that others use forgets it.
      try await visitor.post("/nop/ket-thuc", [])
      try await visitor.open("/nop/nguoi-nop")
      #expect(visitor.status == .notFound)
    }
  }

  @Test func whatMayNotBeWrittenIsNotDrawn() async throws {
    try await visiting { visitor, house in
      try await Self.begin(visitor, house)
      let hostile = "\"><script>alert(1)</script>"
      try await visitor.post("/nop/nguoi-nop", [("applicant.name", hostile)] + Self.person.dropFirst())
      #expect(!visitor.page.contains("<script>alert"))
      try await visitor.open("/?q=%22%3E%3Cscript%3E&lang=en")
      #expect(!visitor.page.contains("<script>"))
      #expect(visitor.page.contains("&lt;script&gt;"))
    }
  }

  @Test func aKioskFilesWhereOnlineFilingIsOffAndForgets() async throws {
    try await visiting(onlineFiling: false) { visitor, house in
      try await house.centre.keepAccount(
        username: "tiepnhan", name: "Cán bộ Mẫu", title: "", unit: "24958", roles: [.receivingOfficer],
        password: "a-long-password")
      try await visitor.open("/")
      try await visitor.post("/nop", [("procedure", "2.000815")])
      #expect(visitor.status == .forbidden)
      try await visitor.open("/desk/kiosk")
      #expect(visitor.path.hasPrefix("/desk/sign-in"))

      try await visitor.post("/desk/sign-in", [("username", "tiepnhan"), ("password", "a-long-password")])
      try await visitor.open("/desk/kiosk")
      try await visitor.post("/desk/kiosk", [])
      #expect(visitor.path == "/")
      #expect(visitor.page.contains("surface-portal kiosk"))
      try await visitor.open("/desk")
      #expect(visitor.path.hasPrefix("/desk/sign-in"))

      try await visitor.open("/thu-tuc/2.000815")
      try await visitor.post("/nop", [("procedure", "2.000815")])
      #expect(visitor.path == "/nop/nguoi-nop")
      try await visitor.post("/nop/nguoi-nop", Self.person)
      try await visitor.post("/nop/giay-to", Self.original)
      try await visitor.post("/nop/kiem-tra", [("note", "")])
      let code = try #require(visitor.text(of: "dossier-code").flatMap { DossierCode(typed: $0) })
      let file = try await house.centre.readDossier(code, by: house.officer(.receivingOfficer))
      #expect(file.dossier.reception.channel == .kiosk)

      try await visitor.post("/nop/ket-thuc", [])
      try await visitor.open("/nop/xong")
      #expect(visitor.status == .notFound)
    }
  }
}
