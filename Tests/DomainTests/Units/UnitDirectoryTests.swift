import Domain
import Testing

@Suite struct UnitDirectoryTests {
  private let directory = AddressRenewalTests.directory

  @Test(arguments: [
    ("lien nghia", "24958"), ("thi tran lien nghia duc trong", "24958"), ("24982", "24958"), ("Liên Hiệp", "24967"),
    ("24964", "24967"), ("n'thon ha", "24976"), ("N’Thol Hạ", "24976"), ("b'lao", "24829"),
    ("BẢO LỘC phường 2", "24820"),
  ])
  func anOldNameOrCodeFindsTheUnitOfToday(_ text: String, _ code: String) {
    #expect(directory.find(text).first?.code == UnitCode(rawValue: code))
  }

  @Test func theUnitsOwnNameComesFirstAndWithoutAFormerOne() throws {
    let found = directory.search("hiep thanh")
    #expect(found.first?.unit.code == "24967" && found.first?.former == [])
    let old = directory.search("duc trong")
    #expect(old.map(\.unit.code.rawValue).first == "24958")
    #expect(old.dropFirst().allSatisfy { !$0.former.isEmpty })
    let phuHoi = try #require(directory.search("phu hoi").first)
    #expect(phuHoi.former.map(\.fullName) == ["Xã Phú Hội (huyện Đức Trọng, tỉnh Lâm Đồng)"])
  }

  @Test func wordsOfTwoFormerUnitsAreNotTakenForOne() {
    #expect(directory.find("lien nghia phu hoi").isEmpty)
    #expect(directory.find("phong phu").map(\.code.rawValue).sorted() == ["22972", "22978"])
  }

  @Test func aFormerCodeThatWasDividedStandsForEveryUnitThatGotAPart() {
    #expect(Set(directory.today("22978").map(\.code)) == ["22972", "22978"])
    #expect(directory.today("24982").map(\.code) == ["24958"])
    #expect(directory.today("99999").isEmpty)
  }

  @Test func aNameThatStandsForTwoIsNobody() {
    #expect(directory.named("Phường 2") == nil)
    #expect(directory.named("Phú Hội")?.code == "24958")
    #expect(directory.named("Thị trấn Liên Nghĩa")?.code == "24958")
    #expect(directory.named("Đức Trọng")?.code == "24958")
  }

  @Test func unitsAreFoundByTheirAccount() {
    let account = BankAccount(bank: "970436", bankName: "Mẫu", number: "mau1", holder: "MAU")
    func unit(_ code: UnitCode, _ account: BankAccount?) -> Unit {
      Unit(
        code: code, agencyCode: code.rawValue, agencyCodeIsSample: true, name: LocalizedText(vi: "Xã", en: "", ar: ""),
        kind: .commune, parent: nil, bankAccount: account)
    }
    let units = UnitDirectory([unit("1", account), unit("2", account), unit("3", nil)])
    #expect(Set(units.units(bank: "970436", account: "MAU1").map(\.code)) == ["1", "2"])
    #expect(units.units(bank: "970415", account: "MAU1").isEmpty)
  }
}
