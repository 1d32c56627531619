import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// The time of each unit with a dossier that one receives and another decides.
@Suite struct TimeInUnitsTests {
  @Test(arguments: Engine.allCases)
  func eachUnitHasItsOwnTimeAndWhatIsWaitedForIsNobodys(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let there: UnitCode = "24781"
    _ = try await house.colleague("xa", "Trần Văn Xa", [.specialist], unit: there)
    // Monday 09:00, in the morning's hours.
    let code = try await house.receiveCourse(competent: there.rawValue)
    func times(by actor: Actor) async throws -> [TimeInUnit] {
      try await house.centre.readDossier(code, by: actor).timeInUnits
    }
    let here = house.officer(.receivingOfficer)
    let worker = house.officer(.specialist, unit: there)
    try house.clock("2026-03-02T11:00")
    #expect(try await times(by: here) == [TimeInUnit(unit: there, minutes: 120)])

    var request = DossierAct()
    request.items = [SupplementRequest.Item(about: "photo", text: "Thêm ảnh")]
    try await house.act(.requestSupplement, code, by: worker, request)
    try house.clock("2026-03-04T09:00")
    #expect(try await times(by: worker) == [TimeInUnit(unit: there, minutes: 120)])
    var came = DossierAct()
    var photo = PaperForm()
    photo.key = "photo"
    photo.onPaper = "yes"
    came.papers = [photo]
    try await house.act(.supplement, code, came)
    try house.clock("2026-03-04T10:30")
    try await house.visit(code, by: worker)
    #expect(try await times(by: here) == [TimeInUnit(unit: there, minutes: 210)])

    // The unit that decides closes on a day on which the other works: its own time does not run.
    var storm = ClosureForm()
    storm.date = "06/03/2026"
    storm.reason = "Bão"
    let open = house.centre.catalogue.calendar(for: there)
    #expect(try await house.centre.closeUnit(storm, by: house.officer(.leader, unit: there)) == 1)
    try house.clock("2026-03-11T08:30")
    var none = DossierAct()
    none.outcome = "none"
    try await house.act(.post, code, by: worker, none)
    try await house.act(.sign, code, by: house.officer(.leader, unit: there))
    let day = open.workingMinutes(
      from: try #require(Instant(iso8601: "2026-03-06T00:00")), to: try #require(Instant(iso8601: "2026-03-07T00:00")))
    let whole = open.workingMinutes(
      from: try #require(Instant(iso8601: "2026-03-04T10:30")), to: try #require(Instant(iso8601: "2026-03-11T08:30")))
    #expect(day >= 420)
    let decided = TimeInUnit(unit: there, minutes: 210 + whole - day)
    #expect(try await times(by: here) == [decided])

    // The result waits where it was received; that is the receiving unit's time.
    try house.clock("2026-03-11T10:00")
    #expect(try await times(by: worker) == [decided, TimeInUnit(unit: "24958", minutes: 90)])
    try await house.act(.pay, code)
    try await house.act(.returnResult, code)
    try house.clock("2026-03-13T10:00")
    #expect(try await times(by: here) == [decided, TimeInUnit(unit: "24958", minutes: 90)])
    // A third commune does not know of it; the province does.
    await #expect(throws: DossierRefusal.unknown) {
      try await times(by: house.officer(.specialist, unit: "24967"))
    }
    #expect(try await times(by: house.officer(.provinceSupervisor, unit: "68")).count == 2)
  }

  @Test(arguments: Engine.allCases)
  func aDossierOfOneUnitIsAllItsTime(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let code = try await house.receiveCourse()
    try house.clock("2026-03-02T10:30")
    let file = try await house.centre.readDossier(code, by: house.officer(.specialist))
    #expect(file.timeInUnits == [TimeInUnit(unit: "24958", minutes: 90)])
    #expect(Dossier.timeInUnits([], now: house.clock.now, calendar: house.centre.calendar(for:)).isEmpty)
  }
}
