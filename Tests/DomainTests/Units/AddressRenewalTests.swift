import Domain
import Foundation
import Testing

@Suite struct AddressRenewalTests {
  static func former(_ code: String, _ name: String, _ district: String, _ province: String) -> FormerUnit {
    let spellings = name == "Xã N’Thol Hạ" ? ["Xã N’Thôn Hạ"] : []
    return FormerUnit(
      code: UnitCode(rawValue: code), name: name, spellings: spellings, district: district, province: province)
  }

  private static func unit(_ code: String, _ name: String, _ kind: UnitKind, _ former: [FormerUnit]) -> Domain.Unit {
    Domain.Unit(
      code: UnitCode(rawValue: code), agencyCode: "H36.\(code)", agencyCodeIsSample: true,
      name: LocalizedText(vi: name, en: name, ar: name), kind: kind, parent: "68", former: former)
  }

  static let directory: UnitDirectory = {
    let old = ("Huyện Đức Trọng", "Tỉnh Lâm Đồng")
    let dalat = ("Thành phố Đà Lạt", "Tỉnh Lâm Đồng")
    let baoLoc = ("Thành phố Bảo Lộc", "Tỉnh Lâm Đồng")
    let donDuong = ("Huyện Đơn Dương", "Tỉnh Lâm Đồng")
    let tuyPhong = ("Huyện Tuy Phong", "Tỉnh Bình Thuận")
    func was(_ code: String, _ name: String, _ place: (String, String)) -> FormerUnit {
      former(code, name, place.0, place.1)
    }
    let phongPhu = was("22978", "Xã Phong Phú", tuyPhong)
    return UnitDirectory([
      Domain.Unit(
        code: "68", agencyCode: "H36", agencyCodeIsSample: true,
        name: LocalizedText(vi: "Tỉnh Lâm Đồng", en: "", ar: ""), kind: .province, parent: nil),
      unit(
        "24958", "Xã Đức Trọng", .commune, [was("24958", "Thị trấn Liên Nghĩa", old), was("24982", "Xã Phú Hội", old)]),
      unit(
        "24967", "Xã Hiệp Thạnh", .commune,
        [was("24961", "Xã Hiệp An", old), was("24964", "Xã Liên Hiệp", old), was("24967", "Xã Hiệp Thạnh", old)]),
      unit("24976", "Xã Tân Hội", .commune, [was("24973", "Xã N’Thol Hạ", old), was("24979", "Xã Tân Thành", old)]),
      unit(
        "24781", "Phường Xuân Hương – Đà Lạt", .ward,
        [was("24781", "Phường 2", dalat), was("24796", "Phường 3", dalat), was("24790", "Phường 10", dalat)]),
      unit("24820", "Phường 2 Bảo Lộc", .ward, [was("24820", "Phường 2", baoLoc), was("24835", "Xã ĐamBri", baoLoc)]),
      unit("24829", "Phường B’Lao", .ward, [was("24826", "Phường B'lao", baoLoc), was("24850", "Xã Lộc Nga", baoLoc)]),
      unit("24934", "Xã D’Ran", .commune, [was("24934", "Thị trấn D'Ran", donDuong)]),
      unit("22972", "Xã Phan Rí Cửa", .commune, [phongPhu, was("22972", "Thị trấn Phan Rí Cửa", tuyPhong)]),
      unit("22978", "Xã Tuy Phong", .commune, [phongPhu]),
      unit("24682", "Xã Thuận An", .commune, [was("24682", "Xã Thuận An", ("Huyện Đắk Mil", "Tỉnh Đắk Nông"))]),
      unit(
        "23272", "Đặc khu Phú Quý", .specialZone, [was("23272", "Xã Ngũ Phụng", ("Huyện Phú Quí", "Tỉnh Bình Thuận"))]),
      unit(
        "24718", "Xã Kiến Đức", .commune,
        [was("24733", "Thị trấn Kiến Đức", ("Huyện Đắk R'Lấp", "Tỉnh Đắk Nông"))]),
      unit("23235", "Phường La Gi", .ward, [was("23234", "Phường Tân An", ("Thị xã La Gi", "Tỉnh Bình Thuận"))]),
    ])
  }()

