import Centre
import Domain
import Foundation
import TestSupport
import Testing

/// Units with a fault do not load, and the fault names its line.
@Suite struct UnitCheckTests {
  private static let units = """
    source: "unverified: mẫu"
    units:
      - {code: "90001", agency_code: "H90.1", vi: "Xã Một", en: "One", ar: "واحد", kind: commune, parent: "68",
         bank_account: {bank: "970436", bank_name: "Mẫu", number: "MAU1", holder: "MAU", sample: true},
         former: [{code: "80001", name: "Xã Cũ", district: "Huyện Cũ", province: "Tỉnh Lâm Đồng"}]}
      - {code: "90002", agency_code: "H90.2", vi: "Xã Hai", en: "Two", ar: "اثنان", kind: commune, parent: "68",
         former_agency_codes: ["H89.2"],
         former: [{code: "80001", name: "Xã Cũ", district: "Huyện Cũ", province: "Tỉnh Lâm Đồng"}]}

    """

  private func faults(_ old: String, _ new: String) throws -> [CatalogueFault] {
    let text = Self.units.replacing(old, with: new, maxReplacements: 1)
    do {
      _ = try TestCatalogue.load(adding: ["units/more.yaml": text])
      return []
    } catch let faults as CatalogueFaults {
      return faults.faults
    }
  }

  @Test func unitsWithAccountsAndFormerUnitsLoad() throws {
    let catalogue = try TestCatalogue.load(adding: ["units/more.yaml": Self.units])
    let unit = try #require(catalogue.units.unit("90001"))
    #expect(unit.bankAccount?.isSample == true && unit.former.map(\.code) == ["80001"])
    #expect(catalogue.units.unit("90002")?.agencyCodes == ["H90.2", "H89.2"])
    #expect(Set(catalogue.units.today("80001").map(\.code)) == ["90001", "90002"])
  }

  @Test(arguments: [
    ("bank: \"970436\"", "bank: \"97043\"", "97043 is no BIN of six digits"),
    ("bank: \"970436\"", "bank: \"97043A\"", "97043A is no BIN"),
    ("number: \"MAU1\"", "number: \"\"", "no account number"),
    ("number: \"MAU1\"", "number: \"12345678901234567890\"", "no account number"),
    ("number: \"MAU1\"", "number: \"12-34\"", "no account number"),
    ("bank_name: \"Mẫu\"", "bank_name: \" \"", "the bank has no name"),
    ("holder: \"MAU\"", "holder: \"\"", "the account has no holder"),
    ("holder: \"MAU\"", "owner: \"MAU\"", "holder is missing"),
    ("agency_code: \"H90.1\"", "agency_code: \"H90.1111111111111\"", "too long for a transfer's words"),
    ("agency_code: \"H90.2\"", "agency_code: \"H9.01\"", "can't be told from H90.1 without its dots"),
    ("[\"H89.2\"]", "[\"H90.1\"]", "the agency code H90.1 stands twice"),
    ("code: \"90002\"", "code: \"90001\"", "the unit code 90001 stands twice"),
    ("district: \"Huyện Cũ\"", "district: \"Huyện Khác\"", "the former unit 80001 is told otherwise elsewhere"),
  ])
  func aFaultIsTold(_ old: String, _ new: String, _ reason: String) throws {
    let found = try faults(old, new)
    #expect(found.contains { $0.file == "units/more.yaml" && $0.line > 2 && $0.reason.contains(reason) }, "\(found)")
  }

  @Test func theShippedUnitsKnowTheirFormerOnes() throws {
    let units = try TestStore.catalogue().units
    let today = units.children(of: "68").filter(\.receivesDossiers)
    #expect(today.count == 124 && today.allSatisfy { !$0.former.isEmpty })
    let former = today.flatMap(\.former)
    #expect(former.count == 331 && Set(former.map(\.code)).count == 329)
    #expect(units.today("23053").map(\.code.rawValue).sorted() == ["23041", "23053"])
    #expect(units.search("thi tran lien nghia").map(\.unit.code) == ["24958"])
    #expect(
      units.renewed("Thôn 1, xã Liên Hiệp, huyện Đức Trọng, tỉnh Lâm Đồng").map(\.address) == [
        "Thôn 1, xã Hiệp Thạnh, tỉnh Lâm Đồng"
      ])
    #expect(units.renewed("Phường 3, TP Đà Lạt").map(\.unit) == ["24781"])
    // Every former unit's own address leads to the units that got it, and to no other.
    for former in Set(former) {
      let found = units.renewed("\(former.name), \(former.district), \(former.province)")
      let wanted = today.filter { $0.former.contains(former) }.map(\.code)
      #expect(Set(found.map(\.unit)) == Set(wanted), "\(former.fullName)")
    }
    // And no unit's present address is offered another.
    for unit in today { #expect(units.renewed("Thôn 1, \(unit.name.vi), tỉnh Lâm Đồng").isEmpty, "\(unit.name.vi)") }
  }
}
