import Domain
import Foundation
import Paper
import Testing

struct DossierRegisterTests {
  @Test func `a register has a cover with its days, fourteen columns on each page, and a closing line`() async throws {
    let book = try PrintedPDF(await Sample.dossierRegister(60).pdf(CatalogueTexts.forms(.vi)))
    let cover = try book.text(page: 1)
    for value in [
      "SỔ THEO DÕI HỒ SƠ", "ỦY BAN NHÂN DÂN XÃ ĐỨC TRỌNG", "Từ ngày 01/02/2026 đến ngày 28/02/2026",
      "In ngày 02 tháng 3 năm 2026",
    ] {
      #expect(cover.contains(value), "\(value)")
    }
    let pages = try book.pages
    #expect(pages > 3)
    for number in 2..<pages {
      let text = try book.text(page: number)
      #expect(text.contains("Hẹn trả") && text.contains("(14)"))
    }
    let last = try book.text(page: pages)
    #expect(last.contains("Cộng 60 hồ sơ đã tiếp nhận, 20 hồ sơ đã giải quyết xong, 20 hồ sơ đã trả kết quả."))
    #expect(try book.sizes.allSatisfy { $0 == "841.89 x 595.276 pts (A4)" })
    let text = try book.text
    #expect(text.contains("Quá hạn") && !text.contains("«"))
    #expect(try book.grey(page: 2).hasWhiteEdge(10))
  }

  @Test func `thousands of lines all stand in the register`() async throws {
    let book = try PrintedPDF(await Sample.dossierRegister(2000).pdf(CatalogueTexts.forms(.vi)))
    #expect(try book.checkStatus == 0)
    #expect(try book.text.components(separatedBy: "K'Brôih").count == 2001)
  }

  @Test func `a register without a line says so`() async throws {
    let book = try PrintedPDF(await Sample.dossierRegister(0).pdf(CatalogueTexts.forms(.en)))
    #expect(try book.text.contains("No dossier was received in these days"))
  }
}
