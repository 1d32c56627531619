import Centre
import Domain
import Storage
import TestSupport
import Testing

@Suite struct PostTests {
  @Test(arguments: Engine.allCases)
  func aRoleIsHeldFromADayToADay(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    let officer = try await people.house.colleague("chuyen", "Trần Văn Chuyên", [.specialist])
    try await centre.givePost(
      StaffHouse.post([.receivingOfficer], title: "Cán bộ tiếp nhận", from: "09/03/2026", until: "13/03/2026"),
      to: officer.id, by: people.administrator)
    #expect(try await centre.turnPosts() == 0)
    #expect(try await people.visit("chuyen").actor.roles == [.specialist])
    // The day before it begins it is not there; then it is; the day after it has ended nothing is.
    try people.house.clock("2026-03-08T23:59")
    #expect(try await centre.turnPosts() == 0)
    try people.house.clock("2026-03-09T07:00")
    #expect(try await centre.turnPosts() == 1)
    let visit = try await people.visit("chuyen")
    #expect(visit.actor.roles == [.receivingOfficer] && visit.actor.title == "Cán bộ tiếp nhận")
    try people.house.clock("2026-03-13T23:30")
    let late = try await centre.signIn(username: "chuyen", password: StaffHouse.password, place: "here").secret
    #expect(try await centre.actor(sessionSecret: late) != nil)
    try people.house.clock("2026-03-14T00:10")
    #expect(try await centre.actor(sessionSecret: late) == nil)
    await #expect(throws: SignInRefusal.wrong) { try await people.visit("chuyen") }
    #expect(try await centre.turnPosts() == 1)
    #expect(try await centre.database.read { try $0.staff(of: "24958").map(\.username) } == ["quantri", "quantri.hai"])
    let read = try await centre.readAccount(officer.id, by: people.administrator)
    #expect(read.line.state == .resting)
    #expect(read.posts.map(\.roles) == [[.specialist], [.receivingOfficer]])
    #expect(read.posts.map { $0.until?.iso } == ["2026-03-08", "2026-03-13"])
  }

  @Test(arguments: Engine.allCases)
  func aTransferKeepsWhoHeldWhatAndWhatWasDone(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    var officer = try await people.house.colleague("chuyen", "Trần Văn Chuyên", [.specialist])
    try await centre.givePost(
      StaffHouse.post([.specialist], title: "Công chức Tư pháp – Hộ tịch"), to: officer.id, by: people.administrator)
    officer = try await people.house.signedIn("chuyen")
    let code = try await people.house.receive().code
    try await people.house.act(.pay, code)
    try await people.house.act(.check, code, by: officer)
    // Only who administers both units transfers.
    let invalid = await #expect(throws: InvalidInput.self) {
      try await centre.givePost(
        StaffHouse.post([.leader], title: "PHÓ CHỦ TỊCH", unit: "24781"), to: officer.id, by: people.administrator)
    }
    #expect(invalid?.problems.map(\.field) == ["unit"])
    try people.house.clock("2026-03-03T08:00")
    let session = try await centre.signIn(username: "chuyen", password: StaffHouse.password, place: "here").secret
    try await centre.givePost(
      StaffHouse.post([.leader], title: "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", unit: "24781", from: "03/03/2026"),
      to: officer.id, by: people.province)
    #expect(try await centre.actor(sessionSecret: session) == nil)
    let moved = try await people.house.signedIn("chuyen")
    #expect(moved.unit == "24781" && moved.roles == [.leader] && moved.title == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
    let events = try await centre.readDossier(code, by: people.house.officer(.specialist)).events
    #expect(events.last?.actor.title == "Công chức Tư pháp – Hộ tịch" && events.last?.actor.unit == "24958")
    let read = try await centre.readAccount(officer.id, by: people.province)
    #expect(read.posts.map(\.unit) == ["24958", "24958", "24781"])
    // It stands among the events of both units.
    let stranger = try await people.house.colleague("xa", "Lê Văn Xa", [.unitAdministrator], unit: "24781")
    for actor in [people.administrator, stranger] {
      let told = try await centre.listAccountEvents(StaffEventFilter(), by: actor).events
      #expect(told.contains { $0.staff == officer.id && $0.facts["unit"] == "24781" })
    }
    #expect(try await JournalAudit(key: nil).run(centre.database).faults.isEmpty)
  }

  /// A change of plans before a post begins leaves nothing of it.
  @Test func aPostThatHasNotBegunIsReplaced() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let officer = try await people.house.colleague("chuyen", "Trần Văn Chuyên", [.specialist])
    for role in [Role.leader, .recordsClerk] {
      try await people.centre.givePost(
        StaffHouse.post([role], from: "09/03/2026"), to: officer.id, by: people.administrator)
    }
    try people.house.clock("2026-03-09T07:00")
    #expect(try await people.centre.turnPosts() == 1)
    #expect(try await people.visit("chuyen").actor.roles == [.recordsClerk])
  }
}
