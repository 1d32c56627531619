import Domain
import Paper

/// The standard forms about one dossier of the sample day.
extension Sample {
  static func matter(officer: DossierMatter.Officer? = .init(name: "Trần Minh Quân"), for language: Language = .vi)
    throws -> DossierMatter
  {
    DossierMatter(
      head: try head(), code: "H36.16.25-260224-0001", url: url,
      owner: Receipt.Party(
        name: "Nguyễn Thị Thảo Nguyên", address: "Số 12, đường Lê Hồng Phong, thôn Phú Thạnh, xã Đức Trọng",
        phone: "0912 345 678"),
      request: ReaderText(
        LocalizedText(
          vi: "Đăng ký thành lập hộ kinh doanh (1.001612)", en: "Registration of a household business",
          ar: "تسجيل نشاط أسري"),
        for: language),
      competentBody: "Ủy ban nhân dân xã Đức Trọng", receivedAt: try moment("2026-02-24", "09:05"), officer: officer)
  }

  static func supplement(items: Int = 2, for language: Language = .vi) throws -> Notice {
    let kinds: [Notice.Missing] = [
      Notice.Missing(
        about: ReaderText("Hợp đồng thuê nhà", "Lease", language),
        reason: "Bản nộp thiếu trang có chữ ký của bên cho thuê; đề nghị nộp bản đầy đủ có chữ ký hai bên."),
      Notice.Missing(
        about: ReaderText("Tên hộ kinh doanh", "Name of the business", language),
        reason: "Trùng với tên đã đăng ký trong xã, đề nghị chọn tên khác (Nghị định 168/2025/NĐ-CP)."),
      Notice.Missing(about: nil, reason: "Ghi rõ số điện thoại của người được ủy quyền."),
    ]
    return try .supplementRequest(
      matter(for: language), missing: (0..<items).map { kinds[$0 % kinds.count] },
      until: moment("2026-04-07", "17:00"),
      contact: Notice.Contact(
        place: ReaderText("Trung tâm Phục vụ hành chính công xã Đức Trọng", "the public service centre", language),
        phone: "0263 3843 123"), CatalogueTexts.forms(language))
  }

  static func refusal(grounds: [String], for language: Language = .vi) throws -> Notice {
    try .refusal(
      matter(for: language), reason: "Ngành, nghề đăng ký thuộc danh mục cấm đầu tư kinh doanh.", grounds: grounds,
      CatalogueTexts.forms(language))
  }

  static func apology(_ delay: Notice.Delay, officer: DossierMatter.Officer? = nil, for language: Language = .vi) throws
    -> Notice
  {
    try .apology(
      matter(officer: officer, for: language), delay, from: moment("2026-02-27", "17:00"),
      to: moment("2026-03-04", "17:00"), reason: "Cơ quan phối hợp chưa trả lời kết quả xác minh địa điểm kinh doanh.",
      CatalogueTexts.forms(language))
  }

  static func stop(byApplicant: Bool, paid: Int, money: String? = nil, for language: Language = .vi) throws -> Notice {
    try .stop(
      matter(
        officer: byApplicant ? nil : .init(name: "Phạm Văn Đức", title: ["KT. Chủ tịch", "Phó Chủ tịch"]), for: language
      ),
      Notice.Stop(
        byApplicant: byApplicant, at: moment("2026-02-26", "10:30"), stage: "Thẩm tra hồ sơ",
        reason: "Không bổ sung giấy tờ trong thời hạn đã thông báo.", paid: paid,
        receipts: paid > 0 ? ["0000015/2026"] : [],
        money: money), CatalogueTexts.forms(language))
  }

  static func feeReceipt(kind: FeeKind?, for language: Language = .vi) throws -> FeeReceipt {
    let texts = CatalogueTexts.forms(language)
    return FeeReceipt(
      head: try head(), number: 15, payer: try matter().owner,
      purpose: ReaderText(
        "Đăng ký thành lập hộ kinh doanh (1.001612)", "Registration of a household business", language),
      kind: kind, code: "H36.16.25-260224-0001", amount: 1_105_000, method: texts.text("fee-receipt.methods.cash"),
      at: try moment("2026-02-24", "09:05"), collector: "Trần Minh Quân")
  }

