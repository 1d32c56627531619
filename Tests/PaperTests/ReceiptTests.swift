import Domain
import Foundation
import Paper
import Testing

struct ReceiptTests {
  @Test func `a receipt is one A4 page with every value and full diacritics`() throws {
    let page = try PrintedPDF(Sample.receipt().pdf(CatalogueTexts.forms(.vi)))
    #expect(try page.pages == 1)
    #expect(try page.sizes.allSatisfy { $0.contains("A4") })
    let text = try page.text
    for value in [
      "ỦY BAN NHÂN DÂN XÃ ĐỨC TRỌNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
      "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "H36.16.25-260224-0001", "Nguyễn Thị Thảo Nguyên",
      "••••••••1234", "0912 345 678", "Trực tiếp", "Chứng thực bản sao từ bản chính (2.000815)",
      "Bằng tốt nghiệp đại học", "Số B 1234567, Trường Đại học Đà Lạt, ngày 20/11/2018",
      "09 giờ 05 phút, ngày 24 tháng 02 năm 2026", "17 giờ 00 phút, ngày 24 tháng 02 năm 2026", "84.000 đồng",
      "Tám mươi tư nghìn đồng", "đã nộp", "K7M2-QX9P", "Trần Minh Quân", "Quyển số 01/2026, Số thứ tự 0415",
    ] {
      #expect(text.contains(value), "\(value)")
    }
    #expect(!text.contains("068190001234"))
    #expect(!text.contains("«"))
  }

  @Test func `the QR on the printed page leads to the dossier`() throws {
    let page = try PrintedPDF(Sample.receipt().pdf(CatalogueTexts.forms(.vi)))
    #expect(try page.codes(page: 1) == [Sample.url])
  }

  @Test(arguments: Language.allCases)
  func `an unpaid fee has its payment code and the same to type, on the same page`(language: Language) throws {
    var receipt = try Sample.receipt(papers: 5, for: language)
    receipt.fee = Receipt.Fee(amount: 84_000, isPaid: false)
    let order = try VietQR(bank: "970436", account: "MAU24958", amount: 84_000, memo: "H3616252602240001")
    receipt.payment = Receipt.Payment(
      code: order.payload, bank: "Vietcombank", account: "MAU24958", holder: "TAI KHOAN MAU XA DUC TRONG",
      amount: 84_000,
      memo: "H3616252602240001", isSample: true)
    let page = try PrintedPDF(receipt.pdf(CatalogueTexts.forms(language)))
    #expect(try page.pages == 1)
    #expect(try page.grey(page: 1).hasWhiteEdge(10))
    #expect(try Set(page.codes(page: 1)) == [Sample.url, order.payload])
    let text = try page.text
    for value in [
      "Vietcombank", "MAU24958", "TAI KHOAN MAU XA DUC TRONG", "84.000 đồng", "H3616252602240001", "TÀI KHOẢN MẪU",
    ] {
      #expect(text.contains(value), "\(value)")
    }
    #expect(!text.contains("«"))
    receipt.payment = nil
    #expect(try PrintedPDF(receipt.pdf(CatalogueTexts.forms(language))).codes(page: 1) == [Sample.url])
  }

  @Test(arguments: Language.allCases)
  func `eight papers fit on one page for every reader`(language: Language) throws {
    let page = try PrintedPDF(Sample.receipt(papers: 8, for: language).pdf(CatalogueTexts.forms(language)))
    #expect(try page.pages == 1)
    #expect(try page.grey(page: 1).hasWhiteEdge(10))
  }

  /// A journal of a thousand entries, and one of ten million with the longest path.
  @Test(arguments: Language.allCases, [720, 1_480])
  func `the check code stands between the signatures, readable, on the same page`(
    language: Language, length: Int
  ) throws {
    var receipt = try Sample.receipt(papers: 8, for: language)
    let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let code = String((0..<length).map { signs[($0 * 7 + $0 / 5) % 32] })
    let url = "https://dichvu.lamdong.gov.vn/nhat-ky#\(code)"
    receipt.checkURL = url
    let page = try PrintedPDF(receipt.pdf(CatalogueTexts.forms(language)))
    #expect(try page.pages == 1)
    #expect(try page.grey(page: 1).hasWhiteEdge(10))
    #expect(try Set(page.codes(page: 1, dotsPerInch: 300)) == [Sample.url, url])
    #expect(try page.text.contains("Quét để kiểm tra giấy này là thật"))
    let printed = try [UInt8](Data(contentsOf: URL(fileURLWithPath: page.path)))
    #expect(try ReceiptText.links(of: page.path, printed).contains(url))
  }

