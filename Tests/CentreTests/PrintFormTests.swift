import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// The standard forms of a dossier: each tells of what happened, to whom it may be told.
@Suite struct PrintFormTests {
  private func text(
    _ house: TestHouse, _ form: StandardForm, event: Int? = nil, _ code: DossierCode, by actor: Actor? = nil,
    language: Language = .vi
  ) async throws -> String {
    try PDFText.of(
      await house.centre.printForm(
        form, event: event, of: code, by: actor ?? house.officer(.receivingOfficer), language: language))
  }

  private func forApplicant(
    _ house: TestHouse, _ form: StandardForm, _ code: DossierCode, secret: String? = nil
  ) async throws -> String {
    try PDFText.of(
      await house.centre.printForm(
        form, code: code.rawValue, secret: secret ?? house.centre.key.lookUpSecret(of: code), place: "here",
        language: .vi))
  }

  private func expect(_ values: [String], in text: String, _ location: SourceLocation = #_sourceLocation) {
    for value in values { #expect(text.contains(value), "\(value)", sourceLocation: location) }
  }

  private static var request: DossierAct {
    var act = DossierAct()
    act.items = [
      SupplementRequest.Item(about: "photo", text: "Thêm ảnh mặt tiền"),
      SupplementRequest.Item(about: "shop_name", text: "Ghi đủ tên"),
      SupplementRequest.Item(about: nil, text: "Ghi rõ số nhà"),
    ]
    act.until = "20/03/2026"
    return act
  }

  @Test(arguments: Engine.allCases)
  func whereNothingHappenedNothingIsPrinted(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let course = try await house.receiveCourse()
    for form in StandardForm.allCases where form != .application {
      await #expect(throws: PrintRefusal.nothingToPrint(form)) { try await text(house, form, course) }
      await #expect(throws: PrintRefusal.nothingToPrint(form)) { try await forApplicant(house, form, course) }
    }
    // A certified copy has no e-form; and an event is no form's but its own.
    let copy = try await house.receive().code
    await #expect(throws: PrintRefusal.nothingToPrint(.application)) { try await text(house, .application, copy) }
    await #expect(throws: PrintRefusal.nothingToPrint(.application)) {
      try await text(house, .application, event: 2, course)
    }
    for form in StandardForm.allCases {
      let key = PrintRefusal.nothingToPrint(form).textKey
      #expect(house.centre.catalogue.texts.text(key, .vi) != key)
    }
  }

