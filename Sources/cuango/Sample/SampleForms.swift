import Domain
import Paper

/// A sample of every printed form, about one made-up dossier, as long as forms usually are.
struct SampleForms {
  private let texts: FormTexts
  private let moment: Instant
  private let code = "H36.24958-260302-0001"
  private let url = "https://example.vn/tra-cuu#H36.24958-260302-0001.AAAAAAAAAAAAA"
  private let unit = "Ủy ban nhân dân xã Đức Trọng"
  private let owner = Receipt.Party(
    name: "Nguyễn Thị Mẫu", address: "Số 12, đường Lê Hồng Phong, thôn Phú Thạnh, xã Đức Trọng", phone: "0900000111",
    identityNumber: "068190000111")

  /// Prepares forms of a moment, with the words of a catalogue.
  init(_ texts: FormTexts, at moment: Instant) {
    self.texts = texts
    self.moment = moment
  }

  /// Every form by its name, drawn anew each time it is asked for.
  var all: [(name: String, draw: @Sendable () async throws -> [UInt8])] {
    let forms = self
    func notice(_ name: String, _ make: @escaping @Sendable () -> Notice) -> (
      String, @Sendable () async throws -> [UInt8]
    ) {
      (name, { try make().pdf(forms.texts) })
    }
    return [
      ("receipt", { try forms.receipt.pdf(forms.texts) }), notice("supplement-request") { forms.supplementRequest },
      notice("refusal") {
        .refusal(
          forms.matter, reason: "Ngành, nghề đăng ký thuộc danh mục cấm đầu tư kinh doanh.", grounds: ["Luật Đầu tư"],
          forms.texts)
      },
      notice("apology") {
        .apology(
          forms.matter, .apology, from: forms.moment, to: forms.moment.adding(minutes: 4320),
          reason: "Cơ quan phối hợp chưa trả lời kết quả xác minh.", forms.texts)
      },
      notice("stop-notice") {
        .stop(
          forms.matter,
          Notice.Stop(
            byApplicant: false, at: forms.moment, stage: "Thẩm tra hồ sơ", reason: "Không bổ sung trong thời hạn.",
            paid: 50_000, receipts: ["0000015/2026"], money: nil), forms.texts)
      },
      ("control-sheet", { try forms.controlSheet.pdf(forms.texts) }),
      ("dossier-register", { try await forms.dossierRegister.pdf(forms.texts) }),
      notice("fee-receipt") { forms.feeReceipt.notice(forms.texts) },
      notice("application") { forms.application.notice(forms.texts) },
      ("copy-clause", { try await forms.copy.pdf(forms.texts) }),
      ("copy-register", { try forms.register.pdf(forms.texts) }),
      ("result", { try forms.result.pdf(forms.texts) }),
    ]
  }

  /// A page with one line: what the machine needs for any page in these fonts.
  func blank() throws -> [UInt8] { try BlankPage.pdf("Cộng hòa xã hội chủ nghĩa Việt Nam", on: moment.date) }

  private var head: OfficialHead {
    OfficialHead(
      governingBody: unit, issuingBody: "Trung tâm Phục vụ hành chính công", place: "Đức Trọng", date: moment.date)
  }

  private var request: ReaderText { "Đăng ký thành lập hộ kinh doanh (1.001612)" }

  private var matter: DossierMatter {
    DossierMatter(
      head: head, code: code, url: url, owner: owner, request: request, competentBody: unit, receivedAt: moment,
      officer: DossierMatter.Officer(name: "Cán bộ Mẫu"))
  }

  private var receipt: Receipt {
    Receipt(
      head: head, code: code, lookUp: Receipt.LookUp(url: url, page: "example.vn/tra-cuu", secret: "AAAAA-AAAAA-AAA"),
      filer: owner, channel: "Trực tiếp", request: request,
      papers: (1...4).map {
        Receipt.Paper(
          name: "Giấy tờ mẫu \($0)", number: "B 123456\($0)", issuer: "Trường Đại học Đà Lạt", issuedOn: moment.date,
          pages: 2, copies: 3, kind: .original)
      },
      legalTime: "Trong ngày làm việc", receivedAt: moment, dueAt: moment.adding(minutes: 480),
      resultPlace: "Trung tâm Phục vụ hành chính công",
      fee: Receipt.Fee(amount: 84_000, workedOut: nil, isPaid: true), checkURL: checkURL, officer: "Cán bộ Mẫu")
  }

  /// A code as long as the proof of a receipt among a million entries.
  private var checkURL: String {
    let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    return "https://example.vn/nhat-ky#" + String((0..<800).map { signs[($0 * $0 * 7 + $0 * 13) % signs.count] })
  }

  private var supplementRequest: Notice {
    .supplementRequest(
      matter,
      missing: (1...4).map {
        Notice.Missing(
          about: ReaderText("Hợp đồng thuê nhà \($0)"),
          reason: "Bản nộp thiếu trang có chữ ký của bên cho thuê; đề nghị nộp bản đầy đủ có chữ ký hai bên.")
      },
      until: moment.adding(minutes: 43_200),
      contact: Notice.Contact(place: "Trung tâm Phục vụ hành chính công xã Đức Trọng", phone: nil), texts)
  }

