import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct ProcessingTests {
  static let path: [DossierAction] = [.check, .approve, .sign, .number, .seal, .issue]

  @Test(arguments: Engine.allCases)
  func fromTheCounterToTheCitizensHand(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive(originals: 2).code
    for action in Self.path { try await house.act(action, code) }
    await #expect(throws: DossierRefusal.unpaid(amount: 20_000)) { try await house.act(.returnResult, code) }
    try await house.act(.pay, code)
    await #expect(throws: DossierRefusal.nothingToPay) { try await house.act(.pay, code) }
    let done = try await house.act(.returnResult, code)
    #expect(done.state == .returned)

    let file = try await house.centre.readDossier(code, by: house.officer(.leader))
    #expect(
      file.dossier.evidence.map(\.action) == [.receive, .check, .approve, .sign, .number, .seal, .issue, .returnResult])
    #expect(file.dossier.numbers.map(\.number) == [1, 2])
    #expect(file.events.map(\.sequence) == Array(1...9))
    for copy in file.dossier.results {
      let bytes = try await house.centre.files.read(copy.sha256)
      #expect(bytes.starts(with: Array("%PDF-".utf8)))
      let checked = try await house.centre.verifyResult(token: copy.token.lowercased())
      #expect(checked.number == copy.original)
    }
    let seen = try await house.centre.lookUp(
      code: code.rawValue, secret: house.centre.key.lookUpSecret(of: code), place: "here")
    #expect(seen.state == .returned && seen.results.count == 2 && seen.initials == "N. V. M.")
  }

  @Test(arguments: Engine.allCases)
  func theRegisterHasNoGapAndNoDoubleUnderConcurrency(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    var codes: [DossierCode] = []
    for _ in 0..<20 {
      let code = try await house.receive(originals: 2).code
      for action in [DossierAction.check, .approve, .sign] { try await house.act(action, code) }
      codes.append(code)
    }
    let waiting = codes
    await withTaskGroup(of: Void.self) { group in
      for code in waiting {
        // Two clerks at once for each: one of them is told that somebody was faster.
        for _ in 0..<2 { group.addTask { _ = try? await house.act(.number, code) } }
      }
    }
    let entries = try await house.centre.readRegister(book: "SCT/BS", year: 2026, by: house.officer(.recordsClerk))
    #expect(entries.map(\.number) == Array(1...40))
    #expect(Set(entries.map { "\($0.dossier)|\($0.original)" }).count == 40)
  }

  @Test func numbersBeginAnewEachYear() async throws {
    let house = try await TestHouse.open(.sqlite)
    for year in [2026, 2027] {
      let day = try #require(CivilDate(year: year, month: 3, day: 2))
      house.clock.set(Instant.at(day, TimeOfDay(hour: 9, minute: 0)))
      let code = try await house.receive().code
      for action in [DossierAction.check, .approve, .sign, .number] { try await house.act(action, code) }
      let entries = try await house.centre.readRegister(book: "SCT/BS", year: year, by: house.officer(.recordsClerk))
      #expect(entries.map(\.number) == [1])
    }
  }

  @Test(arguments: Engine.allCases)
  func aDossierOfAnotherCommuneDoesNotExist(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    let stranger = house.officer(.specialist, unit: "24781")
    await #expect(throws: DossierRefusal.unknown) { try await house.centre.readDossier(code, by: stranger) }
    await #expect(throws: DossierRefusal.unknown) { try await house.act(.check, code, by: stranger) }
    let listed = try await house.centre.listDossiers(DossierFilter(unit: "24958"), by: stranger)
    #expect(listed.total == .exactly(0))
    await #expect(throws: DossierRefusal.unknown) {
      try await house.centre.printReceipt(of: code, by: stranger, language: .vi)
    }
  }

  @Test func onlyTheRoleWhoseTurnItIsActs() async throws {
    let house = try await TestHouse.open(.sqlite)
    let code = try await house.receive().code
    await #expect(throws: DossierRefusal.notYourRole(.specialist)) {
      try await house.act(.check, code, by: house.officer(.leader))
    }
    await #expect(throws: DossierRefusal.notItsTurn(action: .approve, waiting: .check)) {
      try await house.act(.approve, code)
    }
    await #expect(throws: DossierRefusal.notItsTurn(action: .number, waiting: .check)) {
      try await house.act(.number, code)
    }
  }

  @Test(arguments: Engine.allCases)
  func twoOfficersAtOnceTheSecondIsTold(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    try await house.act(.check, code, DossierAct(version: 1))
    await #expect(throws: DossierRefusal.changedMeanwhile) {
      try await house.act(.approve, code, DossierAct(version: 1))
    }
  }

  @Test(arguments: Engine.allCases)
  func aDecisionRepeatedChangesNothing(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    let first = try await house.act(.check, code, key: "one-decision")
    let second = try await house.act(.check, code, key: "one-decision")
    #expect(first == second)
    for action in [DossierAction.approve, .sign, .number, .seal] { try await house.act(action, code) }
    let issued = try await house.act(.issue, code, key: "one-issuing")
    #expect(try await house.act(.issue, code, key: "one-issuing") == issued)
  }

  @Test func whatGoesBackMustBeDoneAgain() async throws {
    let house = try await TestHouse.open(.sqlite)
    let code = try await house.receive().code
    try await house.act(.check, code)
    try await house.act(.approve, code)
    var back = DossierAct(note: "Thiếu trang 2")
    back.to = "appraisal"
    let reason = back
    try await house.act(.sendBack, code, by: house.officer(.leader), reason)
    let file = try await house.centre.readDossier(code, by: house.officer(.specialist))
    #expect(file.dossier.evidence.map(\.action) == [.receive])
    #expect(file.dossier.openReason == "Thiếu trang 2")
    #expect(file.dossier.turn?.action == .check)
    await #expect(throws: InvalidInput.self) {
      try await house.act(.refuse, code, by: house.officer(.specialist), DossierAct())
    }
  }

  @Test func aNumberIsNeverGivenBack() async throws {
    let house = try await TestHouse.open(.sqlite)
    let code = try await house.receive().code
    for action in [DossierAction.check, .approve, .sign, .number] { try await house.act(action, code) }
    var back = DossierAct(note: "Nhầm")
    back.to = "signing"
    let act = back
    await #expect(throws: DossierRefusal.alreadyNumbered) {
      try await house.act(.sendBack, code, by: house.officer(.recordsClerk), act)
    }
    await #expect(throws: DossierRefusal.alreadySigned) {
      try await house.act(.refuse, code, by: house.officer(.recordsClerk), DossierAct(note: "Nhầm"))
    }
  }

  @Test func moreTimeOnlyAsTheLawAllows() async throws {
    let house = try await TestHouse.open(.sqlite)
    let code = try await house.receive().code
    var act = DossierAct(note: "Nhiều trang")
    act.workingDays = 2
    let two = act
    try await house.act(.extend, code, by: house.officer(.specialist), two)
    let file = try await house.centre.readDossier(code, by: house.officer(.specialist))
    #expect(file.dossier.dueAt.iso8601 == "2026-03-04T17:00:00+07:00")
    await #expect(throws: DossierRefusal.extensionNeedsAgreement(limit: 2)) {
      try await house.act(.extend, code, by: house.officer(.specialist), two)
    }
    act.agreedInWriting = true
    let agreed = act
    try await house.act(.extend, code, by: house.officer(.specialist), agreed)
    house.clock.set(Instant(iso8601: "2026-03-20T09:00:00+07:00") ?? house.clock.now)
    await #expect(throws: DossierRefusal.extendedTooLate) {
      try await house.act(.extend, code, by: house.officer(.specialist), agreed)
    }
    #expect(try await house.centre.countWork(by: house.officer(.leader)).all.late == 1)
  }

  @Test func guessingASecretIsSlowed() async throws {
    let house = try await TestHouse.open(.sqlite)
    let code = try await house.receive().code
    for _ in 0..<10 {
      await #expect(throws: LookUpRefusal.wrong) {
        try await house.centre.lookUp(code: code.rawValue, secret: ReadableSecret.random(), place: "guesser")
      }
    }
    await #expect(throws: LookUpRefusal.self) {
      try await house.centre.lookUp(code: code.rawValue, secret: ReadableSecret.random(), place: "guesser")
    }
    // Whoever holds the secret is not kept out by somebody else's guessing.
    _ = try await house.centre.lookUp(
      code: code.rawValue, secret: house.centre.key.lookUpSecret(of: code), place: "citizen")
  }
}
