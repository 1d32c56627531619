import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// Dossiers whose status another system owns: its code and its due date are kept as they were told.
@Suite struct ExternalStatusTests {
  private static func told(_ status: String, code: String? = nil, until: String? = nil) -> DossierAct {
    var act = DossierAct()
    act.status = status
    act.externalCode = code
    act.until = until
    return act
  }

  private func receive(_ house: TestHouse) async throws -> DossierCode {
    var form = TestHouse.courseForm()
    form.procedure = "9.000102"
    let filed = form
    return try await house.centre.receiveDossier(
      filed, by: house.officer(.receivingOfficer), key: IdempotencyKey(UUID().uuidString, request: filed)
    ).code
  }

  @Test(arguments: Engine.allCases)
  func whereTheStatusIsOursNobodyElseTellsIt(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    await #expect(throws: DossierRefusal.statusIsOurs) {
      try await house.act(
        .externalStatus, code, by: house.officer(.specialist), Self.told("Đang xử lý", code: "G01.1"))
    }
    let file = try await house.centre.readDossier(code, by: house.officer(.specialist))
    #expect(!file.actions.contains(.externalStatus) && file.dossier.external == nil)
  }

  @Test(arguments: Engine.allCases)
  func itsCodeAndItsDateAreKeptAsTheyWereTold(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await receive(house)
    let worker = house.officer(.specialist)
    #expect(try await house.dossier(code).dueAt.iso8601 == "2026-03-16T17:00:00+07:00")
    await #expect(throws: DossierRefusal.externalCodeMissing) {
      try await house.act(.externalStatus, code, by: worker, Self.told("Mới nhận"))
    }
    await #expect(throws: InvalidInput.self) {
      try await house.act(.externalStatus, code, by: worker, Self.told("", code: "G01.1"))
    }
    await #expect(throws: DossierRefusal.notYourRole(.specialist)) {
      try await house.act(
        .externalStatus, code, by: house.officer(.leader), Self.told("Mới nhận", code: "G01.1"))
    }
    await #expect(throws: DossierRefusal.unknown) {
      try await house.act(
        .externalStatus, code, by: house.officer(.specialist, unit: "24781"), Self.told("Mới nhận", code: "G01.1"))
    }
    try await house.act(
      .externalStatus, code, by: worker,
      Self.told("Mới nhận", code: "G01.899.2026/77", until: "2026-03-12T11:00:00+07:00"))
    let dossier = try await house.dossier(code)
    #expect(dossier.dueAt.iso8601 == "2026-03-12T11:00:00+07:00" && dossier.state == .processing)
    // A later word without code and date changes neither.
    try await house.act(.externalStatus, code, by: worker, Self.told("Chờ thẩm định"))
    let later = try await house.dossier(code)
    #expect(later.external?.code == "G01.899.2026/77" && later.external?.status == "Chờ thẩm định")
    #expect(later.external?.system == "Hệ thống kiểm thử" && later.dueAt == dossier.dueAt)

    // Lists show it, and it is found there by it, as it is by the person's name.
    for words in ["G01.899.2026/77", "mau G01.899", "nguyen van mau"] {
      for unit in ["24958", nil] as [UnitCode?] {
        var filter = DossierFilter(unit: unit)
        filter.words = words
        let asked = filter
        let found = try await house.centre.database.read { try $0.dossiers(asked, now: house.clock.now) }
        #expect(found.map(\.externalCode) == ["G01.899.2026/77"], "\(words)")
        #expect(found.map(\.dueAt) == [dossier.dueAt])
      }
    }
    let secret = house.centre.key.lookUpSecret(of: code)
    let progress = try await house.centre.lookUp(code: code.rawValue, secret: secret, place: "here")
    #expect(progress.externalCode == "G01.899.2026/77" && progress.dueAt == dossier.dueAt)
    #expect(progress.stages.last?.note == "Hệ thống kiểm thử: Chờ thẩm định")
  }

  @Test(arguments: Engine.allCases)
  func neitherAPauseNorAClosureNorAnExtensionMovesItsDate(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await receive(house)
    let worker = house.officer(.specialist)
    try await house.act(
      .externalStatus, code, by: worker, Self.told("Mới nhận", code: "G01.1", until: "2026-03-20"))
    let fixed = try #require(Instant(iso8601: "2026-03-20T17:00"))
    #expect(try await house.dossier(code).dueAt == fixed)
    var pause = DossierAct(note: "Chờ nộp tiền")
    pause.cause = "payment"
    try await house.act(.pause, code, by: worker, pause)
    try house.clock("2026-03-05T09:00")
    try await house.act(.resume, code, by: worker)
    #expect(try await house.dossier(code).dueAt == fixed)
    var storm = ClosureForm()
    storm.date = "10/03/2026"
    storm.reason = "Bão"
    #expect(try await house.centre.closeUnit(storm, by: house.officer(.leader)) == 0)
    #expect(try await house.dossier(code).dueAt == fixed)
    var more = DossierAct(note: "Cần thêm")
    more.workingDays = 1
    let asked = more
    await #expect(throws: DossierRefusal.cannotExtend) { try await house.act(.extend, code, by: worker, asked) }
    let file = try await house.centre.readDossier(code, by: worker)
    #expect(!file.actions.contains(.extend) && file.dossier.dueAt == fixed)
    // An earlier date than ours promised leaves no promise behind it.
    try await house.act(.externalStatus, code, by: worker, Self.told("Gấp", until: "2026-03-06"))
    let hurried = try await house.dossier(code)
    #expect(hurried.dueAt.iso8601 == "2026-03-06T17:00:00+07:00" && hurried.promisedAt == nil)
    // And what it tells of a dossier that is closed here is not taken.
    try await house.act(.withdraw, code, DossierAct(note: "Xin rút"))
    await #expect(throws: DossierRefusal.closed) {
      try await house.act(.externalStatus, code, by: worker, Self.told("Đã trả"))
    }
  }
}