  @Test func `what a receipt says is compared with what its code binds`() throws {
    let receipt = try Sample.receipt()
    let page = try PrintedPDF(receipt.pdf(CatalogueTexts.forms(.vi)))
    let text = try #require(ReceiptText.read(page.path))
    func facts(due: Int = 0, fee: Int = 84_000, code: String = "H36.16.25-260224-0001") -> ReceiptFacts {
      ReceiptFacts(
        code: DossierCode(rawValue: code), receivedAt: receipt.receivedAt, dueAt: receipt.dueAt.adding(minutes: due),
        fee: fee, procedure: "2.000815", unit: "24958")
    }
    #expect(ReceiptText.differences(of: facts(), from: text).isEmpty)
    #expect(ReceiptText.differences(of: facts(due: 60), from: text) == ["due"])
    #expect(ReceiptText.differences(of: facts(fee: 84), from: text) == ["fee"])
    #expect(ReceiptText.differences(of: facts(code: "H36.16.25-260224-0002"), from: text) == ["code"])
  }

  @Test func `a reader of English finds both languages`() throws {
    let text = try PrintedPDF(Sample.receipt(for: .en).pdf(CatalogueTexts.forms(.en))).text
    #expect(text.contains("Tiếp nhận hồ sơ của Ông/Bà (Received from): Nguyễn Thị Thảo Nguyên"))
    #expect(text.contains("Certified copies of originals"))
    #expect(text.contains("(17:00, 24/02/2026)"))
  }

  @Test func `many papers flow to further pages with the head again and numbered pages`() throws {
    let page = try PrintedPDF(Sample.receipt(papers: 40).pdf(CatalogueTexts.forms(.vi)))
    let count = try page.pages
    #expect(count >= 3)
    for number in 2..<count {
      let text = try page.text(page: number)
      #expect(text.contains("Tên giấy tờ"))
      #expect(text.contains("\(number)/\(count)"))
      #expect(text.contains("H36.16.25-260224-0001"))
    }
    #expect(try page.text(page: count).contains("NGƯỜI NỘP HỒ SƠ"))
  }

  @Test func `the copy that stays in the office has no secret, and may show the whole number`() throws {
    var receipt = try Sample.receipt()
    receipt.lookUp = Receipt.LookUp(url: Sample.url)
    receipt.showsFullIdentityNumber = true
    let text = try PrintedPDF(receipt.pdf(CatalogueTexts.forms(.vi))).text
    #expect(!text.contains("K7M2"))
    #expect(text.contains("068190001234"))
  }

  @Test func `the PDF has a title without a person's name, a date of its own, and the same bytes each time`() throws {
    let bytes = try Sample.receipt().pdf(CatalogueTexts.forms(.vi))
    let page = try PrintedPDF(bytes)
    #expect(try page.info("Title") == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả H36.16.25-260224-0001")
    #expect(try page.checkStatus == 0)
    #expect(try Sample.receipt().pdf(CatalogueTexts.forms(.vi)) == bytes)
  }

  @Test func `many at once give the same as one alone`() async throws {
    let alone = try Sample.receipt().pdf(CatalogueTexts.forms(.vi))
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 { group.addTask { try Sample.receipt().pdf(CatalogueTexts.forms(.vi)) } }
      for try await bytes in group { #expect(bytes == alone) }
    }
  }

  static let hostile = [
    String(repeating: "Ường", count: 50), String(repeating: "Nguyễn Văn A ", count: 16), "👩‍⚖️ Trần 🇻🇳 Thị ✅ B",
    "محمد بن عبد الله (Mohammed)", "\u{202E}Nguyễn\u{2066} Văn\u{0000}\u{0007}\r\nB\u{200F}",
    "<b>&amp;\"' \\ %s {code}",
    "Nguye\u{302}\u{303}n Thi\u{323} Ha\u{300}", "", "​",
  ]

  @Test(arguments: hostile)
  func `no name leaves the page or breaks the form`(name: String) throws {
    var receipt = try Sample.receipt()
    receipt.filer = Receipt.Party(
      name: name, address: name + " " + name, phone: name, email: name, identityNumber: name)
    receipt.owner = receipt.filer
    receipt.officer = name
    receipt.papers = [
      Receipt.Paper(
        name: name + name, number: name, issuer: name + name, issuedOn: nil, pages: 1_000_000, copies: 1_000_000,
        kind: .electronic)
    ]
    let page = try PrintedPDF(receipt.pdf(CatalogueTexts.forms(.ar)))
    #expect(try page.checkStatus == 0)
    for number in 1...(try page.pages) { #expect(try page.grey(page: number).hasWhiteEdge(8)) }
    #expect(try page.text.contains("H36.16.25-260224-0001"))
  }

  @Test func `decomposed letters print as composed ones`() throws {
    var receipt = try Sample.receipt()
    receipt.filer = Receipt.Party(name: "Nguye\u{302}\u{303}n Thi\u{323} Ha\u{300}")
    let text = try PrintedPDF(receipt.pdf(CatalogueTexts.forms(.vi))).text
    #expect(text.contains("Nguyễn Thị Hà"))
  }

  @Test func `an address that is too long for a QR is refused`() throws {
    var receipt = try Sample.receipt()
    receipt.lookUp = Receipt.LookUp(url: "https://example.vn/" + String(repeating: "x", count: 2000))
    #expect(throws: PaperFault.tooLongForQR) { try receipt.pdf(CatalogueTexts.forms(.vi)) }
  }
}
