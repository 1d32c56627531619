import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct ReadingTests {
  private func readings(of code: DossierCode, _ house: TestHouse) async throws -> [Reading] {
    try await house.centre.lookUp(
      code: code.rawValue, secret: house.centre.key.lookUpSecret(of: code), place: "here"
    ).readings
  }

  /// A dossier with a scan of its paper.
  private func receiveWithScan(_ house: TestHouse) async throws -> DossierCode {
    let officer = house.officer(.receivingOfficer)
    let incoming = try house.centre.beginFile()
    try incoming.append(
      [UInt8](
        try Data(contentsOf: URL(fileURLWithPath: TestStore.root + "/Sources/cuango/Sample/Scans/bang-tot-nghiep.png")))
    )
    var form = TestHouse.form()
    let upload = try await house.centre.receiveFile(incoming, name: "bang.png", by: officer)
    form.originals?[0].files = [upload.id]
    let key = try IdempotencyKey(UUID().uuidString, request: form)
    return try await house.centre.receiveDossier(form, by: officer, key: key).code
  }

  @Test(arguments: Engine.allCases)
  func thePersonIsToldWhoReadTheDossier(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await receiveWithScan(house)
    #expect(try await readings(of: code, house).isEmpty)
    let specialist = house.officer(.specialist)
    _ = try await house.centre.readDossier(code, by: specialist)
    house.clock.set(TestHouse.monday.adding(minutes: 14))
    _ = try await house.centre.readDossier(code, by: specialist)
    #expect(try await readings(of: code, house).count == 1)
    // Another thing is another reading; the same after a while, too.
    _ = try await house.centre.printReceipt(of: code, by: specialist, language: .vi)
    _ = try await house.centre.readScan(of: code, place: 0, by: specialist)
    house.clock.set(TestHouse.monday.adding(minutes: 40))
    _ = try await house.centre.readDossier(code, by: specialist)
    let told = try await readings(of: code, house)
    #expect(told.map(\.matter).count == 4 && told.first?.matter == .dossier && told.last?.matter == .dossier)
    #expect(Set(told.map { "\($0.matter.rawValue) \($0.detail)" }) == ["dossier ", "form receipt", "paper 1"])
    #expect(told.allSatisfy { $0.by == specialist.reference && $0.dossier == code && $0.purpose == .processing })
  }

  @Test(arguments: Engine.allCases)
  func thePurposeFollowsFromWhoReads(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    let expected: [(Actor, ReadingPurpose)] = [
      (house.officer(.receivingOfficer), .counter), (house.officer(.specialist), .processing),
      (house.officer(.leader), .unitWork), (house.officer(.recordsClerk), .unitWork),
      (house.officer(.unitAdministrator), .unitWork),
      (house.officer(.auditor), .inspection), (house.officer(.auditor, unit: "68"), .inspection),
      (house.officer(.provinceSupervisor, unit: "68"), .supervision),
      (Actor(kind: .client, id: "token:1", name: "Cổng", unit: "68", roles: [.apiClient]), .exchange),
    ]
    for (minute, (actor, purpose)) in expected.enumerated() {
      house.clock.set(TestHouse.monday.adding(minutes: minute))
      _ = try await house.centre.readDossier(code, by: actor)
      #expect(try await readings(of: code, house).first?.purpose == purpose, "\(actor.roles)")
    }
    // Who may not see it reads nothing, and nothing is noted.
    await #expect(throws: DossierRefusal.unknown) {
      _ = try await house.centre.readDossier(code, by: house.officer(.specialist, unit: "24781"))
    }
    #expect(try await readings(of: code, house).count == expected.count)
  }

  @Test(arguments: Engine.allCases)
  func manyWhoReadAtOnceAreAllNoted(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...12 {
        // Two windows of each.
        for _ in 0..<2 {
          group.addTask {
            let actor = Actor(
              kind: .staff, id: "staff:\(number)", name: "Cán bộ Mẫu \(number)", unit: "24958", roles: [.specialist])
            _ = try await house.centre.readDossier(code, by: actor)
          }
        }
      }
      try await group.waitForAll()
    }
    let told = try await readings(of: code, house)
    #expect(Set(told.map(\.by.id)).count == 12)
    let report = try await JournalAudit(key: nil).run(house.centre.database)
    #expect(report.faults.isEmpty, "\(report.faults)")
  }

  @Test(arguments: Engine.allCases)
  func leadersAndAuditorsSeeThoseOfTheirUnits(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let here = try await house.receive().code
    let there = try await house.receive(unit: "24781").code
    _ = try await house.centre.readDossier(here, by: house.officer(.specialist))
    _ = try await house.centre.readDossier(there, by: house.officer(.specialist, unit: "24781"))
    func seen(_ actor: Actor, _ change: (inout ReadingFilter) -> Void = { _ in }) async throws -> [DossierCode] {
      var filter = ReadingFilter(unit: nil)
      change(&filter)
      let found = try await house.centre.listReadings(filter, by: actor)
      #expect(found.total == found.items.count)
      return found.items.map(\.dossier).sorted { $0.rawValue < $1.rawValue }
    }
    #expect(try await seen(house.officer(.leader)) == [here])
    #expect(try await seen(house.officer(.leader, unit: "24781")) == [there])
    let auditor = house.officer(.auditor, unit: "68")
    #expect(try await Set(seen(auditor)) == [here, there])
    #expect(try await seen(auditor) { $0.dossier = there } == [there])
    #expect(try await seen(auditor) { $0.words = here.rawValue } == [here])
    #expect(try await seen(auditor) { $0.purpose = .inspection } == [])
    #expect(try await seen(auditor) { $0.before = TestHouse.monday } == [])
    #expect(try await seen(auditor) { $0.from = TestHouse.monday }.count == 2)
    for role in [Role.specialist, .receivingOfficer, .recordsClerk] {
      await #expect(throws: ReadingRefusal.notYours) { _ = try await seen(house.officer(role)) }
    }
  }

  @Test(arguments: Engine.allCases)
  func aReadingThatIsHiddenIsFound(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    for role in [Role.specialist, .leader] { _ = try await house.centre.readDossier(code, by: house.officer(role)) }
    try await house.centre.database.write { tx in
      _ = try tx.execute("UPDATE reading SET purpose = 'exchange' WHERE sequence = 1")
      _ = try tx.execute("DELETE FROM reading WHERE sequence = 2")
    }
    let faults = try await JournalAudit(key: nil).run(house.centre.database).faults
    #expect(faults.map(\.kind) == [.changed, .missing] && faults.allSatisfy { $0.record == .reading })
    #expect(faults.map(\.sequence) == [1, 2] && faults.allSatisfy { $0.subject == code.rawValue })
  }
}
