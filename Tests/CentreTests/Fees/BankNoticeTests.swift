import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct BankNoticeTests {
  private func filter(_ progress: BankNoticeFilter.Progress, _ words: String = "") -> BankNoticeFilter {
    var filter = BankNoticeFilter(unit: nil)
    filter.progress = progress
    filter.words = words
    return filter
  }

  @Test(arguments: Engine.allCases)
  func aTransferPaysTheDossierOnceWithANumberedReceipt(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    let before = try await house.centre.readDossier(code, by: house.officer(.receivingOfficer))
    let order = try #require(before.payment)
    #expect(order.amount == 10_000 && order.memo == "H36249582603020001" && order.account.isSample)
    let read = try VietQR(payload: order.payload)
    #expect(read.bank == "970436" && read.account == "MAU24958" && read.amount == 10_000 && read.memo == order.memo)

    let kept = try await house.tell("MBVCB.1.\(order.memo).CT tu", 10_000, reference: "FT1")
    #expect(kept.outcome == .paid && kept.dossier == code && kept.receiptNumber == 1 && kept.unit == "24958")
    let file = try await house.centre.readDossier(code, by: house.officer(.receivingOfficer))
    #expect(file.dossier.unpaid == 0 && file.payment == nil)
    let payment = try #require(file.dossier.payments.first)
    #expect(payment.method == .bank && payment.bankReference == "FT1" && payment.receiptNumber == 1)
    #expect(file.events.last?.actor.id == "bank:970436")

    // Told again, it gets the first answer and changes nothing.
    try house.clock("2026-03-02T10:00")
    #expect(try await house.tell("MBVCB.1.\(order.memo).CT tu", 10_000, reference: "FT1") == kept)
    let again = try await house.centre.readDossier(code, by: house.officer(.receivingOfficer))
    #expect(again.events.count == file.events.count)
    await #expect(throws: BankNoticeRefusal.otherContent) {
      try await house.tell(order.memo, 9_000, reference: "FT1")
    }
    // Another bank may use the same number.
    #expect(
      try await house.tell("nothing", 1, reference: "FT1", account: "MAU24781", bank: "970415").outcome == .unknownCode)
    let next = try await house.receive()
    #expect(try await house.tell(next.code.rawValue, 10_000, reference: "FT2").receiptNumber == 2)
  }

  @Test(arguments: Engine.allCases)
  func whatDoesNotFitIsKeptForAPerson(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let paid = try await house.receive().code
    try await house.act(.pay, paid)
    let open = try await house.receive().code
    let closed = try await house.receive().code
    try await house.act(.withdraw, closed, DossierAct(note: "Người nộp xin rút"))
    let elsewhere = try await house.receive(unit: "24781").code
    func outcome(_ memo: String, _ amount: Int, _ reference: String, account: String = BankSigning.account)
      async throws -> BankNoticeOutcome
    { try await house.tell(memo, amount, reference: reference, account: account).outcome }
    #expect(try await outcome(open.rawValue, 9_999, "A1") == .wrongAmount)
    #expect(try await outcome(open.rawValue, 20_000, "A2") == .wrongAmount)
    #expect(try await outcome(paid.rawValue, 10_000, "A3") == .alreadyPaid)
    #expect(try await outcome(closed.rawValue, 10_000, "A4") == .late)
    #expect(try await outcome("nop phi", 10_000, "A5") == .unknownCode)
    #expect(try await outcome("H36249582603029999", 10_000, "A6") == .unknownCode)
    #expect(try await outcome("\(open.rawValue) \(paid.rawValue)", 10_000, "A7") == .unknownCode)
    #expect(try await outcome(elsewhere.rawValue, 10_000, "A8") == .otherAccount)
    #expect(try await outcome("nop phi", 10_000, "A9", account: "1234567890") == .unknownAccount)
    // Nothing of it changed a dossier or took a receipt's number.
    #expect(try await house.dossier(open).unpaid == 10_000)
    #expect(try await house.tell(open.rawValue, 10_000, reference: "B1").receiptNumber == 2)
    // Twice, with another number.
    #expect(try await outcome(open.rawValue, 10_000, "B2") == .alreadyPaid)

    let officer = house.officer(.receivingOfficer)
    let waiting = try await house.centre.listBankNotices(filter(.waiting), by: officer)
    #expect(waiting.total == 9 && Set(waiting.items.map(\.notice.reference)).count == 9)
    #expect(Set(waiting.items.map(\.notice.reference)).isDisjoint(with: ["A9", "B1"]))
    #expect(try await house.centre.listBankNotices(filter(.paid), by: officer).items.map(\.notice.reference) == ["B1"])
    #expect(try await house.centre.listBankNotices(filter(.all, "a5"), by: officer).total == 1)
    #expect(try await house.centre.listBankNotices(filter(.all, closed.rawValue), by: officer).total == 1)
    #expect(try await house.centre.listBankNotices(filter(.all, "9999 a1"), by: officer).total == 1)
    var late = filter(.all)
    late.outcome = .late
    #expect(try await house.centre.listBankNotices(late, by: officer).items.map(\.notice.reference) == ["A4"])
  }

  @Test(arguments: Engine.allCases)
  func twoTransfersAtOnceAndTheCounterPayOnce(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    for round in 1...5 {
      let code = try await house.receive().code
      let outcomes = await withTaskGroup(of: BankNoticeOutcome?.self) { group in
        for number in 1...4 {
          group.addTask {
            // Each is told twice at the same moment, too.
            try? await house.tell(code.rawValue, 10_000, reference: "R\(round)-\((number + 1) / 2)").outcome
          }
        }
        group.addTask {
          _ = try? await house.act(.pay, code)
          return nil
        }
        var outcomes: [BankNoticeOutcome] = []
        for await outcome in group { if let outcome { outcomes.append(outcome) } }
        return outcomes
      }
      #expect(outcomes.count == 4)
      let dossier = try await house.dossier(code)
      #expect(dossier.payments.count == 1 && dossier.unpaid == 0)
      let answers = Dictionary(grouping: outcomes) { $0 }.mapValues(\.count)
      #expect(answers == [.paid: 2, .alreadyPaid: 2] || answers == [.alreadyPaid: 4])
    }
    // Receipts are numbered without a gap.
    let next = try await house.receive()
    #expect(try await house.tell(next.code.rawValue, 10_000, reference: "Z").receiptNumber == 6)
  }

  @Test(arguments: Engine.allCases)
  func aNoticeIsSettledOnceByWhoMayAndNeverGone(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    _ = try await house.tell("nop phi", 5_000, reference: "X1")
    _ = try await house.tell("nop phi", 5_000, reference: "X2", account: "0000")
    let code = try await house.receive().code
    _ = try await house.tell(code.rawValue, 10_000, reference: "X3")
    let bank = BankSigning.bank
    func settle(_ reference: String, _ actor: Actor, note: String = "Đã trả lại người chuyển") async throws {
      try await house.centre.settleBankNotice(bank: bank, reference: reference, note: note, by: actor)
    }
    let officer = house.officer(.receivingOfficer)
    await #expect(throws: BankNoticeRefusal.notYours) { try await settle("X1", house.officer(.specialist)) }
    await #expect(throws: BankNoticeRefusal.unknown) {
      try await settle("X1", house.officer(.receivingOfficer, unit: "24781"))
    }
    await #expect(throws: BankNoticeRefusal.unknown) { try await settle("none", officer) }
    await #expect(throws: InvalidInput.self) { try await settle("X1", officer, note: "  ") }
    await #expect(throws: BankNoticeRefusal.nothingToSettle) { try await settle("X3", officer) }
    try await settle("X1", officer)
    await #expect(throws: BankNoticeRefusal.settledAlready) { try await settle("X1", house.officer(.leader)) }

    let settled = try await house.centre.listBankNotices(filter(.settled), by: house.officer(.leader)).items
    #expect(settled.map(\.notice.reference) == ["X1"])
    let closing = try #require(settled.first?.closing)
    #expect(closing.note == "Đã trả lại người chuyển" && closing.by.id == officer.id && closing.at == house.clock.now)
    #expect(try await house.centre.listBankNotices(filter(.waiting), by: officer).total == 0)
    #expect(try await house.centre.listBankNotices(filter(.all), by: officer).total == 2)

    // What is no unit's is the province's.
    let supervisor = house.officer(.provinceSupervisor, unit: "68")
    let provinces = try await house.centre.listBankNotices(filter(.waiting), by: supervisor)
    #expect(provinces.items.map(\.notice.reference) == ["X2"] && provinces.items.first?.unit == nil)
    try await settle("X2", supervisor)
    await #expect(throws: BankNoticeRefusal.unknown) { try await settle("X3", supervisor) }
  }

  @Test func aSignatureHoldsForFiveMinutesAndForItsBytesAlone() async throws {
    let house = try await TestHouse.open(.sqlite)
    let body = Array("{}".utf8)
    let now = house.clock.now.milliseconds / 1000
    let secret = try BankSigning.secret(BankSigning.bank)
    func isTaken(
      _ seconds: Int64, bank: String = BankSigning.bank, body sent: [UInt8]? = nil,
      _ change: (String) -> String = { $0 }
    ) -> Bool {
      let signature = change(secret.signature(timestamp: String(seconds), body: body))
      let claimed = BankSignature(bank: bank, timestamp: String(seconds), signature: signature)
      return (try? house.centre.signedBank(claimed, body: sent ?? body)) != nil
    }
    #expect(isTaken(now) && isTaken(now - 300) && isTaken(now + 300) && isTaken(now) { $0.uppercased() })
    #expect(!isTaken(now - 301) && !isTaken(now + 301))
    #expect(!isTaken(now, bank: "970415") && !isTaken(now, bank: "000000") && !isTaken(now, bank: ""))
    #expect(!isTaken(now, body: body + [0x20]) && !isTaken(now, body: []))
    #expect(!isTaken(now) { String($0.dropLast()) } && !isTaken(now) { _ in "" } && !isTaken(now) { $0 + "00" })
    #expect(!isTaken(now) { "+" + $0.dropFirst() } && !isTaken(now) { _ in String(repeating: "0", count: 64) })
    // RFC 4231's way of testing: a value worked out elsewhere (openssl dgst -sha256 -hmac).
    let known = try #require(BankSecret("0123456789abcdef0123456789abcdef"))
    #expect(known.signature(timestamp: "1772416800", body: body) == Self.signedElsewhere)
    #expect(BankSecret("a secret of thirty-one bytes...") == nil)
  }

  static let signedElsewhere = "d9948821511fbeebbd52797970805d01f3fd0f6e7d0ed7804b543474887398fa"

  @Test(arguments: Engine.allCases)
  func aNoticeWithAFaultIsToldWhichFieldAndKeptNowhere(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    func fields(_ reference: String, _ account: String, _ amount: Int, _ at: String) async -> [String?] {
      do {
        _ = try await house.tell("x", amount, reference: reference, account: account, at: at)
        return []
      } catch {
        return (error as? InvalidInput)?.problems.map(\.field) ?? ["?"]
      }
    }
    let at = "2026-03-02T09:00:00+07:00"
    #expect(await fields("", "1", 1, at) == ["reference"])
    #expect(await fields("a b", "1", 1, at) == ["reference"])
    #expect(await fields(String(repeating: "a", count: 101), "1", 1, at) == ["reference"])
    #expect(await fields("A", "", 1, at) == ["account"])
    #expect(await fields("A", "1", 0, at) == ["amount"])
    #expect(await fields("A", "1", -5, "yesterday") == ["amount", "at"])
    #expect(await fields("A", "1", Int.max, at) == ["amount"])
    #expect(try await house.centre.listBankNotices(filter(.all), by: house.officer(.provinceSupervisor)).total == 0)
    // Whatever a bank puts into the words is kept, but for what can't be printed.
    let odd = try await house.tell("a\u{0}b\u{202E}c\n" + String(repeating: "d", count: 900), 1, reference: "O")
    #expect(odd.notice.memo.hasPrefix("a b c d") && odd.notice.memo.count == 500)
  }

  @Test(arguments: Engine.allCases)
  func theCodeOfBeforeTheMergerFindsTheDossier(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    var form = TestHouse.courseForm()
    form.externalCode = "000.23.18.H36-250310-0041"
    let officer = house.officer(.receivingOfficer)
    let code = try await house.centre.receiveDossier(
      form, by: officer, key: IdempotencyKey("an-old-dossier", request: form)
    ).code
    let old = "000.23.18.h36-250310-0041"
    let secret = house.centre.key.lookUpSecret(of: code)
    #expect(try await house.centre.lookUp(code: old, secret: secret, place: "here").code == code)
    #expect(
      try await house.centre.lookUp(code: " 000.23.18.H36 - 250310-0041", secret: secret, place: "here").code == code)
    await #expect(throws: LookUpRefusal.wrong) {
      try await house.centre.lookUp(code: old, secret: ReadableSecret.random(), place: "here")
    }
    #expect(try await house.centre.readDossier(typed: old, by: officer).dossier.reception.code == code)
    await #expect(throws: DossierRefusal.unknown) {
      try await house.centre.readDossier(typed: old, by: house.officer(.receivingOfficer, unit: "24781"))
    }
    var words = DossierFilter(unit: "24958")
    words.words = old
    #expect(try await house.centre.listDossiers(words, by: officer).items.map(\.code) == [code])
  }

  @Test(arguments: Engine.allCases)
  func aCodeThatAnotherSystemGivesLaterFindsTheDossierToo(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    let given = "G22.99.01-260302-7788"
    for number in 1...2 {
      try await house.centre.database.write { tx in
        var dossier = try #require(try tx.dossier(code))
        let told = ExternalStatus(system: "Hệ thống Bộ", code: given, status: "Đang xử lý \(number)", dueAt: nil)
        let event = DossierEvent(
          sequence: dossier.version + 1, at: house.clock.now, actor: house.officer(.specialist).reference,
          change: .externalStatus(told))
        dossier.apply(event)
        try tx.update(dossier, with: event)
      }
    }
    let officer = house.officer(.specialist)
    #expect(try await house.centre.readDossier(typed: given.lowercased(), by: officer).dossier.reception.code == code)
    for unit in ["24958", nil] as [UnitCode?] {
      var filter = DossierFilter(unit: unit)
      filter.words = given
      let who = unit == nil ? house.officer(.provinceSupervisor, unit: "68") : officer
      let found = try await house.centre.listDossiers(filter, by: who)
      #expect(found.items.map(\.code) == [code] && found.total == .exactly(1))
    }
  }
}
