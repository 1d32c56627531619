import Centre
import Domain
import Storage
import TestSupport
import Testing

@Suite struct SessionTests {
  private static let phone = SignInPlace(
    address: "113.161.20.7",
    browser: "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36")
  private static let office = SignInPlace(
    address: "2405:4802:1:2::7", browser: "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/121.0")

  @Test(arguments: Engine.allCases)
  func aSessionIsBoundListedAndEnded(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    let phone = try await centre.signIn(username: "quantri", password: StaffHouse.password, place: Self.phone)
    people.house.pass(minutes: 2)
    let office = try await centre.signIn(username: "quantri", password: StaffHouse.password, place: Self.office)
    // Whoever has the cookie in another browser has nothing.
    #expect(try await centre.visit(sessionSecret: phone.secret, browser: Self.office.browser) == nil)
    #expect(try await centre.visit(sessionSecret: phone.secret) == nil)
    let visit = try await people.visit(office, Self.office)
    let sessions = try await centre.listSessions(visit).filter { $0.device != "|" }
    #expect(sessions.map(\.device) == ["Firefox|Windows", "Chrome|Android"])
    #expect(sessions.map(\.place) == ["2405:4802:1:*", "113.161.20.*"])
    #expect(sessions.first?.id == visit.session)
    // Somebody else's session is not ended by its name.
    let other = try await people.visit("quantri.hai")
    try await centre.endSession(sessions[1].id, other)
    #expect(try await centre.visit(sessionSecret: phone.secret, browser: Self.phone.browser) != nil)
    try await centre.endSession(sessions[1].id, visit)
    #expect(try await centre.visit(sessionSecret: phone.secret, browser: Self.phone.browser) == nil)
  }

  @Test func signingInAgainEndsTheSessionThatTheBrowserHad() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let first = try await people.centre.signIn(username: "quantri", password: StaffHouse.password, place: "here")
    let second = try await people.centre.signIn(
      username: "quantri", password: StaffHouse.password, place: "here", former: first.secret)
    #expect(first.secret != second.secret)
    #expect(try await people.centre.visit(sessionSecret: first.secret) == nil)
    #expect(try await people.centre.visit(sessionSecret: second.secret) != nil)
  }

  @Test(arguments: Engine.allCases)
  func anotherPasswordEndsTheOtherSessions(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    let other = try await centre.signIn(username: "quantri", password: StaffHouse.password, place: "elsewhere")
    let visit = try await people.visit("quantri")
    let wrong = await #expect(throws: InvalidInput.self) {
      try await centre.changePassword(
        PasswordForm(present: "a-wrong-one", chosen: "một câu dễ nhớ", again: "một câu dễ nhớ"), visit, place: "here")
    }
    #expect(wrong?.problems.map(\.field) == ["present"])
    #expect(try await centre.visit(sessionSecret: other.secret) != nil)
    let changed = try await centre.changePassword(
      PasswordForm(present: StaffHouse.password, chosen: "một câu dễ nhớ", again: "một câu dễ nhớ"), visit,
      place: "here")
    #expect(try await centre.visit(sessionSecret: other.secret) == nil)
    #expect(try await centre.visit(sessionSecret: changed.secret) != nil)
    #expect(try await centre.listSessions(try await people.visit(changed)).count == 1)
  }

  @Test func anAdministratorEndsAColleaguesSessions() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let session = try await people.centre.signIn(username: "quantri.hai", password: StaffHouse.password, place: "here")
    let ended = try await people.centre.endSessions(of: people.second.id, by: people.administrator)
    #expect(ended >= 1)
    #expect(try await people.centre.visit(sessionSecret: session.secret) == nil)
    #expect(try await people.events(people.second.id).last?.name == .sessionsEnded)
  }

  /// Who sets codes up in one session is asked for one in every other.
  @Test func codesAreAskedForInSessionsThatWereOpen() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let before = try await people.centre.signIn(username: "quantri", password: StaffHouse.password, place: "here")
    _ = try await people.enrol("quantri")
    #expect(try await people.visit(before).step == .code)
    #expect(try await people.centre.actor(sessionSecret: before.secret) == nil)
  }
}
