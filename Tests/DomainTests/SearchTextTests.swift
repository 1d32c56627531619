import Domain
import Foundation
import Testing

@Suite struct SearchTextTests {
  @Test(arguments: [
    ("Chứng thực bản sao", "chung thuc ban sao"), ("ĐỨC TRỌNG", "duc trong"), ("B’Lao", "b'lao"), ("B'Lao", "b'lao"),
    ("  D`Ran  xã ", "d'ran xa"), ("Xuân Hương – Đà Lạt", "xuan huong - da lat"), ("a\u{200F}b", "ab"), ("", ""),
    ("ﬁ", "fi"), ("ＡＢＣ１２", "abc12"),
  ])
  func textIsFolded(_ text: String, _ folded: String) {
    #expect(SearchText.fold(text) == folded)
    #expect(SearchText.fold(text.decomposedStringWithCanonicalMapping) == folded)
    #expect(SearchText.fold(SearchText.fold(text)) == folded)
  }

  @Test func oneUnitIsNeverTwoForItsApostrophe() throws {
    let unit = Unit(
      code: "24829", agencyCode: "H36.24829", agencyCodeIsSample: true,
      name: LocalizedText(vi: "Phường B’Lao", en: "B’Lao Ward", ar: "B’Lao"), kind: .ward, parent: "68")
    let directory = UnitDirectory([unit])
    for spelling in ["B'Lao", "B’Lao", "b`lao", "Phường B'Lao", "PHƯỜNG B’LAO".decomposedStringWithCanonicalMapping] {
      #expect(directory.named(spelling)?.code == "24829", "\(spelling)")
    }
    #expect(directory.find("lao").count == 1)
    #expect(directory.named("Lao") == nil)
  }

  @Test(arguments: [
    ("H36.24958-261124-0001", "H36.24958-261124-0001"), (" h36.24958–261124–0001 ", "H36.24958-261124-0001"),
    ("H36.24958-261124-10000", "H36.24958-261124-10000"),
  ])
  func aTypedCodeIsRead(_ typed: String, _ code: String) {
    #expect(DossierCode(typed: typed)?.rawValue == code)
  }

  @Test(arguments: ["", "H36", "H36-261124", "H36.24958-26112x-0001", "H36.24958-261124-01", "../x-261124-0001"])
  func whatIsNoCodeIsNotRead(_ typed: String) {
    #expect(DossierCode(typed: typed) == nil)
  }

  @Test func codesGrowBeyondFourDigits() throws {
    let day = try #require(CivilDate(year: 2026, month: 11, day: 24))
    #expect(DossierCode(agencyCode: "H36.1", date: day, number: 7).rawValue == "H36.1-261124-0007")
    #expect(DossierCode(agencyCode: "H36.1", date: day, number: 10_000).rawValue == "H36.1-261124-10000")
  }
}
