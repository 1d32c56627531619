import Centre
import Domain
import Storage
import TestSupport
import Testing

@Suite struct SignInTests {
  @Test(arguments: Engine.allCases)
  func signingInOpensASessionThatEnds(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    try await house.centre.keepAccount(
      username: "Hạnh", name: "Nguyễn Thị Hạnh", title: "", unit: "24958", roles: [.receivingOfficer],
      password: "mật-khẩu-dài")
    await #expect(throws: SignInRefusal.wrong) {
      try await house.centre.signIn(username: "hanh", password: "sai-mật-khẩu", place: "here")
    }
    await #expect(throws: SignInRefusal.wrong) {
      try await house.centre.signIn(username: "nobody", password: "mật-khẩu-dài", place: "here")
    }
    let signedIn = try await house.centre.signIn(username: "hanh", password: "mật-khẩu-dài", place: "here")
    let (secret, actor) = (signedIn.secret, signedIn.actor)
    #expect(actor.roles == [.receivingOfficer])
    #expect(try await house.centre.actor(sessionSecret: secret)?.id == actor.id)
    house.clock.set(house.clock.now.adding(minutes: SessionLimits.idleMinutes))
    #expect(try await house.centre.actor(sessionSecret: secret) == nil)
    let again = try await house.centre.signIn(username: "hanh", password: "mật-khẩu-dài", place: "here").secret
    try await house.centre.signOut(sessionSecret: again)
    #expect(try await house.centre.actor(sessionSecret: again) == nil)
  }

  @Test func guessingIsSlowedWithoutLockingTheOfficerOut() async throws {
    let house = try await TestHouse.open(.sqlite)
    try await house.centre.keepAccount(
      username: "hanh", name: "Nguyễn Thị Hạnh", title: "", unit: "24958", roles: [.leader], password: "mật-khẩu-dài")
    for _ in 0..<5 { _ = try? await house.centre.signIn(username: "hanh", password: "guess", place: "guesser") }
    await #expect(throws: SignInRefusal.tooMany(minutes: 1)) {
      try await house.centre.signIn(username: "hanh", password: "mật-khẩu-dài", place: "guesser")
    }
    _ = try await house.centre.signIn(username: "hanh", password: "mật-khẩu-dài", place: "elsewhere")
  }

  @Test func tokensAreKnownByTheirHashOnly() async throws {
    let house = try await TestHouse.open(.sqlite)
    let secret = try await house.centre.createToken(unit: "24958", role: .receivingOfficer, label: "test")
    #expect(try await house.centre.actor(tokenSecret: secret)?.unit == "24958")
    #expect(try await house.centre.actor(tokenSecret: secret + "x") == nil)
    let kept = try await house.centre.database.read {
      try $0.rows("SELECT * FROM api_token").map { try $0.text("hash") }
    }
    #expect(kept.allSatisfy { !secret.contains($0) })
    await #expect(throws: InvalidInput.self) {
      try await house.centre.createToken(unit: "00000", role: .leader, label: "test")
    }
  }
}
