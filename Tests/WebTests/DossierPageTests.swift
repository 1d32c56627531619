import Centre
import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

/// One dossier on the desk, from filing to result, without a script.
@Suite struct DossierPageTests {
  private static let visit = [
    ("answers.visited", "02/03/2026"), ("answers.finding", "fits"), ("answers.kitchen", "yes"), ("note", "Đã xem"),
  ]

  @Test func aStepsFormIsFilledInOnThePage() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse()
      try await visitor.signIn(.specialist)
      #expect(visitor.page.contains(code.rawValue))
      try await visitor.open("/desk/dossiers/\(code.rawValue)")
      // The e-form as people read it, the papers, both due dates.
      for told in ["Cửa hàng Mẫu", ">Food<", "30.000.000 đ", "Deed of the place", "Handed in on paper", "Photograph"] {
        #expect(visitor.page.contains(told), "\(told)")
      }
      #expect(visitor.page.contains("16/03/2026") && visitor.page.contains("11/03/2026"))
      let form = try #require(visitor.form(.work))
      #expect(form.contains("data-when=\"answers.finding=differs\"") && form.contains("name=\"answers.kitchen\""))

      try await visitor.act(
        .work, [("answers.visited", "31/02/2026"), ("answers.finding", "differs"), ("note", "Gõ dở")], at: code)
      #expect(visitor.status == .unprocessableContent)
      #expect(visitor.faults == ["f-answers-visited", "f-answers-difference", "f-answers-kitchen"])
      #expect(visitor.page.contains("value=\"31/02/2026\"") && visitor.page.contains(">Gõ dở</textarea>"))
      #expect(visitor.form(.work)?.contains("value=\"differs\" checked") == true)