  static func application(sections: Int = 2, filed: Bool = true, for language: Language = .vi) throws
    -> PrintedApplication
  {
    func both(_ vi: String, _ en: String) -> ReaderText { ReaderText(vi, en, language) }
    let business = PrintedApplication.Section(
      title: both("Hộ kinh doanh", "The business"),
      entries: [
        .init(label: both("Tên hộ kinh doanh", "Name"), value: "Hộ kinh doanh Thảo Nguyên"),
        .init(label: both("Địa chỉ trụ sở", "Seat"), value: "Số 12, đường Lê Hồng Phong, thôn Phú Thạnh, xã Đức Trọng"),
        .init(label: both("Số fax", "Fax"), value: nil),
        .init(
          label: both("Ngành, nghề kinh doanh", "Lines of business"), value: nil,
          codes: [["5610", "Nhà hàng và các dịch vụ ăn uống phục vụ lưu động"], ["4711", "Bán lẻ tổng hợp"]]),
        .init(label: both("Vốn kinh doanh", "Capital"), value: "30.000.000 đ"),
      ])
    let owner = PrintedApplication.Section(
      title: both("Chủ hộ kinh doanh", "The owner"),
      entries: [
        .init(label: both("Họ và tên", "Name"), value: "Nguyễn Thị Thảo Nguyên"),
        .init(label: both("Đã đọc điều kiện", "Read the conditions"), value: both("Có", "Yes")),
      ])
    return PrintedApplication(
      title: both("Giấy đề nghị đăng ký thành lập hộ kinh doanh", "Request to register a household business"),
      addressee: "Ủy ban nhân dân xã Đức Trọng", source: "Mẫu số 01, Thông tư 68/2025/TT-BTC",
      code: filed ? "H36.16.25-260224-0001" : nil,
      people: [
        .init(label: both("Họ, chữ đệm, tên người nộp", "Name of the filer"), value: "Nguyễn Thị Thảo Nguyên"),
        .init(label: both("Ngày, tháng, năm sinh", "Date of birth"), value: filed ? "05/02/1990" : nil),
      ],
      sections: (0..<sections).map { $0 % 2 == 0 ? business : owner },
      declaration: both(
        "Tôi cam kết những nội dung kê khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật.",
        "I declare that what is stated here is true."),
      place: filed ? "Đức Trọng" : nil, date: filed ? try date("2026-02-24") : nil, printedOn: try date("2026-02-24"),
      signer: "Nguyễn Thị Thảo Nguyên")
  }

  static func dossierRegister(_ count: Int) throws -> DossierRegister {
    let received = try moment("2026-02-24", "09:05")
    return DossierRegister(
      unit: "Ủy ban nhân dân xã Đức Trọng", office: "Trung tâm Phục vụ hành chính công", place: "Đức Trọng",
      from: try date("2026-02-01"), until: try date("2026-02-28"), printedOn: try date("2026-03-02"),
      entries: try (0..<count).map { index in
        DossierRegister.Entry(
          code: "H36.24958-260224-\(1001 + index)", procedure: "Đăng ký thành lập hộ kinh doanh (1.001612)",
          owner: "K'Brôih Nguyễn Thị Thảo", contact: "0912 345 678; thôn Phú Thạnh, xã Đức Trọng", receivedAt: received,
          dueAt: try moment("2026-02-27", "17:00"), transferredAt: received,
          finishedAt: index % 3 == 0 ? try moment("2026-02-26", "15:00") : nil,
          returnedAt: index % 3 == 0 ? try moment("2026-02-27", "08:10") : nil, method: "Trực tiếp",
          collectedBy: index % 3 == 0 ? "Nguyễn Thị Thảo" : nil,
          state: index % 3 == 0 ? "Đã trả kết quả" : "Đang giải quyết", note: index % 3 == 1 ? "Quá hạn" : nil)
      })
  }
}