  static let hiepThanh = "xã Hiệp Thạnh, tỉnh Lâm Đồng"
  static let xuanHuong = "phường Xuân Hương – Đà Lạt, tỉnh Lâm Đồng"
  static let ducTrong = "xã Đức Trọng, tỉnh Lâm Đồng"

  @Test(arguments: [
    ("Thôn 1, xã Liên Hiệp, huyện Đức Trọng, tỉnh Lâm Đồng", "Thôn 1, " + hiepThanh),
    ("Thôn 1, X. Liên Hiệp, H. Đức Trọng, T. Lâm Đồng", "Thôn 1, " + hiepThanh),
    ("thon 1, xa lien hiep, huyen duc trong, tinh lam dong", "thon 1, " + hiepThanh),
    ("Thôn 1 xã Liên Hiệp huyện Đức Trọng tỉnh Lâm Đồng", "Thôn 1, " + hiepThanh),
    ("Thôn 1; Liên Hiệp; Đức Trọng; Lâm Đồng; Việt Nam", "Thôn 1, " + hiepThanh),
    ("xã Liên Hiệp, tỉnh Lâm Đồng", "Xã Hiệp Thạnh, tỉnh Lâm Đồng"),
    ("Xã Hiệp Thạnh, Đức Trọng, Lâm Đồng", "Xã Hiệp Thạnh, tỉnh Lâm Đồng"),
    ("12/3 Nguyễn Trãi, Thị trấn Liên Nghĩa, huyện Đức Trọng", "12/3 Nguyễn Trãi, " + ducTrong),
    ("12 Lê Hồng Phong, TT. Liên Nghĩa, H.Đức Trọng, Lâm Đồng", "12 Lê Hồng Phong, " + ducTrong),
    ("12 Lê Hồng Phong TT Liên Nghĩa H. Đức Trọng", "12 Lê Hồng Phong, " + ducTrong),
    ("xã Liên Nghĩa, huyện Đức Trọng", "Xã Đức Trọng, tỉnh Lâm Đồng"),
    ("Phường 3, TP Đà Lạt", "Phường Xuân Hương – Đà Lạt, tỉnh Lâm Đồng"),
    ("5 Hùng Vương, P.10, TP. Đà Lạt, Lâm Đồng", "5 Hùng Vương, " + xuanHuong),
    ("5 Hùng Vương, P10, TP.Đà Lạt", "5 Hùng Vương, " + xuanHuong),
    ("5 Hùng Vương, p. 03, tp đà lạt, lâm đồng", "5 Hùng Vương, " + xuanHuong),
    ("36 Trần Phú phường 3 thành phố Đà Lạt", "36 Trần Phú, " + xuanHuong),
    ("Phường 2, Thành phố Bảo Lộc, Tỉnh Lâm Đồng", "Phường 2 Bảo Lộc, tỉnh Lâm Đồng"),
    ("Tổ 4, phường B'Lao, TP Bảo Lộc", "Tổ 4, phường B’Lao, tỉnh Lâm Đồng"),
    ("Tổ 4, phường B’Lao, TP Bảo Lộc", "Tổ 4, phường B’Lao, tỉnh Lâm Đồng"),
    ("Tổ 4, P. BLao, Bảo Lộc, Lâm Đồng", "Tổ 4, phường B’Lao, tỉnh Lâm Đồng"),
    ("thị trấn D’Ran, huyện Đơn Dương", "Xã D’Ran, tỉnh Lâm Đồng"),
    ("TT D'ran, Đơn Dương, Lâm Đồng", "Xã D’Ran, tỉnh Lâm Đồng"),
    ("Thôn Bia Ray, xã N' Thôn Hạ, huyện Đức Trọng", "Thôn Bia Ray, xã Tân Hội, tỉnh Lâm Đồng"),
    ("Thôn Bia Ray, xã N'Thol Hạ, Đức Trọng, Lâm Đồng", "Thôn Bia Ray, xã Tân Hội, tỉnh Lâm Đồng"),
    ("xã Đam Bri, thành phố Bảo Lộc", "Phường 2 Bảo Lộc, tỉnh Lâm Đồng"),
    ("Thôn 2, xã Thuận An, tỉnh Đắk Nông", "Thôn 2, xã Thuận An, tỉnh Lâm Đồng"),
    ("xã Ngũ Phụng, huyện Phú Quý, tỉnh Bình Thuận", "Đặc khu Phú Quý, tỉnh Lâm Đồng"),
    ("thị trấn Kiến Đức, huyện Đắk R’Lấp, Đăk Nông", "Xã Kiến Đức, tỉnh Lâm Đồng"),
    ("Khu phố 3, P. Tân An, TX. La Gi, Bình Thuận", "Khu phố 3, phường La Gi, tỉnh Lâm Đồng"),
    ("xã Tân Thành, huyện Đức Trọng", "Xã Tân Hội, tỉnh Lâm Đồng"),
  ])
  func anOldAddressHasItsPresentForm(_ old: String, _ new: String) {
    #expect(Self.directory.renewed(old).map(\.address) == [new])
    // The same letters, taken apart as some systems send them.
    let apart = Self.directory.renewed(old.decomposedStringWithCanonicalMapping)
    #expect(apart.map { $0.address.precomposedStringWithCanonicalMapping } == [new])
  }

