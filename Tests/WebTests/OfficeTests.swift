import Centre
import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

/// Lists, absences and closures on the desk.
@Suite struct OfficeTests {
  @Test func aListIsFilteredByProcedureStepAndWhoseTurn() async throws {
    try await DeskVisits.visiting { visitor, house in
      _ = try await house.colleague("xa", "Trần Văn Xa", [.specialist], unit: "24781")
      let copy = try await house.receive().code.rawValue
      let here = try await house.receiveCourse().rawValue
      let elsewhere = try await house.receiveCourse(shop: "Nơi khác", competent: "24781").rawValue
      try await visitor.signIn(.receivingOfficer)
      func listed(_ query: String) async throws -> Set<String> {
        try await visitor.open("/desk?show=unit&" + query)
        return Set(visitor.page.matches(of: /class="row-link" href="\/desk\/dossiers\/([^"]+)"/).map { String($0.1) })
      }
      #expect(try await listed("progress=open") == [copy, here, elsewhere])
      #expect(try await listed("procedure=9.000101") == [here, elsewhere])
      #expect(visitor.page.contains("<option value=\"visit\">"))
      #expect(try await listed("procedure=9.000101&turn=here") == [here])
      #expect(try await listed("procedure=9.000101&turn=elsewhere") == [elsewhere])
      #expect(visitor.page.contains("Xuân Hương"))
      #expect(try await listed("procedure=9.000101&step=notice").isEmpty)
      #expect(try await listed("progress=waiting").isEmpty)
      #expect(try await listed("procedure=%3Cscript%3E&step=x&turn=nowhere").isEmpty)

      try await visitor.open("/desk/export.csv?show=unit&procedure=9.000101&turn=elsewhere")
      let lines = visitor.page.split(separator: "\r\n")
      #expect(lines.count == 2 && lines[0].contains("\"procedure\",") && lines[0].contains("\"promised_at\""))
      #expect(lines[1].contains("\"24781\"") && lines[1].contains("2026-03-11T17:00:00+07:00"))
    }
  }

  @Test func whatWillBeLateIsToldToWhoHasItAndThenToTheLeader() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receive().code.rawValue
      for _ in 1...5 { _ = try await house.receive() }
      // Ninety working minutes are left of the day: the specialist hears of it, the leader not yet.
      try house.clock("2026-03-02T15:30")
      try await visitor.signIn(.specialist)
      #expect(visitor.page.contains("6 of your dossiers have less than 2 working hours"))
      try await visitor.signIn(.leader)
      #expect(!visitor.page.contains("id=\"threatened\""))
      try house.clock("2026-03-02T16:30")
      try await visitor.signIn(.leader)
      let panel = try #require(visitor.page.firstMatch(of: /id="threatened">[\s\S]*?<\/section>/)).0
      #expect(panel.contains(code))
      // The panel shows the first five and says that there are more.
      #expect(panel.matches(of: /class="row-link"/).count == 5)
      #expect(panel.contains("progress=open&amp;order=due\">See all 6, the most urgent first</a>"))
      #expect(visitor.page.contains("aria-label=\"On time 0, due soon 6, late 0\""))
    }
  }

  @Test func aLeaderKeepsAbsencesAndTheCoverHasTheWork() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse().rawValue
      try await visitor.signIn(.recordsClerk)
      #expect(!visitor.page.contains(code) && !visitor.page.contains("/desk/absences"))
      try await visitor.open("/desk/absences")
      #expect(visitor.status == .forbidden)
      try await visitor.signIn(.leader)
      try await visitor.open("/desk/absences")
      func id(_ role: Role) -> String {
        visitor.page.matches(of: /<option value="([^"]+)"[^>]*>([^<(]+) \(/)
          .first { $0.2 == DeskVisits.name(role) }.map { String($0.1) } ?? ""
      }
      let fields = [("staff", id(.specialist)), ("cover", id(.recordsClerk)), ("from", "02/03/2026")]
      try await visitor.post("/desk/absences", fields + [("until", "01/03/2026"), ("reason", "Nghỉ phép")])
      #expect(visitor.status == .unprocessableContent && visitor.faults == ["f-until"])
      #expect(visitor.page.contains("value=\"Nghỉ phép\""))
      try await visitor.post("/desk/absences", fields + [("until", "04/03/2026"), ("reason", "Nghỉ phép")])
      #expect(visitor.status == .ok && visitor.page.contains("02/03/2026 – 04/03/2026"))

      try await visitor.signIn(.recordsClerk)
      #expect(visitor.page.contains(code) && visitor.page.contains("You cover for: Trần Văn Xét"))
      try await visitor.open("/desk/dossiers/\(code)")
      try await visitor.act(
        .work, [("answers.visited", "02/03/2026"), ("answers.finding", "fits"), ("answers.kitchen", "no")],
        at: DossierCode(rawValue: code))
      #expect(visitor.page.contains("Lê Thị Thư for Trần Văn Xét"))
    }
  }

  @Test func aLeaderClosesTheUnitAndDueDatesMove() async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse().rawValue
      try await visitor.signIn(.specialist)
      try await visitor.open("/desk/closures")
      #expect(visitor.status == .forbidden)
      try await visitor.signIn(.leader)
      try await visitor.open("/desk/closures")
      try await visitor.post("/desk/closures", [("date", "10/03/2026"), ("from", "25:00"), ("reason", "Bão")])
      #expect(visitor.faults == ["f-from"] && visitor.page.contains("value=\"25:00\""))
      try await visitor.post("/desk/closures", [("date", "10/03/2026"), ("reason", "Bão số 1")])
      #expect(visitor.page.contains("Due dates moved: 1 dossier") && visitor.page.contains("Bão số 1"))
      try await visitor.open("/desk/dossiers/\(code)")
      #expect(visitor.page.contains("17/03/2026, 17:00") && visitor.page.contains("Bão số 1"))
    }
  }

  @Test(arguments: ["vi", "en", "ar"])
  func everyPageOfTheDeskHasAllItsTexts(_ language: String) async throws {
    try await DeskVisits.visiting { visitor, house in
      let code = try await house.receiveCourse()
      try await visitor.signIn(.specialist)
      let dossier = "/desk/dossiers/\(code.rawValue)?lang=\(language)"
      try await visitor.open(dossier)
      func isWhole() -> Bool {
        let bare = visitor.page.firstMatch(of: /[>" ](desk|dossier|office|shared|error)\.[a-z-]+\.[a-z.-]+/)
        if let bare { Issue.record("\(bare.0) on \(visitor.path)") }
        return bare == nil && visitor.status == .ok
      }
      #expect(isWhole())
      try await house.act(.requestSupplement, code, by: house.officer(.specialist), Self.request)
      try await visitor.signIn(.receivingOfficer)
      try await visitor.open(dossier)
      #expect(isWhole())
      try await visitor.signIn(.leader)
      for path in ["/desk", "/desk/absences", "/desk/closures", dossier] {
        try await visitor.open(path.contains("?") ? path : "\(path)?lang=\(language)")
        #expect(isWhole())
      }
    }
  }

  private static var request: DossierAct {
    var act = DossierAct()
    act.items = [SupplementRequest.Item(about: "photo", text: "Thêm ảnh")]
    return act
  }
}
