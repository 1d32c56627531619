import Domain
import Foundation
import Paper
import Testing

struct PrintedRegisterTests {
  @Test func `a book has a cover, its columns on each page, and a closing line with the counts`() throws {
    let book = try PrintedPDF(Sample.register(60).pdf(CatalogueTexts.forms(.vi)))
    let cover = try book.text(page: 1)
    for value in [
      "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH", "ỦY BAN NHÂN DÂN XÃ ĐỨC TRỌNG", "Quyển số: 01/2026-SCT/BS",
      "Mở ngày 02 tháng 01 năm 2026", "Khóa ngày 31 tháng 12 năm 2026",
    ] {
      #expect(cover.contains(value), "\(value)")
    }
    let pages = try book.pages
    for number in 2..<pages { #expect(try book.text(page: number).contains("Họ tên người yêu cầu chứng thực")) }
    let last = try book.text(page: pages)
    #expect(last.contains("60 số chứng thực, từ số 1 đến số 60, với 120 bản sao; tổng số phí 240.000 đồng"))
    #expect(last.contains("Hai trăm bốn mươi nghìn đồng"))
    #expect(try book.sizes.allSatisfy { $0 == "841.89 x 595.276 pts (A4)" })
    #expect(try !book.text.contains("«"))
  }

  @Test func `thousands of lines all stand in the book`() throws {
    let book = try PrintedPDF(Sample.register(3000).pdf(CatalogueTexts.forms(.vi)))
    #expect(try book.checkStatus == 0)
    let text = try book.text
    #expect(text.contains("từ số 1 đến số 3000"))
    #expect(text.components(separatedBy: "K'Brôih").count == 3001)
  }

  @Test func `an open book without a line says so`() throws {
    let book = try PrintedPDF(Sample.register(0, closed: false).pdf(CatalogueTexts.forms(.vi)))
    #expect(try book.text.contains("Sổ này chưa có việc chứng thực nào"))
    #expect(try book.text.contains("Chưa khóa"))
  }
}
