import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Storage
import TestSupport
import Testing

@testable import Web

/// Old names, codes and addresses on the pages where units are chosen and addresses typed.
@Suite struct FormerUnitPageTests {
  private static let old = "Thôn 1, xã Liên Hiệp, huyện Đức Trọng, tỉnh Lâm Đồng"
  private static let new = "Thôn 1, xã Hiệp Thạnh, tỉnh Lâm Đồng"

  private func address(_ visitor: Visitor, _ name: String) -> String? {
    guard let start = visitor.page.range(of: "name=\"\(name)\" type=\"text\" value=\"")?.upperBound else { return nil }
    return String(visitor.page[start...].prefix { $0 != "\"" })
  }

  @Test func aCitizenFindsTheUnitByItsOldNameAndRenewsAnAddressByChoice() async throws {
    try await DeskVisits.visiting { visitor, house in
      try await visitor.open("/thu-tuc/2.000815")
      try await visitor.post("/nop", [("procedure", "2.000815")])
      #expect(visitor.path == "/nop/don-vi")
      for words in ["lien%20nghia", "24982", "th%E1%BB%8B%20tr%E1%BA%A5n%20Li%C3%AAn%20Ngh%C4%A9a"] {
        try await visitor.open("/nop/don-vi?q=\(words)")
        #expect(visitor.page.contains("id=\"unit-24958\"") && visitor.page.contains("is now "))
      }
      // A unit that nobody staffs is told, and can't be chosen.
      try await visitor.open("/nop/don-vi?q=lien%20hiep")
      #expect(visitor.page.contains("Xã Liên Hiệp (huyện Đức Trọng, tỉnh Lâm Đồng) is now"))
      #expect(!visitor.page.contains("type=\"radio\""))
      try await visitor.open("/nop/don-vi?q=%3Cscript%3E")
      #expect(visitor.page.contains("No unit of the province") && !visitor.page.contains("value=\"<script>"))
      try await visitor.open("/nop/don-vi")
      try await visitor.post("/nop/don-vi", [("unit", "24958")])

      let person = [
        ("applicant.name", "Nguyễn Văn Mẫu"), ("applicant.personal_number", "068090000101"),
        ("applicant.phone", "0900000111"), ("for", "me"),
      ]
      try await visitor.post("/nop/nguoi-nop", person + [("applicant.address", Self.old)])
      #expect(visitor.path != "/nop/nguoi-nop")
      // Nothing was put in its place; the page offers it.
      try await visitor.open("/nop/nguoi-nop")
      #expect(address(visitor, "applicant.address") == Self.old)
      #expect(visitor.page.contains("<strong>\(Self.new)</strong>"))
      try await visitor.post(
        "/nop/nguoi-nop", person + [("applicant.address", Self.old), ("action", "renew:applicant.address:0")])
      #expect(visitor.path == "/nop/nguoi-nop" && address(visitor, "applicant.address") == Self.new)
      #expect(!visitor.page.contains("value=\"renew:"))
      for action in [
        "renew:applicant.address:9", "renew:applicant.address:-1", "renew:applicant.name:0", "renew::", "renew:",
      ] {
        try await visitor.post(
          "/nop/nguoi-nop", person + [("applicant.address", Self.old), ("action", action)])
        #expect(visitor.status == .ok && address(visitor, "applicant.address") == Self.old)
      }
    }
  }

  @Test func theCounterOffersAndFindsToo() async throws {
    try await DeskVisits.visiting { visitor, house in
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open("/desk/receive/9.000101")
      let typed = [("key", "counter-1234567890"), ("applicant.name", "Nguyễn Văn Mẫu")]
      try await visitor.post(
        "/desk/receive/9.000101",
        typed + [
          ("applicant.address", "Phường 2, tỉnh Lâm Đồng"), ("action", "find-unit"), ("unit_words", "phong phu"),
        ])
      #expect(visitor.status == .ok)
      let options = Set(visitor.page.matches(of: /<option value="(\d{5})"/).map { String($0.1) })
      #expect(options.isSuperset(of: ["22972", "22978"]) && options.count < 10)
      #expect(visitor.page.contains("Xã Phong Phú (huyện Tuy Phong, tỉnh Bình Thuận) is now"))
      // A name that stands for two is a choice, and what was typed stays.
      #expect(visitor.page.contains("renew:applicant.address:0") && visitor.page.contains("renew:applicant.address:1"))
      #expect(address(visitor, "applicant.address") == "Phường 2, tỉnh Lâm Đồng")
      #expect(visitor.page.contains("value=\"Nguyễn Văn Mẫu\""))
      try await visitor.post(
        "/desk/receive/9.000101",
        typed + [
          ("applicant.address", "Phường 2, tỉnh Lâm Đồng"), ("action", "renew:applicant.address:1"),
        ])
      #expect(address(visitor, "applicant.address")?.contains("Lâm Đồng") == true)
      #expect(address(visitor, "applicant.address") != "Phường 2, tỉnh Lâm Đồng")
      try await visitor.post(
        "/desk/receive/9.000101", typed + [("action", "find-unit"), ("unit_words", "atlantis")])
      #expect(visitor.page.contains("No unit of the province"))
    }
  }

  @Test func theScriptIsAnsweredWithTheSameAndOnlyToWhoHasThePage() async throws {
    try await DeskVisits.visiting { visitor, house in
      try await visitor.open("/tra-cuu")
      try await visitor.post("/dia-chi", [("field", "applicant.address"), ("address", Self.old)])
      #expect(visitor.status == .ok)
      let offers = try #require(
        try JSONSerialization.jsonObject(with: Data(visitor.page.utf8)) as? [[String: String]])
      #expect(offers.map { $0["address"] } == [Self.new])
      try await visitor.post("/dia-chi", [("address", "không rõ")])
      // Without the page's token nothing is answered; the officers' ways are theirs alone.
      #expect(visitor.status == .forbidden)
      try await visitor.open("/desk/units?q=lien%20nghia")
      #expect(!visitor.page.contains("24958"))
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open("/desk/units?q=lien%20nghia")
      let units = try #require(
        try JSONSerialization.jsonObject(with: Data(visitor.page.utf8)) as? [[String: String]])
      #expect(units.map { $0["code"] } == ["24958"] && units[0]["formerly"]?.contains("Liên Nghĩa") == true)
    }
  }

  @Test func theAPIFindsByOldNameAndCode() async throws {
    let house = try await TestHouse.open(.sqlite)
    let site = try Site(centre: house.centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    try await site.application().test(.router) { client in
      func found(_ words: String) async throws -> [(code: String, former: [String])] {
        let answer = try await client.execute(uri: "/api/v1/units?q=\(words)", method: .get)
        let object = try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any]
        return try #require(object?["units"] as? [[String: Any]]).map { unit in
          let former = unit["found_as"] as? [[String: Any]] ?? []
          return (unit["code"] as? String ?? "", former.compactMap { $0["code"] as? String })
        }
      }
      let byName = try await found("lien%20nghia")
      #expect(byName.map(\.code) == ["24958"] && byName[0].former == ["24958"])
      let byCode = try await found("24982")
      #expect(byCode.map(\.code) == ["24958"] && byCode[0].former == ["24982"])
      #expect(try await found("b'lao").map(\.code) == ["24829"])
      #expect(try await found("hoa%20thang").map(\.code).prefix(2).sorted() == ["23041", "23053"])
      let own = try await found("duc%20trong")
      #expect(own.first?.code == "24958" && own.first?.former == [] && own.count > 1)
    }
  }
}
