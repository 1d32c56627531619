import Centre
import Domain
import Storage
import TestSupport
import Testing

/// How a dossier ends: refused, withdrawn, stopped, or its results handed over, all at once or in parts.
@Suite struct DossierEndingTests {
  @Test(arguments: Engine.allCases)
  func aStopSaysWhatBecomesOfTheMoney(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    var act = DossierAct(note: "Không bổ sung trong hạn")
    act.money = "Hoàn lại 50.000 đ"
    let stop = act
    await #expect(throws: DossierRefusal.notYourRole(.specialist)) {
      try await house.act(.stop, code, by: house.officer(.receivingOfficer), stop)
    }
    await #expect(throws: InvalidInput.self) { try await house.act(.stop, code, by: house.officer(.specialist)) }
    #expect(try await house.act(.stop, code, by: house.officer(.specialist), stop).state == .stopped)
    let file = try await house.centre.readDossier(code, by: house.officer(.specialist))
    #expect(file.events.last?.change.remark == "Không bổ sung trong hạn Hoàn lại 50.000 đ")
    #expect(file.actions.isEmpty && file.dossier.closedAt == house.clock.now)
    await #expect(throws: DossierRefusal.closed) {
      try await house.act(.refuse, code, by: house.officer(.specialist), stop)
    }
  }

  @Test(arguments: Engine.allCases)
  func whatIsSignedIsNeitherRefusedNorWithdrawn(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    try await house.visit(code)
    try house.clock("2026-03-06T09:00")
    var none = DossierAct()
    none.outcome = "none"
    try await house.act(.post, code, none)
    try await house.act(.sign, code)
    let why = DossierAct(note: "Xin rút")
    await #expect(throws: DossierRefusal.alreadySigned) { try await house.act(.withdraw, code, why) }
    await #expect(throws: DossierRefusal.alreadySigned) {
      try await house.act(.refuse, code, by: house.officer(.receivingOfficer), why)
    }
    await #expect(throws: DossierRefusal.unpaid(amount: 50_000)) { try await house.act(.returnResult, code) }
    try await house.act(.pay, code)
    #expect(try await house.act(.returnResult, code).state == .returned)
  }

  @Test(arguments: Engine.allCases)
  func resultsAreHandedOverInParts(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive(originals: 3).code
    for action in ProcessingTests.path { try await house.act(action, code) }
    let tokens = try await house.dossier(code).results.map(\.token)
    var act = DossierAct()
    act.tokens = [tokens[0]]
    act.collectedBy = "Lê Văn Mẫu"
    let first = act
    await #expect(throws: DossierRefusal.unpaid(amount: 30_000)) { try await house.act(.returnPart, code, first) }
    try await house.act(.pay, code)
    await #expect(throws: DossierRefusal.notYourRole(.receivingOfficer)) {
      try await house.act(.returnPart, code, by: house.officer(.leader), first)
    }
    for wrong in [[], ["nobody's"], tokens] {
      act.tokens = wrong
      let refused = act
      await #expect(throws: DossierRefusal.cannotReturnPart) { try await house.act(.returnPart, code, refused) }
    }
    #expect(try await house.act(.returnPart, code, first).state == .resultReady)
    // What is in somebody's hand is not handed over again; the last of them ends the dossier.
    await #expect(throws: DossierRefusal.cannotReturnPart) { try await house.act(.returnPart, code, first) }
    var file = try await house.centre.readDossier(code, by: house.officer(.receivingOfficer))
    #expect(file.waitingResults.map(\.token) == Array(tokens.dropFirst()))
    act.tokens = [tokens[1]]
    try await house.act(.returnPart, code, act)
    file = try await house.centre.readDossier(code, by: house.officer(.receivingOfficer))
    #expect(file.actions == [.returnResult])
    #expect(try await house.act(.returnResult, code).state == .returned)
  }
}
