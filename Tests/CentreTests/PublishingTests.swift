import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// Publishing and withdrawing procedures while the service runs.
@Suite struct PublishingTests {
  private static let code: ProcedureCode = "9.000001"

  private func house(_ engine: Engine) async throws -> TestHouse {
    try await TestHouse.open(
      engine, catalogue: TestCatalogue.load(adding: ["procedures/9.000001.yaml": TestCatalogue.procedure]))
  }

  private static func version(_ number: Int, from day: String, minutes: Int = 480) -> String {
    TestCatalogue.procedure.replacing("version: 1\nfrom: \"2025-07-01\"", with: "version: \(number)\nfrom: \"\(day)\"")
      .replacing("minutes: 480", with: "minutes: \(minutes)")
  }

  private func editor(_ house: TestHouse) -> Domain.Actor { house.officer(.catalogueEditor, unit: "68") }

  private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

  @Test(arguments: Engine.allCases) func aVersionIsPublishedAhead(_ engine: Engine) async throws {
    let house = try await house(engine)
    let proof = try await house.centre.publishProcedure(Self.version(2, from: "2026-04-01"), by: editor(house))
    guard case .sound(let sound) = proof else { Issue.record("\(proof)"); return }
    #expect(sound.procedure.version == 2 && sound.earlier?.version == 1)
    let catalogue = house.centre.catalogue
    #expect(catalogue.procedure(Self.code, on: try day("2026-03-31"))?.version == 1)
    #expect(catalogue.procedure(Self.code, on: try day("2026-04-01"))?.version == 2)
    #expect(catalogue.source(of: sound.procedure)?.yaml == Self.version(2, from: "2026-04-01"))
    let events = try await house.centre.listPublications(Self.code, by: editor(house))
    #expect(events.map(\.version) == [2] && events.first?.by.name == "Cán bộ Mẫu")
    #expect(events.first?.at == house.clock.now)
    // The very same once more is no version of its own.
    guard
      case .faults(let again) = try await house.centre.publishProcedure(
        Self.version(2, from: "2026-04-01"), by: editor(house))
    else { Issue.record("it was published twice"); return }
    #expect(!again.isEmpty)
  }

  @Test(arguments: Engine.allCases) func anotherProcessTakesItOver(_ engine: Engine) async throws {
    let house = try await house(engine)
    let other = Centre(
      database: house.centre.database, files: house.centre.files, catalogue: house.centre.catalogue,
      key: house.centre.key, settings: house.centre.settings, logger: house.centre.logger, now: house.centre.now)
    _ = try await house.centre.publishProcedure(Self.version(2, from: "2026-04-01"), by: editor(house))
    #expect(other.catalogue.procedure(Self.code, version: 2) == nil)
    await other.lookForPublications()
    #expect(other.catalogue.procedure(Self.code, version: 2) != nil)
    // What the other publishes then comes after it.
    _ = try await other.publishProcedure(Self.version(3, from: "2026-05-01"), by: editor(house))
    try await house.centre.refreshCatalogue()
    #expect(house.centre.catalogue.versions(of: Self.code).map(\.version) == [1, 2, 3])
  }

  @Test func twoAtOnceAreBothPublished() async throws {
    let house = try await house(.sqlite)
    let editor = editor(house)
    let other = TestCatalogue.procedure.replacing("9.000001", with: "9.000002")
    async let one = house.centre.publishProcedure(Self.version(2, from: "2026-04-01"), by: editor)
    async let two = house.centre.publishProcedure(other, by: editor)
    _ = try await (one, two)
    #expect(house.centre.catalogue.procedure(Self.code, version: 2) != nil)
    #expect(house.centre.catalogue.procedure("9.000002", version: 1) != nil)
  }

  @Test(arguments: Engine.allCases) func aFaultyFileTouchesNothing(_ engine: Engine) async throws {
    let house = try await house(engine)
    let before = house.centre.catalogue.procedures
    let broken = [
      (
        Self.version(2, from: "2026-04-01").replacing("next: signing", with: "next: nowhere"),
        "there is no step nowhere"
      ),
      (Self.version(2, from: "2025-01-01"), "begins later"), (Self.version(1, from: "2026-04-01"), "stands twice"),
      (Self.version(2, from: "2026-03-01"), "before today"), ("code: [", "not YAML"),
      (TestCatalogue.procedure, "in force already"), ("a: &x [1]\nb: *x", "aliases"),
    ]
    for (yaml, reason) in broken {
      guard case .faults(let faults) = try await house.centre.publishProcedure(yaml, by: editor(house)) else {
        Issue.record("\(reason) was published")
        continue
      }
      #expect(faults.contains { $0.reason.contains(reason) && $0.line > 0 }, "\(reason): \(faults)")
    }
    #expect(house.centre.catalogue.procedures == before)
    #expect(try await house.centre.listPublications(Self.code, by: editor(house)).isEmpty)
  }

