import Paper
import Testing

struct VietnameseNumberTests {
  @Test(arguments: [
    (0, "không"), (1, "một"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"),
    (15, "mười lăm"), (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"),
    (55, "năm mươi lăm"), (100, "một trăm"), (101, "một trăm linh một"), (104, "một trăm linh bốn"),
    (105, "một trăm linh năm"), (110, "một trăm mười"), (111, "một trăm mười một"), (115, "một trăm mười lăm"),
    (121, "một trăm hai mươi mốt"), (1000, "một nghìn"), (1001, "một nghìn không trăm linh một"),
    (1010, "một nghìn không trăm mười"), (2000, "hai nghìn"), (12_000, "mười hai nghìn"),
    (84_000, "tám mươi tư nghìn"), (200_000, "hai trăm nghìn"),
    (1_000_000, "một triệu"), (1_005_000, "một triệu không trăm linh năm nghìn"),
    (1_000_005, "một triệu không trăm linh năm"),
    (21_021_021, "hai mươi mốt triệu không trăm hai mươi mốt nghìn không trăm hai mươi mốt"),
    (1_000_000_000, "một tỷ"), (1_000_000_000_000, "một nghìn tỷ"),
    (
      999_999_999_999,
      "chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín"
    ),
    (-21, "âm hai mươi mốt"),
  ])
  func `a number in words`(number: Int, words: String) {
    #expect(VietnameseNumber.words(number) == words)
  }

  @Test func `an amount begins with a capital letter and ends in đồng`() {
    #expect(VietnameseNumber.amount(0) == "Không đồng")
    #expect(VietnameseNumber.amount(84_000) == "Tám mươi tư nghìn đồng")
  }

  @Test func `the South says lẻ`() {
    #expect(VietnameseNumber.words(205, nought: .lẻ) == "hai trăm lẻ năm")
  }

  @Test func `no number is too large or too small`() {
    #expect(VietnameseNumber.words(.max).hasPrefix("chín tỷ hai trăm hai mươi ba triệu"))
    #expect(VietnameseNumber.words(.min).hasPrefix("âm chín tỷ"))
  }
}
