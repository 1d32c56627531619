import Centre
import Domain
import Storage
import TestSupport
import Testing

/// Guessing is bounded, whoever guesses from wherever; and guessing keeps nobody out.
@Suite struct AttemptLimitTests {
  private func guess(_ centre: Centre, from place: String, code: String? = nil) async -> SignInRefusal? {
    do {
      _ = try await centre.signIn(
        username: "quantri", password: "a-wrong-guess", code: code, place: SignInPlace(address: place))
      return nil
    } catch {
      return error as? SignInRefusal
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func manyPlacesNeitherGuessForLongNorKeepTheOfficerOut() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let known = try #require(
      try await people.centre.signIn(username: "quantri", password: StaffHouse.password, place: "office").device)
    // Two processes, and for every guess another place.
    let processes = [people.process(), people.process()]
    var checked = 0
    for place in 0..<120 {
      if await guess(processes[place % 2], from: "10.0.0.\(place)") == .wrong { checked += 1 }
    }
    #expect(checked == 50)
    // For an hour more, from everywhere: one in five minutes.
    for minute in 1...60 {
      people.house.pass(minutes: 1)
      if await guess(processes[minute % 2], from: "10.1.0.\(minute)") == .wrong { checked += 1 }
    }
    #expect(checked <= 50 + 12)
    // Without the password a code that is made up tells nothing: who has none is not told apart.
    #expect(await guess(processes[0], from: "10.2.0.1", code: "000000") == .wrong)

    // The right password from a place that is not known waits; from the officer's own device it never does.
    await #expect(throws: SignInRefusal.guarded(minutes: 5)) {
      try await processes[0].signIn(username: "quantri", password: StaffHouse.password, place: "an internet café")
    }
    let own = SignInPlace(address: "10.3.0.1", device: known)
    let signedIn = try await processes[1].signIn(username: "quantri", password: StaffHouse.password, place: own)
    #expect(signedIn.step == nil)
    // A device of somebody else's opens no way.
    let other = try #require(
      try await people.centre.signIn(username: "quantri.hai", password: StaffHouse.password, place: "office").device)
    await #expect(throws: SignInRefusal.guarded(minutes: 5)) {
      try await processes[0].signIn(
        username: "quantri", password: StaffHouse.password, place: SignInPlace(address: "10.4.0.1", device: other))
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func aCodeOpensTheWayForWhoHasOne() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let (secret, _) = try await people.enrol("quantri")
    for place in 0..<50 { _ = await guess(people.centre, from: "10.0.0.\(place)") }
    people.house.pass(minutes: 1)
    // The right password alone is told no better than a wrong one.
    #expect(await guess(people.centre, from: "10.5.0.1") == .guarded(minutes: 4))
    await #expect(throws: SignInRefusal.guarded(minutes: 4)) {
      try await people.centre.signIn(username: "quantri", password: StaffHouse.password, place: "10.5.0.2")
    }
    await #expect(throws: SignInRefusal.wrong) {
      try await people.centre.signIn(
        username: "quantri", password: StaffHouse.password, code: "123456", place: "10.5.0.3")
    }
    let code = people.code(secret)
    let signedIn = try await people.centre.signIn(
      username: "quantri", password: StaffHouse.password, code: code, place: "10.5.0.4")
    #expect(signedIn.step == nil)
  }

  @Test(arguments: Engine.allCases)
  func wrongPasswordsAreCountedForAllProcesses(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let processes = [people.process(), people.process()]
    for attempt in 0..<5 { #expect(await guess(processes[attempt % 2], from: "there") == .wrong) }
    #expect(await guess(processes[0], from: "there") == .tooMany(minutes: 1))
    #expect(await guess(processes[1], from: "there") == .tooMany(minutes: 1))
    _ = try await people.centre.signIn(username: "quantri", password: StaffHouse.password, place: "elsewhere")
    // What is counted names nobody.
    let subjects = try await people.centre.database.read {
      try $0.rows("SELECT subject FROM attempt").map { try $0.text("subject") }
    }
    #expect(!subjects.isEmpty && subjects.allSatisfy { !$0.contains("quantri") && !$0.contains("there") })
  }

  /// Many at the same time are no way around it.
  @Test(arguments: Engine.allCases)
  func attemptsAtTheSameTimeAreCountedEach(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let processes = [people.process(), people.process()]
    let checked = await withTaskGroup(of: Bool.self) { group in
      for attempt in 0..<16 {
        group.addTask { await self.guess(processes[attempt % 2], from: "there") == .wrong }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(checked == 5)
  }

  /// Nor along with the password, from however many places; and nothing tells that the password was right.
  @Test(.timeLimit(.minutes(5)))
  func codesGivenAlongWithThePasswordAreSlowedOverAllPlaces() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let (secret, _) = try await people.enrol("quantri")
    people.house.pass(minutes: 1)
    let known = try #require(
      try await people.centre.signIn(
        username: "quantri", password: StaffHouse.password, code: people.code(secret), place: "office"
      ).device)
    people.house.pass(minutes: 1)
    func signIn(_ code: String, _ place: SignInPlace) async throws -> SignInStep? {
      try await people.centre.signIn(username: "quantri", password: StaffHouse.password, code: code, place: place).step
    }
    for place in 0..<50 {
      await #expect(throws: SignInRefusal.wrong) { try await signIn("000000", SignInPlace(address: "10.0.0.\(place)")) }
    }
    let code = people.code(secret)
    await #expect(throws: SignInRefusal.wrong) { try await signIn(code, "10.9.0.1") }
    people.house.pass(minutes: 6)
    let own = SignInPlace(address: "10.9.0.2", device: known)
    #expect(try await signIn(people.code(secret), own) == nil)
  }

  /// Codes can't be guessed either by who knows the password.
  @Test func codesAreSlowedToo() async throws {
    let people = try await StaffHouse.open(.sqlite)
    _ = try await people.enrol("quantri")
    people.house.pass(minutes: 1)
    let signedIn = try await people.centre.signIn(username: "quantri", password: StaffHouse.password, place: "there")
    for _ in 0..<5 {
      await #expect(throws: SignInRefusal.wrongCode) {
        try await people.centre.passCode("000000", sessionSecret: signedIn.secret, place: "there")
      }
    }
    await #expect(throws: SignInRefusal.tooMany(minutes: 1)) {
      try await people.centre.passCode("000000", sessionSecret: signedIn.secret, place: "there")
    }
  }
}
