import Domain
import Paper
import Testing

struct ControlSheetTests {
  func sheet(rows: Int) throws -> ControlSheet {
    ControlSheet(
      head: try Sample.head(), code: "H36.16.25-260224-0001", url: Sample.url, request: "Chứng thực bản sao",
      owner: "Krajăn Ha Bốt", competentBody: "Ủy ban nhân dân xã Đức Trọng",
      coordinatingBodies: ["Công an xã Đức Trọng"], receivedAt: try Sample.moment("2026-02-24", "09:05"),
      dueAt: try Sample.moment("2026-02-24", "17:00"),
      handOvers: try (0..<rows).map {
        ControlSheet.HandOver(
          giver: "Trần Minh Quân – Trung tâm", receiver: $0 == rows - 1 ? nil : "Lê Thị Hồng – tư pháp",
          at: try Sample.moment("2026-02-24", "10:40"), timeliness: ControlSheet.Timeliness.allCases[$0 % 3],
          note: "Lần \($0 + 1)")
      })
  }

  @Test func `a sheet has its hand-overs, their times and how they stand against the limit`() throws {
    let page = try PrintedPDF(sheet(rows: 3).pdf(CatalogueTexts.forms(.vi)))
    #expect(try page.pages == 1)
    let text = try page.text
    for value in [
      "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Krajăn Ha Bốt", "Công an xã Đức Trọng", "Giao: Trần Minh Quân",
      "Nhận: Lê Thị Hồng", "10 giờ 40 phút", "Trước hạn", "Đúng hạn", "Quá hạn", "Lần 2",
    ] {
      #expect(text.contains(value), "\(value)")
    }
    #expect(!text.contains("«"))
    #expect(try page.codes(page: 1) == [Sample.url])
  }

  @Test func `a long way through the house takes more pages`() throws {
    let page = try PrintedPDF(sheet(rows: 30).pdf(CatalogueTexts.forms(.en)))
    #expect(try page.pages > 1)
    #expect(try page.text(page: 2).contains("Người giao / Người nhận"))
  }
}
