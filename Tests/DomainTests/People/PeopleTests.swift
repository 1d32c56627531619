import Domain
import Foundation
import Testing

@Suite struct PeopleTests {
  @Test(arguments: [
    ("068090000101", 1990, Sex.male), ("068195000102", 1995, .female), ("001201000001", 2001, .male),
    ("096399000001", 2099, .female),
  ])
  func thePersonalNumberTellsYearAndSex(_ text: String, _ year: Int, _ sex: Sex) throws {
    let number = try PersonalNumber.check(" \(text) ", field: "n").get()
    #expect(number.birthYear == year)
    #expect(number.sex == sex)
    #expect(number.masked.hasSuffix(String(text.suffix(4))))
    #expect(!number.masked.contains(text.prefix(6)))
  }

  @Test func theCardsQRIsReadAsPrinted() throws {
    let card = try IdentityCard.read("068090000101|012345678|NGUYỄN VĂN A|05021990|Nam|Xã Đức Trọng, Lâm Đồng|01012023")
    #expect(card.number.digits == "068090000101")
    #expect(card.born.iso == "1990-02-05")
    #expect(card.issued.iso == "2023-01-01")
    #expect(card.sex == .male)
    let newer = try IdentityCard.read("068195000102||TRẦN THỊ B|23111995|Nữ|Đà Lạt|02032025||TRẦN VĂN C|LÊ THỊ D\r\n")
    #expect(newer.oldNumber.isEmpty)
  }

  @Test(arguments: [
    ("", "qr"), ("hello", "qr"), ("068090000101||A|05021990|Nam|X", "qr"),
    ("06809000010||NGUYỄN VĂN A|05021990|Nam|X|01012023", "number"),
    ("068090000101||NGUYỄN VĂN A|31021990|Nam|X|01012023", "born"),
    ("068090000101||NGUYỄN VĂN A|05021991|Nam|X|01012023", "number"),
    ("068090000101||NGUYỄN VĂN A|05021990|Khác|X|01012023", "sex"),
    ("068090000101|12|NGUYỄN VĂN A|05021990|Nam|X|01012023", "old_number"),
    ("068090000101||NGUYỄN VĂN A|05021990|Nam|X|01011980", "issued"),
    (String(repeating: "|", count: 2000), "qr"),
  ])
  func aWrongQRNamesTheField(_ text: String, _ field: String) {
    do {
      _ = try IdentityCard.read(text)
      Issue.record("it was read")
    } catch {
      #expect(error.problems.contains { $0.field == field })
    }
  }

  @Test(arguments: [
    ("0901234567", "0901234567"), ("+84 901 234 567", "0901234567"), ("0263.3822.345", "02633822345"),
    ("+971501234567", "+971501234567"),
  ])
  func telephoneNumbersAreKeptPlain(_ typed: String, _ kept: String) throws {
    #expect(try PhoneNumber.check(typed, field: "phone").get() == kept)
  }

  @Test(arguments: ["Nguyễn Văn An", "K’Brểu", "D'Artagnan", "Jean-Luc", "محمد علي", "Nguyễn  Thị   Ánh"])
  func namesOfAllKindsAreTaken(_ name: String) throws {
    let kept = try PersonName.check(name, field: "name").get()
    #expect(kept == name.split(separator: " ").joined(separator: " ").precomposedStringWithCanonicalMapping)
  }

  @Test(arguments: ["", "   ", "An 🙂", "An\u{200F}", "An2", "...", "a\u{0}b", "<b>An</b>"])
  func whatIsNoNameIsRefused(_ name: String) {
    #expect(throws: FieldProblem.self) { try PersonName.check(name, field: "name").get() }
  }
}
