import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Web

/// What people read of a time and a fee that depend on what is asked for, and what the pages work out of it.
@Suite struct ByCasePageTests {
  /// The course's procedure, with 15 working days for other goods, a fee for food and one for each sign.
  private static func catalogue() throws -> Catalogue {
    let file = "procedures/9.000101.yaml"
    var text = try String(contentsOfFile: TestStore.root + "/Tests/Catalogue/" + file, encoding: .utf8)
    for (old, new) in [
      (
        "  extra_working_days: 2\n",
        """
          extra_working_days: 2
          cases:
            - when: {field: goods, is: [other]}
              rule: {working_days: 15}
              source: "Quy định mẫu, Điều 7"
              text: {vi: "Hàng khác: 15 ngày làm việc", en: "Other goods: 15 working days", ar: "أخرى: 15 يوم عمل"}

        """
      ),
      (
        "per_case: 50000,",
        """
        parts: [
              {key: food, when: {field: goods, is: [food]}, per_case: 50000, source: "Quy định mẫu, Điều 8"},
              {key: signs, each: {field: signs, amount: 8000}, source: "Quy định mẫu, Điều 9"}],
        """
      ),
      (
        "  overrides: []\n",
        """
          overrides: []
          exemptions:
            - key: poor
              name: {vi: "Hộ nghèo", en: "Poor household", ar: "أسرة فقيرة"}
              proof: {vi: "Giấy chứng nhận", en: "Certificate", ar: "شهادة"}
              frees: [food]
              source: "Quy định mẫu, Điều 10"

        """
      ),
      (
        "        - {key: capital,",
        "        - {key: signs, label: {vi: Biển, en: Signs, ar: لافتات}, kind: number, optional: true}\n        - {key: capital,"
      ),
    ] {
      let range = try #require(text.range(of: old))
      text.replaceSubrange(range, with: new)
    }
    return try TestCatalogue.load(adding: [file: text])
  }

  /// Amounts are written with a space that does not break.
  private static func plain(_ page: String) -> String { page.replacing("\u{A0}", with: " ") }

  @Test func theProcedurePageTellsEveryCaseAndEveryPart() async throws {
    try await DeskVisits.visiting(catalogue: Self.catalogue()) { visitor, _ in
      try await visitor.open("/thu-tuc/9.000101")
      for told in [
        "10 working days", "Other goods: 15 working days <span class=\"source\">Quy định mẫu, Điều 7</span>",
        "50.000 đ a case. Only when Goods is Food. Free for: Poor household.",
        "8.000 đ for each of “Signs”. <span class=\"source\">Quy định mẫu, Điều 9</span>",
      ] {
        #expect(Self.plain(visitor.page).contains(told), "\(told)")
      }
      try await visitor.open("/?q=kiem+thu")
      #expect(visitor.page.contains("10 working days Other goods: 15 working days"))
    }
  }

  @Test func theAdministrationReadsThemWithTheirConditions() throws {
    let catalogue = try Self.catalogue()
    let procedure = try #require(catalogue.newestProcedure("9.000101"))
    let reading = ReadableProcedure(procedure, catalogue, Wording(catalogue.texts, .en))
    let lines = reading.parts.flatMap(\.lines)
    func text(_ label: String) -> [String] { lines.filter { $0.label == label }.map { Self.plain($0.text) } }
    #expect(text("15 working days") == ["Other goods: 15 working days (when Goods is Other goods)"])
    #expect(text("01/07/2025 › food") == ["50.000 đ; when Goods is Food"])
    #expect(text("01/07/2025 › signs") == ["8.000 đ × Signs"])
    #expect(lines.contains { $0.label?.hasSuffix("(food): Poor household") ?? false })
  }

  @Test(arguments: [
    ("food", "2", nil, "66.000 đ", "16/03/2026"), ("food", "2", "poor", "16.000 đ", "16/03/2026"),
    ("other", "2", nil, "16.000 đ", "23/03/2026"), ("other", "", nil, "0 đ", "23/03/2026"),
  ])
  func theCounterSeesFeeAndTimeOfWhatIsTyped(
    _ goods: String, _ signs: String, _ exemption: String?, _ fee: String, _ due: String
  ) async throws {
    try await DeskVisits.visiting(catalogue: Self.catalogue()) { visitor, _ in
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open("/desk/receive/9.000101")
      try await visitor.post(
        "/desk/preview",
        [
          ("procedure", "9.000101"), ("answers.goods", goods), ("answers.signs", signs),
          ("exemption", exemption ?? ""),
        ])
      let answer = Self.plain(visitor.page)
      #expect(answer.contains("\"fee\":\"\(fee)\"") && answer.contains(due), "\(answer)")
    }
  }

  /// The check page of a filing from a phone, before it is filed.
  @Test func aCitizenSeesTheTimeOfTheCaseBeforeFiling() async throws {
    try await DeskVisits.visiting(catalogue: Self.catalogue()) { visitor, _ in
      try await visitor.open("/thu-tuc/9.000101")
      try await visitor.post("/nop", [("procedure", "9.000101")])
      try await visitor.post("/nop/don-vi", [("unit", "24958")])
      try await visitor.post(
        "/nop/nguoi-nop",
        [
          ("applicant.name", "Trần Thị Bích"), ("applicant.personal_number", "068195000102"),
          ("applicant.phone", "0900000222"), ("for", "me"),
        ])
      try await visitor.post("/nop/ke-khai", [("answers.shop_name", "Cửa hàng Bích"), ("answers.goods", "other")])
      try await visitor.post("/nop/thanh-phan", files: [("paper-deed", "giấy.png", FilingTests.png)])
      try await visitor.post("/nop/nhan-ket-qua", [("collects", "me")])
      #expect(visitor.path == "/nop/kiem-tra" && visitor.page.contains("23/03/2026"))
    }
  }
}
