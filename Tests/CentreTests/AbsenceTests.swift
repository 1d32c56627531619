import Centre
import Domain
import Storage
import TestSupport
import Testing

/// Who covers for an absent colleague sees and does their work, and the history says for whom.
@Suite struct AbsenceTests {
  private struct People {
    let away: Actor
    let cover: Actor
    let leader: Actor
  }

  private func people(_ house: TestHouse) async throws -> People {
    People(
      away: try await house.colleague("vang", "Trần Văn Vắng", [.specialist]),
      cover: try await house.colleague("thay", "Lê Thị Thay", [.recordsClerk]),
      leader: try await house.colleague("lanhdao", "Phạm Văn Mẫu", [.leader]))
  }

  private func form(_ away: Actor, _ cover: Actor, from: String = "03/03/2026", until: String = "05/03/2026")
    -> AbsenceForm
  {
    var form = AbsenceForm()
    form.staff = away.id
    form.cover = cover.id
    form.from = from
    form.until = until
    form.reason = "Nghỉ phép"
    return form
  }

  @Test(arguments: Engine.allCases)
  func theCoverActsInThePlaceOfWhoIsAway(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let people = try await people(house)
    let code = try await house.receiveCourse()
    var give = DossierAct(note: "Quen địa bàn")
    give.assignee = people.away.id
    try await house.act(.reassign, code, by: people.away, give)
    try await house.centre.keepAbsence(form(people.away, people.cover), by: people.leader)

    // The day before, nothing has changed.
    var cover = try await house.signedIn("thay")
    #expect(cover.covers.isEmpty)
    #expect(try await house.centre.countWork(by: cover).mine == 0)

    try house.clock("2026-03-03T08:00")
    cover = try await house.signedIn("thay")
    #expect(cover.covers.map(\.name) == ["Trần Văn Vắng"])
    #expect(try await house.centre.countWork(by: cover).mine == 1)
    var filter = DossierFilter(unit: nil)
    filter.takeTurns(of: cover)
    #expect(try await house.centre.listDossiers(filter, by: cover).items.map(\.code) == [code])
    try await house.visit(code, by: cover)
    let events = try await house.centre.readDossier(code, by: cover).events
    #expect(events.last?.actor.name == "Lê Thị Thay" && events.last?.actor.covering == "Trần Văn Vắng")

    // The day after, the cover is a clerk again.
    try house.clock("2026-03-06T08:00")
    cover = try await house.signedIn("thay")
    let back = cover
    let next = try await house.receiveCourse(shop: "Cửa hàng Hai")
    await #expect(throws: DossierRefusal.notYourRole(.specialist)) { try await house.visit(next, by: back) }
  }

  @Test func whoHoldsTheRoleActsForThemselvesUnlessTheTurnWasTheColleagues() async throws {
    let house = try await TestHouse.openCourse(.sqlite)
    let away = try await house.colleague("vang", "Trần Văn Vắng", [.specialist])
    _ = try await house.colleague("thay", "Lê Thị Thay", [.specialist])
    try await house.centre.keepAbsence(
      form(away, try await house.signedIn("thay"), from: "02/03/2026"), by: house.officer(.leader))
    let cover = try await house.signedIn("thay")
    let own = try await house.receiveCourse()
    try await house.visit(own, by: cover)
    #expect(try await house.centre.readDossier(own, by: cover).events.last?.actor.covering == nil)
    let given = try await house.receiveCourse(shop: "Cửa hàng Hai")
    var give = DossierAct(note: "Quen địa bàn")
    give.assignee = away.id
    try await house.act(.reassign, given, by: house.officer(.leader), give)
    try await house.visit(given, by: cover)
    #expect(try await house.centre.readDossier(given, by: cover).events.last?.actor.covering == "Trần Văn Vắng")
  }

  @Test(arguments: Engine.allCases)
  func anAbsenceIsKeptByALeaderAndMakesSense(_ engine: Engine) async throws {
    let house = try await TestHouse.openCourse(engine)
    let people = try await people(house)
    let stranger = try await house.colleague("xa", "Trần Văn Xa", [.leader], unit: "24781")
    await #expect(throws: UnitRefusal.notYours) {
      try await house.centre.keepAbsence(form(people.away, people.cover), by: people.away)
    }
    func fields(_ form: AbsenceForm, by leader: Actor) async -> [String?]? {
      await #expect(throws: InvalidInput.self) { try await house.centre.keepAbsence(form, by: leader) }?.problems
        .map(\.field)
    }
    #expect(await fields(form(people.away, people.cover), by: stranger) == ["staff", "cover"])
    #expect(await fields(form(people.away, people.away), by: people.leader) == ["cover"])
    #expect(
      await fields(form(people.away, people.cover, from: "05/03/2026", until: "03/03/2026"), by: people.leader)
        == ["until"])
    #expect(
      await fields(form(people.away, people.cover, from: "31/02/2026", until: "01/03/2026"), by: people.leader)
        == ["from", "until"])
    try await house.centre.keepAbsence(form(people.away, people.cover), by: people.leader)
    #expect(await fields(form(people.away, people.leader), by: people.leader) == ["from"])
    // Whoever covers is not away on the same days.
    #expect(await fields(form(people.cover, people.leader), by: people.leader) == ["staff"])
    #expect(await fields(form(people.leader, people.away), by: people.leader) == ["cover"])
    let listed = try await house.centre.listAbsences(by: people.leader)
    #expect(listed.absences.map(\.staff) == [people.away.id] && listed.colleagues.count == 3)
    // A leader of another unit neither sees it nor ends it.
    #expect(try await house.centre.listAbsences(by: stranger).absences.isEmpty)
    let id = try #require(listed.absences.first?.id)
    try await house.centre.endAbsence(id, by: stranger)
    #expect(try await house.centre.listAbsences(by: people.leader).absences.count == 1)
    try await house.centre.endAbsence(id, by: people.leader)
    #expect(try await house.centre.listAbsences(by: people.leader).absences.isEmpty)
  }
}