  private var controlSheet: ControlSheet {
    ControlSheet(
      head: head, code: code, url: url, request: request.vietnamese, owner: owner.name, competentBody: unit,
      receivedAt: moment, dueAt: moment.adding(minutes: 480),
      handOvers: (1...8).map {
        ControlSheet.HandOver(
          giver: "Cán bộ Mẫu \($0)", receiver: "Chuyên viên Mẫu \($0)", at: moment.adding(minutes: $0),
          timeliness: .onTime, note: "Lần \($0)")
      })
  }

  private var dossierRegister: DossierRegister {
    DossierRegister(
      unit: unit, office: head.issuingBody, place: "Đức Trọng", from: moment.date, until: moment.date,
      printedOn: moment.date,
      entries: (1...130).map { number in
        let received = moment.adding(minutes: number * 7)
        return DossierRegister.Entry(
          code: "H36.24958-260302-\(1000 + number)", procedure: number % 3 == 0 ? request.vietnamese : "Cấp bản sao",
          owner: person(number), contact: "0900000\(100 + number); thôn Phú Thạnh", receivedAt: received,
          dueAt: received.adding(minutes: 480), transferredAt: received.adding(minutes: 12),
          finishedAt: received.adding(minutes: 200 + number), returnedAt: received.adding(minutes: 300 + 2 * number),
          method: "Trực tiếp", collectedBy: person(number), state: "Đã trả kết quả", note: nil)
      })
  }

  /// A made-up person for each row of a book.
  private func person(_ number: Int) -> String {
    let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi"]
    let given = ["Văn An", "Thị Bình", "Ngọc Châu", "Quốc Dũng", "Thu Hà", "Minh Khôi", "Thanh Lam", "Hữu Nghĩa"]
    return "\(families[number % families.count]) \(given[number / 3 % given.count]) Mẫu"
  }

  private var feeReceipt: FeeReceipt {
    FeeReceipt(
      head: head, number: 15, payer: owner, purpose: request, kind: nil, code: code, amount: 1_105_000,
      method: "tiền mặt", at: moment, collector: "Cán bộ Mẫu")
  }

  private var application: PrintedApplication {
    PrintedApplication(
      title: "Giấy đề nghị đăng ký thành lập hộ kinh doanh", addressee: ReaderText(unit), source: nil, code: code,
      people: [PrintedApplication.Entry(label: "Họ, chữ đệm, tên người nộp", value: ReaderText(owner.name))],
      sections: (1...3).map { number in
        PrintedApplication.Section(
          title: ReaderText("Phần \(number)"),
          entries: (1...8).map {
            PrintedApplication.Entry(
              label: ReaderText("Mục kê khai \($0)"), value: "Số 12, đường Lê Hồng Phong, thôn Phú Thạnh")
          })
      },
      declaration: "Tôi cam kết những nội dung kê khai trên là đúng sự thật.", place: "Đức Trọng", date: moment.date,
      printedOn: moment.date, signer: owner.name)
  }

  private var copy: CertifiedCopy {
    CertifiedCopy(
      original: CertifiedCopy.Original(name: "Bằng tốt nghiệp đại học", number: "B 1234567", pages: 2), scans: [],
      certification: CertifiedCopy.Certification(
        number: 1234, book: "01/2026-SCT/BS", date: moment.date, body: unit,
        signerTitle: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        signerName: "Lãnh đạo Mẫu"), checkURL: "https://example.vn/verify/AAAAAAAAAAAAA", checkCode: "AAAAA-AAAAA-AAA")
  }

  private var register: PrintedRegister {
    PrintedRegister(
      governingBody: "Ủy ban nhân dân tỉnh Lâm Đồng", unit: unit, place: "Đức Trọng", code: "01/2026-SCT/BS",
      openedOn: moment.date, printedOn: moment.date,
      entries: (1...190).map {
        PrintedRegister.Entry(
          number: $0, date: moment.date, applicant: person($0), original: "Giấy khai sinh", signer: "Lãnh đạo Mẫu",
          signerTitle: "Phó Chủ tịch", copies: 2, fee: 4000)
      })
  }

  private var result: ResultDocument {
    ResultDocument(
      head: OfficialHead(
        governingBody: nil, issuingBody: unit, symbol: "12/GXN-UBND", place: "Đức Trọng", date: moment.date),
      title: "GIẤY XÁC NHẬN", abstract: "Về việc mẫu", bases: ["Căn cứ Luật Tổ chức chính quyền địa phương"],
      pieces: [
        .paragraph("Ủy ban nhân dân xã Đức Trọng xác nhận những nội dung sau đây là đúng."),
        .fields((1...8).map { ResultDocument.Field(label: "Mục \($0)", value: "Số 12, đường Lê Hồng Phong") }),
      ],
      signer: ResultDocument.Signer(title: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], name: "Lãnh đạo Mẫu"),
      recipients: ["Người nộp hồ sơ", "Lưu: VT"],
      check: ResultDocument.Check(url: "https://example.vn/verify/AAAAAAAAAAAAA", code: "AAAAA-AAAAA-AAA"))
  }
}
