import Centre
import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

/// The standard forms where people look for them: the dossier's page, the progress page, the filing, the registers.
@Suite struct PrintTests {
  private static var request: DossierAct {
    var act = DossierAct()
    act.items = [SupplementRequest.Item(about: "photo", text: "Thêm ảnh")]
    return act
  }

  private static func isPDF(_ visitor: Visitor) -> Bool { visitor.status == .ok && visitor.page.hasPrefix("%PDF-") }

  @Test func theDesksPageLinksTheFormsThatApplyAndNoOthers() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse()
      let page = "/desk/dossiers/\(code.rawValue)"
      func links() -> [String] {
        visitor.page.matches(of: /href="\/desk\/dossiers\/[^"\/]+\/([a-z-]+\.pdf[^"]*)"/).map { String($0.1) }
      }
      try await visitor.open(page + "/application.pdf")
      #expect(visitor.path.hasPrefix("/desk/sign-in"))
      try await visitor.signIn(.specialist)
      try await visitor.open(page)
      #expect(links() == ["receipt.pdf", "control-sheet.pdf", "application.pdf?event=1"])
      try await house.act(.pay, code)
      try await house.act(.requestSupplement, code, by: house.officer(.specialist), Self.request)
      try await visitor.open(page)
      #expect(links().dropFirst(3) == ["fee-receipt.pdf?event=2", "supplement-request.pdf?event=3"])
      for link in links() {
        try await visitor.open("\(page)/\(link)")
        #expect(Self.isPDF(visitor), "\(link)")
      }
      for link in [
        "refusal.pdf", "stop-notice.pdf", "apology.pdf", "fee-receipt.pdf?event=3", "application.pdf?event=x",
      ] {
        try await visitor.open("\(page)/\(link)")
        #expect(visitor.status == .notFound, "\(link)")
      }
      try await visitor.open("\(page)/refusal.pdf")
      #expect(visitor.page.contains("was not refused"))
    }
  }

  @Test func theProgressPageGivesTheApplicantTheirPapers() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse()
      try await house.act(.requestSupplement, code, by: house.officer(.specialist), Self.request)
      let secret = house.centre.key.lookUpSecret(of: code)
      let held = [("code", code.rawValue), ("secret", secret)]
      try await visitor.open("/tra-cuu")
      try await visitor.post("/tra-cuu", held)
      let forms = visitor.page.matches(
        of: /name="form" value="([a-z-]+)"><input type="hidden" name="event" value="(\d+)"/
      )
      .map { (String($0.1), String($0.2)) }
      #expect(forms.map(\.0) == ["application", "supplement-request"])
      let page = visitor.page
      #expect(!page.contains("giay-to?"))
      for (form, event) in forms {
        try await visitor.open("/tra-cuu")
        try await visitor.post("/tra-cuu/giay-to", held + [("form", form), ("event", event)])
        #expect(Self.isPDF(visitor), "\(form)")
      }
      func status(_ fields: [(String, String)]) async throws -> HTTPResponse.Status {
        try await visitor.open("/tra-cuu")
        try await visitor.post("/tra-cuu/giay-to", fields)
        return visitor.status
      }
      #expect(try await status(held + [("form", "refusal")]) == .notFound)
      #expect(try await status(held + [("form", "<script>")]) == .notFound)
      #expect(try await status(held + [("form", "application"), ("event", "99999999999999999999")]) == .notFound)
      #expect(
        try await status([("code", code.rawValue), ("secret", "AAAAA-AAAAA-AAA"), ("form", "application")]) == .notFound
      )
    }
  }

  @Test func aFilingCanBePrintedBeforeItIsFiled() async throws {
    try await DeskVisits.visiting { visitor, _ in
      try await visitor.open("/nop/to-khai.pdf")
      #expect(visitor.status == .notFound)
      try await visitor.open("/thu-tuc/9.000101")
      try await visitor.post("/nop", [("procedure", "9.000101")])
      try await visitor.post("/nop/don-vi", [("unit", "24958")])
      try await visitor.open("/nop/to-khai.pdf")
      #expect(Self.isPDF(visitor))
      try await visitor.open("/nop/kiem-tra")
      #expect(visitor.page.contains("href=\"/nop/to-khai.pdf\""))
      try await visitor.post(
        "/nop/nguoi-nop",
        [
          ("applicant.name", "Trần Thị Bích"), ("applicant.personal_number", "068195000102"),
          ("applicant.phone", "0900000222"), ("for", "me"),
        ])
      try await visitor.post(
        "/nop/ke-khai", [("answers.shop_name", "Cửa hàng Bích"), ("answers.goods", "other"), ("answers.capital", "")])
      try await visitor.post("/nop/thanh-phan", files: [("paper-deed", "giấy.png", FilingTests.png)])
      try await visitor.post("/nop/nhan-ket-qua", [("collects", "me")])
      try await visitor.post("/nop/kiem-tra", [("note", "")])
      #expect(visitor.path == "/nop/xong" && visitor.page.contains("href=\"/nop/to-khai.pdf\""))
      // Who filed it here sees the whole of it, and its code.
      try await visitor.open("/nop/to-khai.pdf")
      #expect(Self.isPDF(visitor))
    }
  }

  @Test func theRegisterOfDossiersIsChosenByDays() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse()
      try await visitor.signIn(.recordsClerk)
      try await visitor.open("/desk/register")
      #expect(visitor.page.contains("href=\"/desk/dossier-register\""))
      try await visitor.open("/desk/dossier-register")
      #expect(visitor.page.contains("value=\"01/03/2026\"") && visitor.page.contains("value=\"02/03/2026\""))
      try await visitor.open("/desk/dossier-register.pdf?from=01/03/2026&until=02/03/2026")
      #expect(Self.isPDF(visitor))
      try await visitor.open("/desk/dossier-register.csv?from=2026-03-01&until=2026-03-02")
      #expect(visitor.page.unicodeScalars.first == "\u{FEFF}" && visitor.page.contains("\"\(code.rawValue)\""))
      try await visitor.open("/desk/dossier-register.pdf?from=01/01/2020&until=%3Cscript%3E")
      #expect(visitor.status == .unprocessableContent && visitor.faults == ["f-until"])
      #expect(visitor.page.contains("value=\"01/01/2020\"") && !visitor.page.contains("<script>\""))
      try await visitor.open("/desk/dossier-register.pdf?from=01/01/2020&until=02/03/2026")
      #expect(visitor.page.contains("at most 366 days"))
    }
  }
}
