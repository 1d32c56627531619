import Domain
import Paper
import Testing

/// The standard forms of a dossier, as a clerk and a citizen read them.
struct NoticeTests {
  private func page(_ notice: Notice, _ language: Language = .vi) throws -> PrintedPDF {
    try PrintedPDF(notice.pdf(CatalogueTexts.forms(language)))
  }

  private func expect(_ values: [String], in text: String, _ location: SourceLocation = #_sourceLocation) {
    for value in values { #expect(text.contains(value), "\(value)", sourceLocation: location) }
    #expect(!text.contains("«"), sourceLocation: location)
  }

  @Test func `a supplement request names every thing that is missing, why, until when and who helps`() throws {
    let page = try page(Sample.supplement(items: 3))
    #expect(try page.pages == 1)
    expect(
      [
        "ỦY BAN NHÂN DÂN XÃ ĐỨC TRỌNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: ………/YCBS",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Mã hồ sơ: H36.16.25-260224-0001", "Nguyễn Thị Thảo Nguyên",
        "Đăng ký thành lập hộ kinh doanh (1.001612)", "Hợp đồng thuê nhà", "Bản nộp thiếu trang có chữ ký",
        "Nội dung khác",
        "17 giờ 00 phút, ngày 07 tháng 4 năm 2026", "0263 3843 123", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI HƯỚNG DẪN",
        "Trần Minh Quân",
      ], in: try page.text)
    #expect(try page.codes(page: 1) == [Sample.url])
  }

  @Test func `a long list of what is missing takes more pages with its head and the code on each`() throws {
    let page = try page(Sample.supplement(items: 50))
    let count = try page.pages
    #expect(count >= 3)
    for number in 2..<count {
      let text = try page.text(page: number)
      expect(["Giấy tờ, nội dung cần bổ sung", "\(number)/\(count)", "H36.16.25-260224-0001"], in: text)
    }
    expect(["NGƯỜI HƯỚNG DẪN", "Trần Minh Quân"], in: try page.text(page: count))
  }

  @Test func `a refusal has its reason and ground, and room for two signatures`() throws {
    let page = try page(Sample.refusal(grounds: ["Luật Đầu tư, Điều 6", "Nghị định 168/2025/NĐ-CP"]))
    #expect(try page.pages == 1)
    expect(
      [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "thuộc danh mục cấm đầu tư kinh doanh",
        "Luật Đầu tư, Điều 6; Nghị định 168/2025/NĐ-CP", "có quyền khiếu nại", "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
      ], in: try page.text)
    // A ground that nobody confirmed is not printed: there are dots to write it on.
    #expect(try self.page(Sample.refusal(grounds: [])).text.contains("…………"))
  }

  @Test func `an apology tells the promised date, the reason, the new date, and leaves the seal room`() throws {
    let apology = try page(Sample.apology(.apology))
    #expect(try apology.pages == 1)
    expect(
      [
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT HỒ SƠ", "Kính gửi: Nguyễn Thị Thảo Nguyên",
        "17 giờ 00 phút, ngày 27 tháng 02 năm 2026", "chưa trả lời kết quả xác minh",
        "17 giờ 00 phút, ngày 04 tháng 3 năm 2026", "xin lỗi Ông/Bà vì sự chậm trễ", "Nơi nhận:",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
      ], in: try apology.text)
    let extended = try page(
      Sample.apology(
        .extended(workingDays: 3, time: 2, agreed: true),
        officer: .init(name: "Phạm Văn Đức", title: ["KT. Chủ tịch", "Phó Chủ tịch"])))
    expect(
      ["03 ngày làm việc, lần thứ 2", "đã đồng ý bằng văn bản", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phạm Văn Đức"],
      in: try extended.text)
  }

  @Test func `a stop tells who asked, the stage, the ground and what becomes of money`() throws {
    let stop = try page(Sample.stop(byApplicant: false, paid: 50_000, money: "Hoàn trả qua tài khoản đã nộp."))
    expect(
      [
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Bên đề nghị dừng: Ủy ban nhân dân xã Đức Trọng", "Thẩm tra hồ sơ",
        "Không bổ sung giấy tờ", "50.000 đồng, biên lai số 0000015/2026", "Hoàn trả qua tài khoản đã nộp",
        "kể từ 10 giờ 30 phút, ngày 26 tháng 02 năm 2026", "PHÓ CHỦ TỊCH",
      ], in: try stop.text)
    let withdrawal = try page(Sample.stop(byApplicant: true, paid: 0))
    expect(["Người nộp hồ sơ (xin rút hồ sơ)", "Phí, lệ phí đã nộp: chưa nộp"], in: try withdrawal.text)
  }

  @Test func `a fee receipt has its number, the amount in figures and words, and the kind to tick when unknown`() throws
  {
    let page = try page(Sample.feeReceipt(kind: nil).notice(CatalogueTexts.forms(.vi)))
    #expect(try page.pages == 1)
    expect(
      [
        "BIÊN LAI THU PHÍ, LỆ PHÍ", "Số: 0000015/2026", "Người nộp tiền: Nguyễn Thị Thảo Nguyên", "1.105.000 đồng",
        "Một triệu một trăm linh năm nghìn đồng.", "tiền mặt", "☐ Phí", "☐ Lệ phí", "NGƯỜI THU TIỀN", "Trần Minh Quân",
      ], in: try page.text)
    let charge = try self.page(Sample.feeReceipt(kind: .charge).notice(CatalogueTexts.forms(.vi)))
    #expect(try charge.text.contains("BIÊN LAI THU LỆ PHÍ"))
    #expect(FeeReceipt.printed(12_345_678, year: 2026) == "12345678/2026")
  }

  @Test func `a printed e-form has nation, title, addressee, answers, codes, declaration and who fills it in`() throws {
    let page = try page(Sample.application().notice(CatalogueTexts.forms(.vi)))
    let text = try page.text
    expect(
      [
        "Mẫu số 01, Thông tư 68/2025/TT-BTC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "GIẤY ĐỀ NGHỊ ĐĂNG KÝ THÀNH LẬP HỘ KINH DOANH", "Kính gửi: Ủy ban nhân dân xã Đức Trọng", "1. Hộ kinh doanh",
        "Tên hộ kinh doanh: Hộ kinh doanh Thảo Nguyên", "Số fax:", "5610", "Bán lẻ tổng hợp", "2. Chủ hộ kinh doanh",
        "Tôi cam kết", "Đức Trọng, ngày 24 tháng 02 năm 2026", "NGƯỜI LÀM ĐƠN, TỜ KHAI",
      ], in: text)
    #expect(!text.contains("TRUNG TÂM PHỤC VỤ"))
    let draft = try self.page(Sample.application(filed: false).notice(CatalogueTexts.forms(.vi))).text
    #expect(!draft.contains("Mã hồ sơ") && draft.contains("ngày …… tháng …… năm"))
  }

  @Test func `a long e-form flows over pages and its signature stays with the declaration's end`() throws {
    let page = try page(Sample.application(sections: 24).notice(CatalogueTexts.forms(.vi)))
    let count = try page.pages
    #expect(count >= 4)
    #expect(try page.text(page: 2).contains("2/\(count)"))
    #expect(try page.text(page: count).contains("NGƯỜI LÀM ĐƠN, TỜ KHAI"))
    for number in 1...count { #expect(try page.grey(page: number).hasWhiteEdge(8)) }
  }

  static func all(_ language: Language) throws -> [Notice] {
    let texts = CatalogueTexts.forms(language)
    return [
      try Sample.supplement(items: 3, for: language), try Sample.refusal(grounds: ["Luật Đầu tư"], for: language),
      try Sample.apology(.apology, for: language),
      try Sample.apology(.extended(workingDays: 2, time: 1, agreed: true), for: language),
      try Sample.stop(byApplicant: true, paid: 50_000, for: language),
      try Sample.feeReceipt(kind: .fee, for: language).notice(texts),
      try Sample.application(for: language).notice(texts),
    ]
  }

  @Test(arguments: Language.allCases)
  func `every form is whole A4, has its fonts inside and no person in its title`(language: Language) throws {
    for notice in try Self.all(language) {
      let page = try page(notice, language)
      #expect(try page.checkStatus == 0)
      #expect(try page.sizes.allSatisfy { $0.contains("A4") })
      for number in 1...(try page.pages) { #expect(try page.grey(page: number).hasWhiteEdge(8), "\(notice.name)") }
      let fonts = try Tool.run("pdffonts", [page.path]).text.split(separator: "\n").dropFirst(2)
      #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains("yes yes yes") }, "\(notice.name)")
      #expect(try page.info("Title")?.contains("Nguyễn") == false)
      #expect(try !page.text.contains("«"))
      #expect(try notice.pdf(CatalogueTexts.forms(language)) == notice.pdf(CatalogueTexts.forms(language)))
    }
  }

  @Test func `readers of English find titles and labels in both languages`() throws {
    let text = try page(Sample.supplement(for: .en), .en).text
    expect(
      ["Request to complete a dossier", "Hợp đồng thuê nhà (Lease)", "(17:00, 07/04/2026)", "Guiding officer"], in: text
    )
  }

  @Test func `beside Arabic the Vietnamese still runs from the left`() throws {
    let arabic = try page(Sample.supplement(for: .ar), .ar)
    let alone = try page(Sample.supplement())
    for word in ["Yêu", "Hồ", "Nội"] { #expect(try arabic.left(of: word) == alone.left(of: word), "\(word)") }
    #expect(try arabic.text.contains("طلب") || arabic.text.contains("ﻃﻠﺐ"))
  }

  @Test(arguments: ReceiptTests.hostile)
  func `no name leaves the page or breaks a form`(name: String) throws {
    var matter = try Sample.matter(officer: .init(name: name, title: [name]))
    matter.owner = Receipt.Party(name: name, address: name + name, phone: name, email: name)
    matter.request = ReaderText(name)
    let long = String(repeating: "Lý do rất dài. ", count: 70)
    let texts = CatalogueTexts.forms(.ar)
    let until = try Sample.moment("2026-04-07", "17:00")
    let notices: [Notice] = [
      .supplementRequest(
        matter, missing: [.init(about: ReaderText(name), reason: name), .init(about: nil, reason: long)], until: until,
        contact: .init(place: ReaderText(name), phone: name), texts),
      .refusal(matter, reason: long, grounds: [name, long], texts),
      .apology(matter, .apology, from: until, to: until, reason: long + name, texts),
    ]
    for notice in notices {
      let page = try page(notice, .ar)
      #expect(try page.checkStatus == 0)
      for number in 1...(try page.pages) { #expect(try page.grey(page: number).hasWhiteEdge(8)) }
      #expect(try page.text.contains("H36.16.25-260224-0001"))
    }
  }
}
