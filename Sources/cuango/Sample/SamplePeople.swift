import Centre
import Domain

/// Synthetic people: none of them exists.
enum SamplePeople {
  /// The password of every sample account.
  static let password = "cuango-2026"

  /// A sample account.
  struct Account: Sendable {
    let username: String
    let name: String
    let title: String
    let unit: UnitCode
    let roles: Set<Role>
  }

  /// The officers of the two staffed communes and of the provincial body that takes judicial records, and who supervises
  /// the province.
  static let accounts: [Account] = [
    Account(
      username: "tiepnhan.ductrong", name: "Nguyễn Thị Hạnh", title: "Cán bộ tiếp nhận", unit: "24958",
      roles: [.receivingOfficer]),
    Account(
      username: "chuyenmon.ductrong", name: "Trần Quốc Bảo", title: "Công chức Tư pháp – Hộ tịch", unit: "24958",
      roles: [.specialist]),
    Account(
      username: "lanhdao.ductrong", name: "Phạm Văn Lộc", title: "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", unit: "24958",
      roles: [.leader]),
    Account(
      username: "vanthu.ductrong", name: "Lê Thị Thu", title: "Văn thư", unit: "24958", roles: [.recordsClerk]),
    Account(
      username: "tiepnhan.xuanhuong", name: "Hoàng Minh Châu", title: "Cán bộ tiếp nhận", unit: "24781",
      roles: [.receivingOfficer]),
    Account(
      username: "chuyenmon.xuanhuong", name: "Đặng Thùy Linh", title: "Công chức Tư pháp – Hộ tịch", unit: "24781",
      roles: [.specialist]),
    Account(
      username: "lanhdao.xuanhuong", name: "Võ Thanh Sơn", title: "CHỦ TỊCH", unit: "24781", roles: [.leader]),
    Account(
      username: "vanthu.xuanhuong", name: "Bùi Ngọc Ánh", title: "Văn thư", unit: "24781", roles: [.recordsClerk]),
    Account(
      username: "chuyenmon.congan", name: "Tạ Quang Huy", title: "Cán bộ Phòng Hồ sơ nghiệp vụ", unit: "68.08",
      roles: [.specialist]),
    Account(
      username: "lanhdao.congan", name: "Mai Đức Toàn", title: "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", unit: "68.08",
      roles: [.leader]),
    Account(
      username: "vanthu.congan", name: "Cao Thị Yến", title: "Văn thư", unit: "68.08", roles: [.recordsClerk]),
    Account(
      username: "giamsat.lamdong", name: "Đỗ Hữu Nghĩa", title: "Giám sát tỉnh", unit: "68",
      roles: [.provinceSupervisor]),
    Account(
      username: "danhmuc.lamdong", name: "Lương Thị Minh", title: "Quản trị danh mục thủ tục", unit: "68",
      roles: [.catalogueEditor]),
    Account(
      username: "kiemtra.lamdong", name: "Trịnh Văn Khoa", title: "Thanh tra tỉnh", unit: "68", roles: [.auditor]),
    Account(
      username: "quantri.ductrong", name: "Phan Thị Lý", title: "Quản trị đơn vị", unit: "24958",
      roles: [.unitAdministrator]),
    Account(
      username: "quantri.lamdong", name: "Hồ Sĩ Tuấn", title: "Quản trị tỉnh", unit: "68",
      roles: [.unitAdministrator]),
  ]

  /// The account that gives one-time codes, so that they can be tried, and the secret of its codes.
  static let coded = (username: "quantri.lamdong", secret: "CUANGODEMOTOTPSECRETNOTFORREALUS")

  /// A citizen with a number that fits birth year and sex.
  struct Citizen: Sendable {
    let name: String
    let number: String
    let born: String
    let sex: String
    let phone: String
    let address: String

    var form: PersonForm {
      var form = PersonForm()
      form.name = name
      form.personalNumber = number
      form.born = born
      form.sex = sex
      form.phone = phone
      form.address = address
      return form
    }
  }

  /// Applicants of the sample day.
  static let citizens: [Citizen] = [
    Citizen(
      name: "Nguyễn Văn An", number: "068090000101", born: "1990-02-05", sex: "male", phone: "0900000101",
      address: "Thôn Phú Thạnh, xã Đức Trọng"),
    Citizen(
      name: "Trần Thị Bích Ngọc", number: "068195000102", born: "1995-11-23", sex: "female", phone: "0900000102",
      address: "Thôn An Ninh, xã Đức Trọng"),
    Citizen(
      name: "K’Brểu", number: "068085000103", born: "1985-06-14", sex: "male", phone: "0900000103",
      address: "Thôn K’Nai, xã Đức Trọng"),
    Citizen(
      name: "Đinh Thị Đào", number: "068178000104", born: "1978-09-30", sex: "female", phone: "0900000104",
      address: "Tổ dân phố 5, xã Đức Trọng"),
    Citizen(
      name: "Lý A Páo", number: "068201000105", born: "2001-01-17", sex: "male", phone: "0900000105",
      address: "Thôn Hiệp Thuận, xã Đức Trọng"),
    Citizen(
      name: "Phan Thị Mỹ Duyên", number: "068300000106", born: "2000-07-08", sex: "female", phone: "0900000106",
      address: "Đường Phan Đình Phùng, phường Xuân Hương – Đà Lạt"),
    Citizen(
      name: "Ngô Đức Thịnh", number: "068072000107", born: "1972-04-19", sex: "male", phone: "0900000107",
      address: "Đường Hai Bà Trưng, phường Xuân Hương – Đà Lạt"),
    Citizen(
      name: "Huỳnh Ngọc Quỳnh Như", number: "068199000108", born: "1999-12-01", sex: "female", phone: "0900000108",
      address: "Đường Trần Phú, phường Xuân Hương – Đà Lạt"),
  ]

  /// Papers that are copied every day.
  static let papers: [(name: String, issuer: String, pages: Int)] = [
    ("Bằng tốt nghiệp đại học", "Trường Đại học Đà Lạt", 1),
    ("Giấy khai sinh", "Ủy ban nhân dân xã Hiệp Thạnh", 1),
    ("Giấy chứng nhận quyền sử dụng đất", "Sở Tài nguyên và Môi trường tỉnh Lâm Đồng", 4),
    ("Học bạ trung học phổ thông", "Trường THPT Đức Trọng", 24),
    ("Giấy đăng ký kết hôn", "Ủy ban nhân dân phường 1, thành phố Đà Lạt", 2),
    ("Chứng chỉ tin học", "Trung tâm Tin học – Ngoại ngữ", 1),
  ]
}