      try await visitor.act(.work, Self.visit, at: code)
      #expect(visitor.status == .ok && visitor.path == "/desk/dossiers/\(code.rawValue)")
      #expect(visitor.page.contains("As declared") && visitor.page.contains("Đã xem"))
    }
  }

  @Test func aPostingOffersOnlyWhatMayComeEarlyAndThenAll() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse()
      try await house.visit(code)
      try await visitor.signIn(.specialist)
      try await visitor.open("/desk/dossiers/\(code.rawValue)")
      #expect(visitor.form(.post)?.contains("value=\"objection\"") == true)
      #expect(visitor.form(.post)?.contains("value=\"none\"") == false)
      #expect(visitor.page.contains("05/03/2026, 17:00"))
      // What only an objection asks for is shown with it.
      #expect(visitor.form(.post)?.contains("data-when=\"outcome=objection\"") == true)
      try await visitor.act(.post, [], at: code)
      #expect(visitor.status == .conflict && visitor.page.contains("must wait until 17:00 05/03/2026"))

      try house.clock("2026-03-06T08:00")
      try await visitor.signIn(.specialist)
      try await visitor.open("/desk/dossiers/\(code.rawValue)")
      try await visitor.act(.post, [], at: code)
      #expect(visitor.faults == ["f-post-outcome"])
      try await visitor.act(.post, [("outcome", "none")], at: code)
      #expect(visitor.page.contains("Nobody objected"))
    }
  }

  @Test func aSupplementIsAskedForOnceAndTakenAtTheCounter() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse()
      try await visitor.signIn(.specialist)
      try await visitor.open("/desk/dossiers/\(code.rawValue)")
      try await visitor.act(.requestSupplement, [("until", "20/03/2026")], at: code)
      #expect(visitor.status == .unprocessableContent && visitor.page.contains("Name at least one thing"))
      let rows = visitor.hidden(.requestSupplement)
      #expect(rows.filter { $0.0.hasSuffix(".about") }.map(\.1) == ["deed", "photo"])
      try await visitor.act(
        .requestSupplement,
        [
          ("items.0.text", ""), ("items.1.text", "Thêm ảnh mặt tiền"), ("items.2.about", "shop_name"),
          ("items.2.text", "Ghi đủ tên"), ("until", "20/03/2026"),
        ], at: code)
      #expect(visitor.status == .ok && visitor.form(.requestSupplement) == nil && visitor.form(.work) == nil)
      #expect(visitor.page.contains("The time stands still") && visitor.page.contains("20/03/2026, 17:00"))

      try house.clock("2026-03-05T14:00")
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open("/desk/dossiers/\(code.rawValue)")
      #expect(visitor.form(.supplement)?.contains("Thêm ảnh mặt tiền") == true)
      // A file that is none is named beside its paper, and the good one is kept.
      let action = "/desk/dossiers/\(code.rawValue)/actions/supplement"
      let answers = [
        ("answers.shop_name", "Cửa hàng Mới"), ("answers.goods", "other"), ("answers.cook", "Trần Thị Mẫu"),
        ("answers.capital", "30000000"),
      ]
      try await visitor.post(
        action, files: [("file-photo", "ảnh.png", FilingTests.png), ("file-deed", "x.pdf", Array("MZ".utf8))],
        visitor.hidden(.supplement) + answers)
      #expect(visitor.status == .unprocessableContent && visitor.faults == ["f-supplement-papers-deed"])
      #expect(visitor.page.contains("<span>ảnh.png</span>"))
      #expect(visitor.form(.supplement)?.contains("value=\"Cửa hàng Mới\"") == true)
      try await visitor.act(.supplement, answers, at: code)
      #expect(visitor.status == .ok)
      let dossier = try await house.dossier(code)
      #expect(dossier.state == .processing && dossier.papers.map(\.key) == ["deed", "photo"])
      #expect(dossier.answers["shop_name"] == "Cửa hàng Mới" && dossier.attachments.count == 1)
    }
  }

  @Test func theSecondOfTwoSeesWhatChangedAndKeepsTheirWords() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse()
      try await visitor.signIn(.specialist)
      try await visitor.open("/desk/dossiers/\(code.rawValue)")
      try await house.visit(code)
      try await visitor.act(.work, Self.visit.dropLast() + [("note", "Tôi cũng đã xem")], at: code)
      #expect(visitor.status == .conflict)
      let changed = try #require(visitor.page.firstMatch(of: /id="meanwhile">[\s\S]*?<\/div>/)).0
      #expect(changed.contains("Cán bộ Mẫu") && changed.contains("Visit") && changed.contains("02/03/2026, 09:00"))
      // The visit is done, so there is no form to put the words back into: they stand beside the new state.
      #expect(visitor.form(.work) == nil && visitor.form(.post) != nil)
      let lost = try #require(visitor.page.firstMatch(of: /id="lost">[\s\S]*?<\/div><\/dl>/)).0
      #expect(lost.contains("Tôi cũng đã xem"))

      // Another act that is still possible keeps its words in its form.
      let old = visitor.hidden(.refuse)
      try await house.act(.pay, code)
      try await visitor.post(
        "/desk/dossiers/\(code.rawValue)/actions/refuse", old + [("note", "Sai thẩm quyền")])
      #expect(visitor.status == .conflict && visitor.form(.refuse)?.contains(">Sai thẩm quyền</textarea>") == true)
      try await visitor.act(.refuse, [("note", "Sai thẩm quyền")], at: code)
      #expect(visitor.status == .ok)
      #expect(try await house.dossier(code).state == .refused)
    }
  }

  @Test func resultsAreHandedOverInPartsOnThePage() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receive(originals: 2).code
      for action in [DossierAction.check, .approve, .sign, .number, .seal, .issue] { try await house.act(action, code) }
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open("/desk/dossiers/\(code.rawValue)")
      // The fee comes first.
      #expect(visitor.form(.returnResult) == nil)
      try await visitor.act(.pay, [("method", "cash")], at: code)
      let tokens = try await house.dossier(code).results.map(\.token)
      try await visitor.act(.returnPart, [("tokens", tokens[0]), ("collected_by", "Lê Văn Mẫu")], at: code)
      #expect(visitor.page.contains("handed over") && visitor.form(.returnPart) == nil)
      try await visitor.act(.returnResult, [("collected_by", "Lê Văn Mẫu")], at: code)
      #expect(try await house.dossier(code).state == .returned)
      #expect(!visitor.page.contains("class=\"act\""))
    }
  }

  @Test func whatIsNoActionOrNoVersionIsRefusedWithoutAFault() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse()
      try await visitor.signIn(.specialist)
      let page = "/desk/dossiers/\(code.rawValue)"
      try await visitor.open(page)
      try await visitor.post(page + "/actions/dance", [])
      #expect(visitor.status == .unprocessableContent)
      let hostile = [
        ("key", "key-of-a-test"), ("version", "-1"), ("note", String(repeating: "ư", count: 30_000)),
        ("tokens", "x"), ("to", "<script>"), ("working_days", "99999999999999999999"), ("cause", "moon"),
        ("until", "0000-00-00"), ("items.9.text", "\u{202e}"), ("answers.visited", "\u{0}"),
      ]
      for action in DossierAction.allCases {
        try await visitor.open(page)
        try await visitor.post("\(page)/actions/\(action.rawValue)", hostile)
        #expect((400..<500).contains(visitor.status.code), "\(action) \(visitor.status)")
        #expect(!visitor.page.contains("<script>\""))
      }
      #expect(try await house.dossier(code).version == 1)
    }
  }
}
