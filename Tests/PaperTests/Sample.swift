import Domain
import Paper
import Testing

/// Forms with the people and papers of a sample day.
enum Sample {
  static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  static func moment(_ day: String, _ hour: String) throws -> Instant {
    .at(try date(day), try #require(TimeOfDay(hour)))
  }

  static func head() throws -> OfficialHead {
    OfficialHead(
      governingBody: "Ủy ban nhân dân xã Đức Trọng", issuingBody: "Trung tâm Phục vụ hành chính công",
      place: "Đức Trọng", date: try date("2026-02-24"))
  }

  static let url = "https://dichvu.example.vn/tra-cuu/H36.16.25-260224-0001"

  static func papers(_ count: Int) throws -> [Receipt.Paper] {
    let day = try date("2018-11-20")
    let kinds: [Receipt.Paper] = [
      Receipt.Paper(
        name: "Bằng tốt nghiệp đại học", number: "B 1234567", issuer: "Trường Đại học Đà Lạt", issuedOn: day, pages: 2,
        copies: 3, kind: .original),
      Receipt.Paper(
        name: "Giấy khai sinh", number: "88/2019", issuer: "Ủy ban nhân dân xã Liên Hiệp", issuedOn: day, pages: 1,
        copies: 2, kind: .original),
      Receipt.Paper(
        name: "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất",
        number: "CT 034512", issuer: "Sở Tài nguyên và Môi trường tỉnh Lâm Đồng", issuedOn: day, pages: 4, copies: 5,
        kind: .original),
    ]
    return (0..<count).map { kinds[$0 % kinds.count] }
  }

  static func receipt(papers count: Int = 3, for language: Language = .vi) throws -> Receipt {
    Receipt(
      head: try head(), code: "H36.16.25-260224-0001",
      lookUp: Receipt.LookUp(url: url, page: "dichvu.example.vn/tra-cuu", secret: "K7M2-QX9P"),
      filer: Receipt.Party(
        name: "Nguyễn Thị Thảo Nguyên", address: "Số 12, đường Lê Hồng Phong, thôn Phú Thạnh, xã Đức Trọng",
        phone: "0912 345 678", email: "thao.nguyen@example.vn", identityNumber: "068190001234"),
      channel: CatalogueTexts.forms(language).text("receipt.channels.counter"),
      request: ReaderText(
        LocalizedText(
          vi: "Chứng thực bản sao từ bản chính (2.000815)", en: "Certified copies of originals",
          ar: "تصديق النسخ عن الأصل"),
        for: language),
      papers: try papers(count), legalTime: "Trong ngày làm việc", receivedAt: try moment("2026-02-24", "09:05"),
      dueAt: try moment("2026-02-24", "17:00"),
      resultPlace: CatalogueTexts.forms(language).text("receipt.result-places.counter"),
      fee: Receipt.Fee(amount: 84_000, workedOut: "12.000 đ + 72.000 đ", isPaid: true), officer: "Trần Minh Quân",
      book: Receipt.BookPlace(book: "01/2026", number: "0415"))
  }

  static let checkURL = "https://dichvu.example.vn/kiem-tra/7F3K-9QPM-22AX"

  static func copy(_ scans: [CertifiedCopy.Scan] = []) throws -> CertifiedCopy {
    CertifiedCopy(
      original: CertifiedCopy.Original(name: "Bằng tốt nghiệp đại học", number: "B 1234567", pages: 2), scans: scans,
      certification: CertifiedCopy.Certification(
        number: 1234, book: "01/2026-SCT/BS", date: try date("2026-02-24"), body: "Ủy ban nhân dân xã Đức Trọng",
        signerTitle: ["KT. Chủ tịch", "Phó Chủ tịch"], signerName: "Phạm Văn Đức"),
      checkURL: checkURL, checkCode: "7F3K-9QPM-22AX")
  }

  static func register(_ count: Int, closed: Bool = true) throws -> PrintedRegister {
    let first = try date("2026-01-02")
    return PrintedRegister(
      governingBody: "Tỉnh Lâm Đồng", unit: "Ủy ban nhân dân xã Đức Trọng", place: "Đức Trọng",
      code: "01/2026-SCT/BS", openedOn: first, closedOn: closed ? try date("2026-12-31") : nil,
      printedOn: try date("2026-12-31"),
      entries: (0..<count).map {
        PrintedRegister.Entry(
          number: $0 + 1, date: first.adding(days: $0 / 20), applicant: "K'Brôih", original: "Giấy khai sinh",
          signer: "Phạm Văn Đức", signerTitle: "Phó Chủ tịch", copies: 2, fee: 4000)
      })
  }
}
