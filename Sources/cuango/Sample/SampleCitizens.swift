/// Synthetic citizens of the sample provider: none of them exists.
enum SampleCitizens {
  /// A citizen, with the National Portal's fields.
  struct Citizen: Sendable {
    let subject: String
    let level: Int
    let claims: [String: String]

    init(
      _ subject: String, level: Int = 2, name: String, number: String, born: String, sex: String, phone: String,
      address: String
    ) {
      self.subject = subject
      self.level = level
      claims = [
        "HoVaTen": name, "SoDinhDanh": number, "NgayThangNamSinh": born, "GioiTinh": sex, "SoDienThoai": phone,
        "ThuongTru": address,
      ]
    }

    var name: String { claims["HoVaTen"] ?? "" }
    var number: String { claims["SoDinhDanh"] ?? "" }
  }

  /// All of them.
  static let all: [Citizen] = [
    Citizen(
      "mau-1", name: "Nguyễn Văn Mẫu", number: "068090000101", born: "05/02/1990", sex: "Nam", phone: "0900000111",
      address: "Thôn Phú Thạnh, xã Đức Trọng, tỉnh Lâm Đồng"),
    Citizen(
      "mau-2", name: "Trần Thị Bích Ngọc", number: "068195000102", born: "09/08/1995", sex: "Nữ", phone: "0900000444",
      address: "Tổ 3, phường Xuân Hương – Đà Lạt, tỉnh Lâm Đồng"),
    Citizen(
      "mau-3", name: "K’Brểu", number: "068062000103", born: "17/11/1962", sex: "Nam", phone: "0900000555",
      address: "Thôn Đa Ra Hoa, xã Đức Trọng, tỉnh Lâm Đồng"),
    Citizen(
      "mau-4", level: 1, name: "Lê Thị Tài Khoản Mức Một", number: "068199000104", born: "20/01/1999", sex: "Nữ",
      phone: "0900000666", address: "Thôn An Ninh, xã Đức Trọng, tỉnh Lâm Đồng"),
  ]
}
