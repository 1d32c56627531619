import Centre
import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

/// The payment code on pages, and the desk's list of money that came.
@Suite struct TransferPageTests {
  @Test func thePaymentCodeStandsOnThePagesUntilItIsPaid() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receive().code
      let secret = house.centre.key.lookUpSecret(of: code)
      let memo = try #require(code.paymentMemo)
      func isShown() -> Bool {
        visitor.page.contains("id=\"payment\"") && visitor.page.contains("<svg xmlns=") && visitor.page.contains(memo)
          && visitor.page.contains("MAU24958") && visitor.page.contains("SAMPLE ACCOUNT")
          && visitor.page.contains("10.000\u{a0}đ")
      }
      try await visitor.open("/tra-cuu")
      try await visitor.post("/tra-cuu", [("code", code.rawValue), ("secret", secret)])
      #expect(isShown())
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open("/desk/dossiers/\(code.rawValue)")
      #expect(isShown())
      _ = try await house.tell(memo, 10_000, reference: "FT1")
      try await visitor.open("/desk/dossiers/\(code.rawValue)")
      #expect(
        visitor.status == .ok && !visitor.page.contains("id=\"payment\"") && !visitor.page.contains("<svg xmlns="))
      #expect(visitor.page.contains("Connected program"))
      try await visitor.open("/tra-cuu")
      try await visitor.post("/tra-cuu", [("code", code.rawValue), ("secret", secret)])
      #expect(visitor.status == .ok && !visitor.page.contains("id=\"payment\""))
    }
  }

  @Test func aUnitWithoutAnAccountShowsNoCode() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receive(unit: "24967").code
      try await visitor.open("/tra-cuu")
      try await visitor.post(
        "/tra-cuu", [("code", code.rawValue), ("secret", house.centre.key.lookUpSecret(of: code))])
      #expect(visitor.status == .ok && visitor.page.contains("10.000\u{a0}đ"))
      #expect(!visitor.page.contains("id=\"payment\""))
    }
  }

  @Test func whatNeedsAPersonIsListedFoundSettledAndExported() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receive().code
      _ = try await house.tell(code.rawValue, 9_000, reference: "FT-WRONG")
      _ = try await house.tell("nop phi <b>", 5_000, reference: "FT-NONE")
      _ = try await house.tell("x", 5_000, reference: "FT-OTHER", account: "MAU24781", bank: "970415")
      try await visitor.signIn(.specialist)
      #expect(!visitor.page.contains("/desk/transfers"))
      try await visitor.open("/desk/transfers")
      #expect(visitor.status == .forbidden)
      try await visitor.signIn(.leader)
      #expect(visitor.page.contains("href=\"/desk/transfers\""))
      try await visitor.open("/desk/transfers")
      #expect(
        visitor.page.contains("FT-WRONG") && visitor.page.contains("FT-NONE") && !visitor.page.contains("FT-OTHER"))
      #expect(visitor.page.contains("nop phi &lt;b&gt;") && visitor.page.contains("/desk/dossiers/\(code.rawValue)"))
      try await visitor.open("/desk/transfers?outcome=unknown-code")
      #expect(!visitor.page.contains("FT-WRONG") && visitor.page.contains("FT-NONE"))
      try await visitor.open("/desk/transfers?q=9000%20ft-wr")
      #expect(visitor.page.contains("FT-WRONG") && !visitor.page.contains("FT-NONE"))
      try await visitor.open("/desk/transfers?q=nothing&progress=x&outcome=%3Cscript%3E&page=-4")
      #expect(visitor.status == .ok && visitor.page.contains("Nothing fits"))

      // Without a note nothing is settled, and the form says so where it is.
      try await visitor.open("/desk/transfers")
      let notice = [("bank", "970436"), ("reference", "FT-NONE"), ("progress", "waiting")]
      try await visitor.post("/desk/transfers/settle", notice + [("note", " ")])
      #expect(visitor.status == .unprocessableContent && visitor.page.contains("<details open>"))
      #expect(visitor.page.contains("href=\"#note-"))
      try await visitor.post("/desk/transfers/settle", notice + [("note", "=Đã trả lại tiền")])
      #expect(visitor.status == .ok && !visitor.page.contains("FT-NONE") && visitor.page.contains("FT-WRONG"))
      try await visitor.post("/desk/transfers/settle", notice + [("note", "again")])
      #expect(visitor.status == .conflict)
      try await visitor.open("/desk/transfers?progress=settled")
      #expect(visitor.page.contains("FT-NONE") && visitor.page.contains("Phạm Văn Duyệt"))

      try await visitor.open("/desk/transfers.csv?progress=all")
      let lines = visitor.page.split(separator: "\r\n")
      #expect(lines.count == 3)
      #expect(
        lines.contains { $0.contains("FT-NONE") && $0.contains("'=Đã trả lại tiền") && $0.contains("unknown-code") })
      #expect(lines.contains { $0.contains("FT-WRONG") && $0.contains("\"9000\"") && $0.contains(code.rawValue) })
    }
  }

  @Test func anOldCodeLeadsToTheDossiersOwnAddress() async throws {
    try await DeskVisits.visiting { visitor, house in
      var form = TestHouse.courseForm()
      form.externalCode = "000.23.18.H36-250310-0041"
      let code = try await house.centre.receiveDossier(
        form, by: house.officer(.receivingOfficer), key: IdempotencyKey("an-old-dossier", request: form)
      ).code
      try await visitor.signIn(.specialist)
      try await visitor.open("/desk/dossiers/000.23.18.H36-250310-0041")
      #expect(visitor.path == "/desk/dossiers/\(code.rawValue)" && visitor.status == .ok)
      try await visitor.open("/desk/dossiers/000.23.18.H36-250310-9999")
      #expect(visitor.status == .notFound)
      try await visitor.open("/desk?show=unit&progress=open&q=000.23.18.h36-250310-0041")
      #expect(visitor.page.contains(code.rawValue))
    }
  }

  @Test(arguments: ["vi", "en", "ar"])
  func thePageHasAllItsTexts(_ language: String) async throws {
    try await DeskVisits.visiting { visitor, house in
      let paid = try await house.receive().code
      let code = try await house.receive().code
      _ = try await house.tell(paid.rawValue, 10_000, reference: "P")
      _ = try await house.tell(paid.rawValue, 10_000, reference: "T")
      _ = try await house.tell(code.rawValue, 1, reference: "W")
      _ = try await house.tell("x", 1, reference: "U")
      try await visitor.signIn(.receivingOfficer)
      for path in [
        "/desk/transfers?progress=all", "/desk/transfers?progress=settled", "/desk/dossiers/\(code.rawValue)?a=b",
      ] {
        try await visitor.open(path + "&lang=\(language)")
        #expect(visitor.status == .ok)
        let bare = visitor.page.firstMatch(of: /[>" ](payment|desk|dossier|office|shared|error)\.[a-z-]+(\.[a-z.-]+)?/)
        #expect(bare == nil, "\(bare.map { String($0.0) } ?? "")")
      }
    }
  }
}