  @Test(arguments: Engine.allCases)
  func aRequestAPaymentAndAStopArePrintedAsTheyHappened(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    try await house.act(.pay, code)
    expect(
      [
        "BIÊN LAI THU PHÍ, LỆ PHÍ", "Số: 0000001/2026", "Người nộp tiền: Nguyễn Văn Mẫu", "50.000 đồng",
        "Năm mươi nghìn đồng", "tiền mặt", code.rawValue, "Cán bộ Mẫu",
      ], in: try await text(house, .feeReceipt, code))

    try house.clock("2026-03-03T10:00")
    try await house.act(.requestSupplement, code, by: house.officer(.specialist), Self.request)
    let request = try await text(house, .supplementRequest, code)
    expect(
      [
        "Đức Trọng, ngày 03 tháng 3 năm 2026", "Nguyễn Văn Mẫu", "Ảnh chụp", "Thêm ảnh mặt tiền", "Tên cửa hàng",
        "Ghi đủ tên",
        "Nội dung khác", "17 giờ 00 phút, ngày 20 tháng 3 năm 2026", "NGƯỜI HƯỚNG DẪN", "Cán bộ Mẫu",
      ], in: request)
    #expect(try await forApplicant(house, .supplementRequest, code) == request)
    expect(["Photograph"], in: try await text(house, .supplementRequest, code, language: .en))

    try house.clock("2026-04-01T10:30")
    var stop = DossierAct(note: "Không bổ sung trong hạn")
    stop.money = "Hoàn lại qua tài khoản"
    let act = stop
    try await house.act(.stop, code, by: house.officer(.specialist), act)
    expect(
      [
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Bên đề nghị dừng: Ủy ban nhân dân xã Đức Trọng", "Xác minh thực địa",
        "Không bổ sung trong hạn", "50.000 đồng, biên lai số 0000001/2026", "Hoàn lại qua tài khoản",
        "10 giờ 30 phút, ngày 01 tháng 4 năm 2026", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "Người thụ lý hồ sơ: Cán bộ Mẫu",
      ], in: try await forApplicant(house, .stopNotice, code))
    let forms = try await house.centre.readDossier(code, by: house.officer(.leader))
    #expect(
      PrintableForm.all(of: forms.events, hasEForm: true, forApplicant: false).map(\.form) == [
        .application, .feeReceipt, .supplementRequest, .stopNotice,
      ])
  }

  @Test(arguments: Engine.allCases)
  func aRefusalNamesItsGroundAndAWithdrawalWhoAsked(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    try await house.act(.refuse, code, by: house.officer(.specialist), DossierAct(note: "Không thuộc thẩm quyền"))
    let refusal = try await forApplicant(house, .refusal, code)
    // The test procedure's law is confirmed by nobody: dots are left to write the ground on.
    expect(["PHIẾU TỪ CHỐI TIẾP NHẬN", "Không thuộc thẩm quyền", "………………", "NGƯỜI TIẾP NHẬN HỒ SƠ"], in: refusal)
    #expect(!refusal.contains("Không có"))

    let withdrawn = try await house.receiveCourse(shop: "Cửa hàng Hai")
    try await house.act(.withdraw, withdrawn, DossierAct(note: "Đổi ý"))
    expect(
      ["Người nộp hồ sơ (xin rút hồ sơ)", "Đổi ý", "Phí, lệ phí đã nộp: chưa nộp"],
      in: try await text(house, .stopNotice, withdrawn))
  }

  @Test(arguments: Engine.allCases)
  func anApologyIsTheApplicantsOnceItWentOut(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    try house.clock("2026-03-05T10:00")
    var more = DossierAct(note: "Chờ cơ quan phối hợp trả lời")
    more.workingDays = 2
    let extend = more
    try await house.act(.extend, code, by: house.officer(.specialist), extend)
    let extended = try await forApplicant(house, .apology, code)
    expect(
      [
        "VĂN BẢN XIN LỖI", "Kính gửi: Nguyễn Văn Mẫu", "17 giờ 00 phút, ngày 16 tháng 3 năm 2026",
        "17 giờ 00 phút, ngày 18 tháng 3 năm 2026", "02 ngày làm việc, lần thứ 1", "Chờ cơ quan phối hợp",
      ], in: extended)

    var late = DossierAct(note: "Bão làm hư đường")
    late.until = "20/03/2026"
    let apology = late
    try await house.act(.prepareApology, code, by: house.officer(.specialist), apology)
    #expect(try await forApplicant(house, .apology, code) == extended)
    expect(["Bão làm hư đường"], in: try await text(house, .apology, code))

    try house.clock("2026-03-19T08:00")
    #expect(try await house.centre.watchDeadlines().sent == 1)
    // The program sent it; whoever prepared it is named. The date before is the extended one.
    expect(
      [
        "Bão làm hư đường", "17 giờ 00 phút, ngày 18 tháng 3 năm 2026", "17 giờ 00 phút, ngày 20 tháng 3 năm 2026",
        "Cán bộ Mẫu",
      ], in: try await forApplicant(house, .apology, code))
    // Each paper stays printable by its event.
    #expect(try await text(house, .apology, event: 2, code) == extended)
    await #expect(throws: PrintRefusal.nothingToPrint(.apology)) { try await text(house, .apology, event: 3, code) }
  }

  @Test(arguments: Engine.allCases)
  func onlyWhoMaySeeTheDossierPrints(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    try await house.act(.pay, code)
    for actor in [house.officer(.leader, unit: "24781"), .citizen(draft: "NHAP-1")] {
      for form in StandardForm.allCases {
        await #expect(throws: DossierRefusal.unknown) { try await text(house, form, code, by: actor) }
      }
    }
    await #expect(throws: LookUpRefusal.wrong) {
      try await forApplicant(house, .application, code, secret: "AAAAAAAAAAAAA")
    }
    #expect(try await text(house, .feeReceipt, code, by: house.officer(.leader)).contains("50.000 đồng"))
  }

  @Test(arguments: Engine.allCases)
  func theEFormIsPrintedWholeForTheOfficeAndMaskedForAFoundSecret(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    let whole = try await text(house, .application, code)
    expect(
      [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỜ KHAI KIỂM THỬ", "Kính gửi: Ủy ban nhân dân xã Đức Trọng",
        code.rawValue,
        "068090000101", "0900000111", "05/02/1990", "1. Cửa hàng", "Tên cửa hàng: Cửa hàng Mẫu", "Hàng bán: Thực phẩm",
        "30.000.000 đ", "Đức Trọng, ngày 02 tháng 3 năm 2026", "NGƯỜI LÀM ĐƠN, TỜ KHAI", "Nguyễn Văn Mẫu",
      ], in: whole)
    let masked = try await forApplicant(house, .application, code)
    expect(["••••••••0101", "••••••0111", "Cửa hàng Mẫu"], in: masked)
    #expect(!masked.contains("068090000101") && !masked.contains("0900000111"))

    var draft = TestHouse.courseForm()
    draft.answers?["goods"] = "other"
    draft.channel = Channel.online.rawValue
    let (filling, _) = try await house.centre.beginDraft(draft)
    let typed = try PDFText.of(
      await house.centre.printDraft(filling, answers: filling.form.answers ?? [:], language: .ar))
    expect(["068090000101", "Hàng khác", "ngày …… tháng …… năm"], in: typed)
    // What is not asked is not printed, and what has no e-form neither.
    #expect(!typed.contains("Người nấu") && !typed.contains("Mã hồ sơ"))
    let (copy, _) = try await house.centre.beginDraft(TestHouse.form(channel: .online))
    await #expect(throws: PrintRefusal.nothingToPrint(.application)) {
      try await house.centre.printDraft(copy, answers: [:], language: .vi)
    }
  }

  @Test func aReceiptNamesTheKindOfMoneyThatTheCatalogueTells() async throws {
    let yaml = TestCatalogue.procedure.replacing("fee:\n", with: "fee:\n  kind: charge\n")
    let catalogue = try TestCatalogue.load(
      adding: ["procedures/9.000001.yaml": yaml, "lists/sample-lines.yaml": TestCatalogue.list])
    #expect(catalogue.newestProcedure("9.000001")?.fee.kind == .charge)
    #expect(catalogue.newestProcedure("2.000815")?.fee.kind == nil)
  }
}