  @Test(arguments: [
    "", "   ", ",,,", "Thôn 1", "Thôn 1, xã Đức Trọng, tỉnh Lâm Đồng", "xã Hiệp Thạnh, tỉnh Lâm Đồng",
    "12 Trần Phú, phường Xuân Hương – Đà Lạt, tỉnh Lâm Đồng", "12 Trần Phú, P. Xuân Hương - Đà Lạt, Lâm Đồng",
    "xã Liên Hiệp", "xã Liên Hiệp, huyện Vũ Quang, tỉnh Hà Tĩnh", "xã Liên Hiệp, tỉnh Hà Giang",
    "Phường 3, Quận 5, Thành phố Hồ Chí Minh", "Phường 3, TP Đà Nẵng", "Đức Trọng, Lâm Đồng",
    "Thôn Đà Lạt, xã Đức Trọng", "phường La Gi, tỉnh Lâm Đồng", "Phường 99, TP Đà Lạt", "tỉnh Lâm Đồng", "P.", "TP",
    "xã", "huyện Đức Trọng", "xã Thuận An, tỉnh Lâm Đồng",
  ])
  func aNewAddressAndAnyOtherIsLeftAlone(_ address: String) {
    #expect(Self.directory.renewed(address).isEmpty)
  }

  @Test func aDividedUnitAndATwofoldNameAreChoices() {
    let divided = Self.directory.renewed("Xóm 2, xã Phong Phú, huyện Tuy Phong, tỉnh Bình Thuận")
    #expect(
      Set(divided.map(\.address)) == [
        "Xóm 2, xã Phan Rí Cửa, tỉnh Lâm Đồng", "Xóm 2, xã Tuy Phong, tỉnh Lâm Đồng",
      ])
    #expect(divided.allSatisfy { $0.former.code == "22978" })
    let twofold = Self.directory.renewed("Phường 2, tỉnh Lâm Đồng")
    #expect(Set(twofold.map(\.unit)) == ["24781", "24820"])
  }

  @Test func whatStandsBeforeIsKeptAsItWasTyped() {
    let typed = "Số 5 - ngõ 2/1,  Tổ dân phố 4 , xã Liên Hiệp , huyện Đức Trọng"
    #expect(
      Self.directory.renewed(typed).map(\.address) == ["Số 5 - ngõ 2/1,  Tổ dân phố 4, xã Hiệp Thạnh, tỉnh Lâm Đồng"])
  }

  @Test func aLongTextIsLookedAtNoFurther() {
    let long = String(repeating: "xã Liên Hiệp, huyện Đức Trọng, ", count: 20_000)
    #expect(Self.directory.renewed(long).count <= 1)
  }
}
