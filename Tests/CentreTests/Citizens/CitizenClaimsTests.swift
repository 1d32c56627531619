import Domain
import Foundation
import Testing

@testable import Centre

/// What a provider's claims become.
@Suite struct CitizenClaimsTests {
  private func provider(_ claims: ClaimPreset) throws -> IdentityProvider {
    try #require(
      IdentityProvider(
        id: "mau", name: LocalizedText(vi: "Mẫu", en: "Sample", ar: "Sample"), issuer: "https://mau.example.vn",
        clientID: "c", clientSecret: "s", levelClaim: "muc_do", secondLevel: ["2", "urn:cao"], claims: claims))
  }

  private func read(_ json: String) throws -> Claims { try #require(Claims.read(Array(json.utf8))) }

  @Test func thePortalsFieldsFillThePersonsRecord() throws {
    let person = try provider(.portal).person(
      read(
        """
        {"SoDinhDanh": "068090000101", "HoVaTen": "NGUYỄN  VĂN MẪU", "NgayThangNamSinh": "05/02/1990", "GioiTinh": "Nam",
        "SoDienThoai": "+84 900 000 111", "ThuongTru": "Thôn Phú Thạnh, xã Đức Trọng", "TonGiao": "x", "NhomMau": "O"}
        """))
    var expected = PersonForm()
    expected.name = "NGUYỄN VĂN MẪU"
    expected.personalNumber = "068090000101"
    expected.born = "05/02/1990"
    expected.sex = "male"
    expected.phone = "0900000111"
    expected.address = "Thôn Phú Thạnh, xã Đức Trọng"
    #expect(person == expected)
  }

  @Test func theStandardsClaimsDoTheSame() throws {
    let person = try provider(.standard).person(
      read(
        """
        {"personal_number": "068195000102", "name": "Trần Thị Bích Ngọc", "birthdate": "1995-08-09", "gender": "female",
        "phone_number": "0900000444", "address": {"formatted": "Tổ 3\\nphường Xuân Hương"}}
        """))
    #expect(person.personalNumber == "068195000102" && person.born == "09/08/1995" && person.sex == "female")
    #expect(person.address == "Tổ 3 phường Xuân Hương")
  }

  @Test func whatIsNotWhatItMustBeIsLeftOut() throws {
    let person = try provider(.portal).person(
      read(
        """
        {"SoDinhDanh": "12", "HoVaTen": "A\\u202E", "NgayThangNamSinh": "31/02/1990", "GioiTinh": "?", "SoDienThoai": {},
        "ThuongTru": ["x"]}
        """))
    #expect(person == PersonForm())
  }

  @Test(arguments: [
    ("{\"muc_do\": \"2\"}", 2), ("{\"muc_do\": 2}", 2), ("{\"muc_do\": \"urn:cao\"}", 2), ("{\"muc_do\": 1}", 1),
    ("{}", 1), ("{\"muc_do\": true}", 1), ("{\"muc_do\": [2]}", 1), ("{\"muc_do\": 2.5}", 1), ("{\"muc_do\": null}", 1),
  ])
  func theLevelIsTheLowerOneUnlessItIsTold(_ json: String, _ level: Int) throws {
    #expect(try provider(.portal).level(read(json)).rawValue == level)
  }

  @Test(arguments: [
    "http://mau.example.vn", "https://", "mau", "https://a:b@mau.example.vn", "https://mau.example.vn#x",
    "https://mau.example.vn?x", "ftp://mau.example.vn", "http://localhost.example.vn", "file:///etc/passwd",
  ])
  func anIssuerIsReachedOverTLS(_ issuer: String) {
    let name = LocalizedText(vi: "", en: "", ar: "")
    #expect(
      IdentityProvider(id: "a", name: name, issuer: issuer, clientID: "c", clientSecret: "s", claims: .portal) == nil)
  }

  /// A provider elsewhere that names services on this machine would have us call them.
  @Test(arguments: ["http://127.0.0.1:9/token", "https://localhost/token", "http://[::1]/token"])
  func aProviderElsewhereSendsUsToNothingOnThisMachine(_ address: String) throws {
    let far = try provider(.portal)
    func document(_ token: String) throws -> ProviderDocument? {
      try ProviderDocument(
        read(
          """
          {"issuer": "https://mau.example.vn", "authorization_endpoint": "https://mau.example.vn/a",
          "token_endpoint": "\(token)", "jwks_uri": "https://keys.example.vn/k", "userinfo_endpoint": "\(token)"}
          """), of: far)
    }
    #expect(try document(address) == nil)
    #expect(try document("https://mau.example.vn/token")?.userinfo != nil)
  }
}