  @Test func anEmptyOrHugeFileIsRefused() async throws {
    let house = try await house(.sqlite)
    await #expect(throws: CatalogueRefusal.empty) { try await house.centre.proveProcedure(" \n", by: editor(house)) }
    await #expect(throws: CatalogueRefusal.tooLarge(kilobytes: 256)) {
      try await house.centre.proveProcedure(String(repeating: "a", count: 300_000), by: editor(house))
    }
  }

  @Test func onlyTheProvincesEditorPublishes() async throws {
    let house = try await house(.sqlite)
    let others = [
      house.officer(.leader), house.officer(.provinceSupervisor, unit: "68"), house.officer(.catalogueEditor),
      house.officer(.specialist),
      Domain.Actor(kind: .client, id: "token", name: "", unit: "68", roles: [.catalogueEditor]),
    ]
    for actor in others {
      await #expect(throws: CatalogueRefusal.notEditor) {
        try await house.centre.publishProcedure(Self.version(2, from: "2026-04-01"), by: actor)
      }
      await #expect(throws: CatalogueRefusal.notEditor) {
        try await house.centre.withdrawProcedure(Self.code, version: 1, until: house.clock.now.date, by: actor)
      }
    }
    _ = try house.centre.readCatalogue(by: house.officer(.leader))
    _ = try house.centre.readCatalogue(by: house.officer(.unitAdministrator))
    #expect(throws: CatalogueRefusal.notYours) { try house.centre.readCatalogue(by: house.officer(.specialist)) }
  }

  /// A dossier stays on the version in force when it was received, though that one is withdrawn and another published.
  @Test(arguments: Engine.allCases) func dossiersFinishOnTheirVersion(_ engine: Engine) async throws {
    let house = try await house(engine)
    let received = try await house.receive()
    let yaml = try #require(house.centre.catalogue.newestProcedure("2.000815").flatMap(house.centre.catalogue.source))
    let later = yaml.yaml.replacing("version: 1\nfrom: \"2025-07-01\"", with: "version: 2\nfrom: \"2026-03-02\"")
      .replacing("vi: \"Kiểm tra, đối chiếu\"", with: "vi: \"Đối chiếu\"")
    guard case .sound = try await house.centre.publishProcedure(later, by: editor(house)) else {
      Issue.record("it was not published"); return
    }
    let file = try await house.centre.readDossier(received.code, by: house.officer(.specialist))
    #expect(file.procedure.version == 1 && file.procedure.step("appraisal")?.name.vi == "Kiểm tra, đối chiếu")
    try await house.act(.check, received.code)
    try await house.act(.approve, received.code)
    let next = try await house.receive()
    #expect(
      try await house.centre.readDossier(next.code, by: house.officer(.specialist)).procedure.version == 2)
    try await house.centre.withdrawProcedure("2.000815", version: 2, until: house.clock.now.date, by: editor(house))
    house.clock.set(house.clock.now.adding(minutes: 24 * 60))
    #expect(house.centre.catalogue.procedure("2.000815", on: house.clock.now.date)?.version == nil)
    await #expect(throws: (any Error).self) { try await house.receive() }
    try await house.act(.check, next.code)
    #expect(
      try await house.centre.readDossier(next.code, by: house.officer(.specialist)).procedure.version == 2)
  }

  @Test(arguments: Engine.allCases) func aVersionAheadIsTakenBack(_ engine: Engine) async throws {
    let house = try await house(engine)
    _ = try await house.centre.publishProcedure(Self.version(2, from: "2026-04-01"), by: editor(house))
    try await house.centre.withdrawProcedure(Self.code, version: 2, until: try day("2026-03-31"), by: editor(house))
    #expect(house.centre.catalogue.procedure(Self.code, on: try day("2026-06-01"))?.version == 1)
    #expect(house.centre.catalogue.newestProcedure(Self.code)?.version == 1)
    // In its place another one begins on the same day.
    guard case .sound = try await house.centre.publishProcedure(Self.version(3, from: "2026-04-01"), by: editor(house))
    else { Issue.record("it was not published"); return }
    #expect(house.centre.catalogue.procedure(Self.code, on: try day("2026-04-01"))?.version == 3)
    await #expect(throws: CatalogueRefusal.lastDayPast) {
      try await house.centre.withdrawProcedure(Self.code, version: 1, until: try day("2026-03-01"), by: editor(house))
    }
    await #expect(throws: CatalogueRefusal.unknown) {
      try await house.centre.withdrawProcedure(Self.code, version: 9, until: try day("2026-05-01"), by: editor(house))
    }
    let refusal = await #expect(throws: CatalogueRefusal.self) {
      try await house.centre.withdrawProcedure(Self.code, version: 1, until: try day("2026-05-01"), by: editor(house))
    }
    #expect(refusal?.values["reason"]?.contains("in force until 2026-05-01") == true)
  }

  /// While a request is answered nothing changes under it.
  @Test func aRequestKeepsItsCatalogue() async throws {
    let house = try await house(.sqlite)
    let editor = editor(house)
    try await house.centre.catalogueHolder.keeping {
      _ = try await house.centre.publishProcedure(Self.version(2, from: "2026-04-01"), by: editor)
      #expect(house.centre.catalogue.procedure(Self.code, version: 2) == nil)
    }
    #expect(house.centre.catalogue.procedure(Self.code, version: 2) != nil)
  }

  @Test func versionsAreComparedByTheirKeys() throws {
    let catalogue = try TestCatalogue.load(adding: ["procedures/9.000001.yaml": TestCatalogue.procedure])
    let first = try #require(catalogue.newestProcedure(Self.code))
    let text = Self.version(2, from: "2026-04-01", minutes: 240)
      .replacing(#/ *most: 100\n/#, with: "")
      .replacing("keywords: [\"mau\"]", with: "keywords: [\"mau\", \"thu\"]")
    let second = try #require(
      try TestCatalogue.load(adding: ["procedures/9.000001.yaml": text]).newestProcedure(Self.code))
    let changes = try first.compared(with: second).filter { $0.change != .same }
    #expect(
      changes.map { $0.path.joined(separator: ".") } == [
        "version", "from", "keywords.2", "form.sections.1.fields.plot.most", "steps.verification.minutes",
      ])
    #expect(changes.last?.before == "480" && changes.last?.after == "240" && changes.last?.change == .changed)
    #expect(changes[2].change == .added && changes[3].change == .removed)
    #expect(try first.compared(with: first).allSatisfy { $0.change == .same })
  }

  // MARK: - Staffing

  private func staff(_ house: TestHouse, _ name: String, _ roles: Set<Role>, unit: UnitCode = "24958") async throws {
    try await house.centre.database.write { tx in
      try tx.save(
        StaffAccount(
          id: name, username: name, name: "Cán bộ \(name)", title: "", unit: unit, roles: roles, passwordHash: "-"))
    }
  }

  @Test(arguments: Engine.allCases) func everyRoleIsHeldOrCovered(_ engine: Engine) async throws {
    let house = try await house(engine)
    #expect(try await house.centre.staffingFaults().isEmpty)
    try await staff(house, "a", [.receivingOfficer, .specialist])
    try await staff(house, "b", [.leader])
    var faults = try await house.centre.staffingFaults()
    #expect(faults.map(\.role) == [.recordsClerk] && faults.first?.unit == "24958" && faults.first?.reason == .nobody)
    #expect(faults.first?.steps.contains { $0.procedure == "2.000815" && $0.step == "sealing" } == true)
    try await staff(house, "c", [.recordsClerk])
    #expect(try await house.centre.staffingFaults().isEmpty)
    // The clerk is away and the leader covers; then the leader is away as well.
    let today = house.clock.now.date
    func absent(_ staff: String, _ cover: String) async throws {
      try await house.centre.database.write { tx in
        try tx.insert(Absence(id: staff, staff: staff, cover: cover, from: today, until: today, reason: "nghỉ phép"))
      }
    }
    try await absent("c", "b")
    #expect(try await house.centre.staffingFaults().isEmpty)
    try await absent("b", "a")
    faults = try await house.centre.staffingFaults()
    #expect(faults.map(\.role) == [.recordsClerk] && faults.first?.reason == .away)
    house.clock.set(house.clock.now.adding(minutes: 24 * 60))
    #expect(try await house.centre.staffingFaults().isEmpty)
  }

  /// What another body decides is received by the commune and processed there.
  @Test func anAuthorityIsStaffedForItsOwnSteps() async throws {
    let catalogue = try TestCatalogue.load(adding: [
      "procedures/9.000001.yaml": TestCatalogue.procedure.replacing(
        "level: commune", with: "level: province\nauthority: \"68\"")
    ])
    let house = try await TestHouse.open(.sqlite, catalogue: catalogue)
    try await staff(house, "p", [.specialist], unit: "68")
    let faults = try await house.centre.staffingFaults()
    #expect(faults.map(\.role) == [.leader, .recordsClerk] && faults.allSatisfy { $0.unit == "68" })
  }
}
