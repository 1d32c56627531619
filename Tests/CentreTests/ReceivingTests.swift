import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct ReceivingTests {
  @Test(arguments: Engine.allCases)
  func aDossierGetsCodeDueDateAndFee(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let received = try await house.receive()
    #expect(received.code.rawValue == "H36.24958-260302-0001")
    #expect(received.dueAt.iso8601 == "2026-03-02T17:00:00+07:00")
    #expect(received.fee == 2 * (2000 * 2 + 1000))
    house.clock.set(Instant.at(TestHouse.monday.date, TimeOfDay(hour: 15, minute: 0)))
    #expect(try await house.receive().dueAt.iso8601 == "2026-03-03T17:00:00+07:00")
  }

  @Test(arguments: Engine.allCases)
  func theSameKeyGetsTheSameAnswerAndChangesNothing(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let first = try await house.receive(key: "the-same-key")
    let second = try await house.receive(key: "the-same-key")
    #expect(first == second)
    let listed = try await house.centre.listDossiers(
      DossierFilter(unit: "24958"), by: house.officer(.receivingOfficer))
    #expect(listed.total == .exactly(1))
    await #expect(throws: IdempotencyRefusal.otherRequest) {
      try await house.receive(originals: 2, key: "the-same-key")
    }
  }

  @Test(arguments: Engine.allCases)
  func aDoubleClickFilesOnce(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let codes = try await withThrowingTaskGroup(of: DossierCode.self) { group in
      for _ in 0..<12 { group.addTask { try await house.receive(key: "clicked-twice").code } }
      return try await group.reduce(into: Set<DossierCode>()) { $0.insert($1) }
    }
    #expect(codes.count == 1)
  }

  @Test(arguments: Engine.allCases)
  func codesRunWithoutGapOrDoubleUnderConcurrency(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let codes = try await withThrowingTaskGroup(of: String.self) { group in
      for index in 0..<80 {
        group.addTask { try await house.receive(unit: index.isMultiple(of: 4) ? "24781" : "24958").code.rawValue }
      }
      return try await group.reduce(into: [String]()) { $0.append($1) }
    }
    let own = codes.filter { $0.hasPrefix("H36.24958-") }.map { Int($0.suffix(4)) ?? 0 }.sorted()
    #expect(own == Array(1...60))
    #expect(Set(codes).count == 80)
  }

  @Test(arguments: Engine.allCases)
  func aRefusedFilingLeavesNoGap(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    var form = TestHouse.form()
    form.originals?[0].files = ["no-such-file"]
    let faulty = form
    await #expect(throws: InvalidInput.self) {
      try await house.centre.receiveDossier(
        faulty, by: house.officer(.receivingOfficer), key: IdempotencyKey("a-faulty-filing", request: faulty))
    }
    #expect(try await house.receive().code.rawValue.hasSuffix("-0001"))
  }

  @Test func anOfficerReceivesForTheOwnUnitOnly() async throws {
    let house = try await TestHouse.open(.sqlite)
    let form = TestHouse.form(unit: "24781")
    await #expect(throws: ReceptionRefusal.otherUnit) {
      try await house.centre.receiveDossier(
        form, by: house.officer(.receivingOfficer), key: IdempotencyKey("of-another-unit", request: form))
    }
    let own = TestHouse.form()
    await #expect(throws: ReceptionRefusal.notReceivingOfficer) {
      try await house.centre.receiveDossier(
        own, by: house.officer(.specialist), key: IdempotencyKey("of-a-specialist", request: own))
    }
  }

  @Test(arguments: [
    ("applicant.personal_number", "06809000010", "error.personal-number.length"),
    ("applicant.personal_number", "068190000101", "error.personal-number.sex"),
    ("applicant.personal_number", "068091000101", "error.personal-number.birth-year"),
    ("applicant.personal_number", "06809000010x", "error.personal-number.digits"),
    ("applicant.personal_number", "999090000101", "error.personal-number.province"),
    ("applicant.name", "", "error.name.missing"),
    ("applicant.name", "Nguyễn 🙂", "error.name.character"),
    ("applicant.name", "Nguyễn\u{202E}Văn", "error.name.character"),
    ("applicant.name", String(repeating: "Nguyễn ", count: 1500), "error.name.too-long"),
    ("applicant.born", "30/02/1990", "error.date.impossible"),
    ("applicant.born", "2090-02-05", "error.date.future"),
    ("applicant.phone", "12345", "error.phone.form"),
    ("procedure", "9.999999", "error.procedure.unknown"),
    ("unit", "00000", "error.unit.unknown"),
    ("unit", "68", "error.unit.unknown"),
    ("originals.0.pages", "0", "error.number.range"),
    ("originals.0.pages", "một", "error.number.range"),
    ("originals.0.copies", "201", "error.number.range"),
    ("originals.0.name", "a\u{0}b", "error.text.character"),
  ])
  func badInputNamesItsField(_ field: String, _ value: String, _ sentence: String) async throws {
    let house = try await TestHouse.open(.sqlite)
    var form = TestHouse.form()
    switch field {
    case "applicant.personal_number": form.applicant?.personalNumber = value
    case "applicant.name": form.applicant?.name = value
    case "applicant.born": form.applicant?.born = value
    case "applicant.phone": form.applicant?.phone = value
    case "procedure": form.procedure = value
    case "unit": form.unit = value
    case "originals.0.pages": form.originals?[0].pages = value
    case "originals.0.copies": form.originals?[0].copies = value
    default: form.originals?[0].name = value
    }
    let typed = form
    do {
      _ = try await house.centre.receiveDossier(
        typed, by: house.officer(.receivingOfficer), key: IdempotencyKey("bad-input", request: typed))
      Issue.record("it was taken")
    } catch let invalid as InvalidInput {
      #expect(invalid.problems.map(\.field) == [field])
      #expect(invalid.problems.map(\.textKey) == [sentence])
      for language in Language.allCases {
        #expect(house.centre.catalogue.texts.text(sentence, language) != sentence)
      }
    }
    let listed = try await house.centre.listDossiers(DossierFilter(unit: "24958"), by: house.officer(.receivingOfficer))
    #expect(listed.total == .exactly(0))
  }

  @Test func textsAreKeptComposed() async throws {
    let house = try await TestHouse.open(.sqlite)
    var form = TestHouse.form()
    form.applicant?.name = "Nguyễn Văn Mẫu".decomposedStringWithCanonicalMapping
    let typed = form
    let received = try await house.centre.receiveDossier(
      typed, by: house.officer(.receivingOfficer), key: IdempotencyKey("decomposed", request: typed))
    let file = try await house.centre.readDossier(received.code, by: house.officer(.specialist))
    #expect(
      Array(file.dossier.reception.filer.name.utf8)
        == Array("Nguyễn Văn Mẫu".precomposedStringWithCanonicalMapping.utf8))
  }
}
