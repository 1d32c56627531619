import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Centre

/// Citizens' sessions and what is under way, as they are kept.
@Suite struct CitizenSessionTests {
  private static let provider = IdentityProvider(
    id: "mau", name: LocalizedText(vi: "Mẫu", en: "Sample", ar: "Sample"), issuer: "https://mau.example.vn",
    clientID: "c", clientSecret: "s", claims: .portal)

  private func centre(_ house: TestHouse, providers: [IdentityProvider]? = nil) throws -> Centre {
    let providers = try providers ?? [#require(Self.provider)]
    let clock = house.clock
    return Centre(
      database: house.centre.database, files: house.centre.files, catalogue: house.centre.catalogue,
      key: house.centre.key, settings: CentreSettings(publicURL: "https://dichvu.example.vn", providers: providers),
      logger: house.centre.logger, now: { clock.now })
  }

  private func session(
    _ secret: String, at: Instant, subject: String = "a", sid: String? = nil, provider: String = "mau"
  ) -> CitizenSession {
    CitizenSession(
      hash: Fingerprint.of(secret), citizen: "citizen", provider: provider, subject: subject, sid: sid, level: .second,
      idToken: "t", startedAt: at, seenAt: at)
  }

  private func keep(_ sessions: [CitizenSession], in centre: Centre) async throws {
    try await centre.database.write { tx in
      _ = try tx.keep(
        KeptCitizen(
          id: "citizen", person: "number|X", provider: "mau", level: .second,
          body: #"{"name": "Nguyễn Văn Mẫu", "personal_number": "068090000101"}"#, updatedAt: centre.now()))
      for session in sessions { try tx.insert(session) }
    }
  }

  @Test(arguments: Engine.allCases)
  func aSessionEndsWhenItIsNotUsedAndInTheEndAnyway(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let centre = try centre(house)
    let begin = house.clock.now
    try await keep([session("one", at: begin), session("two", at: begin)], in: centre)
    #expect(try await centre.citizen(sessionSecret: "one")?.number?.digits == "068090000101")
    #expect(try await centre.citizen(sessionSecret: "other") == nil)
    for minutes in stride(from: 20, to: CitizenSessionLimits.absoluteMinutes, by: 20) {
      house.clock.set(begin.adding(minutes: minutes))
      #expect(try await centre.citizen(sessionSecret: "one") != nil, "\(minutes)")
    }
    house.clock.set(begin.adding(minutes: CitizenSessionLimits.absoluteMinutes))
    #expect(try await centre.citizen(sessionSecret: "one") == nil)
    house.clock.set(begin.adding(minutes: CitizenSessionLimits.idleMinutes))
    #expect(try await centre.citizen(sessionSecret: "two") == nil)
  }

  @Test(arguments: Engine.allCases)
  func aProviderThatIsNoLongerConfiguredVouchesForNobody(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    try await keep([session("one", at: house.clock.now)], in: centre(house))
    #expect(try await centre(house, providers: []).citizen(sessionSecret: "one") == nil)
  }

  @Test(arguments: Engine.allCases)
  func aProviderEndsWhatItNames(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let centre = try centre(house)
    let at = house.clock.now
    try await keep(
      [
        session("a1", at: at, sid: "1"), session("a2", at: at, sid: "2"), session("b", at: at, subject: "b", sid: "1"),
        session("c", at: at, sid: "1", provider: "khac"),
      ], in: centre)
    func end(_ subject: String?, _ sid: String?) async throws -> Int {
      try await centre.database.write { try $0.deleteCitizenSessions(provider: "mau", subject: subject, sid: sid) }
    }
    #expect(try await end(nil, nil) == 0)
    #expect(try await end("a", "1") == 1)
    #expect(try await end(nil, "1") == 1)
    #expect(try await end("a", nil) == 1)
    #expect(try await centre.database.read { try $0.citizenSession(Fingerprint.of("c")) } != nil)
  }

  @Test(arguments: Engine.allCases)
  func aSignInIsTakenOnceByItsBrowser(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let database = house.centre.database
    let flow = SignInFlow(
      stateHash: "s", browserHash: "b", provider: "mau", nonce: "n", verifier: "v", back: "/toi", at: house.clock.now)
    try await database.write { try $0.insert(flow) }
    #expect(try await database.write { try $0.takeSignInFlow(stateHash: "s", browserHash: "other") } == nil)
    let takers = try await withThrowingTaskGroup(of: SignInFlow?.self) { group in
      for _ in 0..<8 {
        group.addTask { try await database.write { try $0.takeSignInFlow(stateHash: "s", browserHash: "b") } }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(takers.compactMap { $0 } == [flow])
  }

  @Test(arguments: Engine.allCases)
  func anOldSignInIsForgotten(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let database = house.centre.database
    for (state, minutes) in [("old", -11), ("new", -9)] {
      let flow = SignInFlow(
        stateHash: state, browserHash: "b", provider: "mau", nonce: "n", verifier: "v", back: "/toi",
        at: house.clock.now.adding(minutes: minutes))
      try await database.write { try $0.insert(flow) }
    }
    let before = house.clock.now.adding(minutes: -Centre.signInMinutes)
    #expect(try await database.write { try $0.tidySignInFlows(begunBefore: before) } == 1)
    #expect(try await database.write { try $0.takeSignInFlow(stateHash: "old", browserHash: "b") } == nil)
  }

  @Test(arguments: Engine.allCases)
  func aSignInThatTookTooLongIsRefusedWhoeverKeptIt(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let centre = try centre(house)
    let flow = SignInFlow(
      stateHash: Fingerprint.of("s"), browserHash: Fingerprint.of("b"), provider: "mau", nonce: "n", verifier: "v",
      back: "/toi", at: house.clock.now)
    try await centre.database.write { try $0.insert(flow) }
    house.clock.set(house.clock.now.adding(minutes: Centre.signInMinutes))
    await #expect(throws: CitizenRefusal.state) {
      try await centre.finishSignIn(
        at: "mau", SignInAnswer(state: "s", code: "c", issuer: nil, error: nil), browserSecret: "b", oldSecret: nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func aLogoutTokenCountsOnceForAProvider(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let database = house.centre.database
    let at = house.clock.now
    func take(_ provider: String, _ id: String, at: Instant) async throws -> Bool {
      try await database.write {
        try $0.takeLogoutToken(provider: provider, idHash: id, at: at, forgetting: at.adding(minutes: -60))
      }
    }
    #expect(try await take("mau", "1", at: at))
    #expect(try await !take("mau", "1", at: at))
    #expect(try await take("khac", "1", at: at))
    #expect(try await take("mau", "2", at: at))
  }

  /// A number that nobody has checked opens no other person's drafts.
  @Test func onlyALevelTwoNumberIsThePersons() throws {
    let key = try #require(SecretKey(bytes: SecretKey.randomBytes()))
    var person = PersonForm()
    person.personalNumber = "068090000101"
    let number = key.citizenKey(person, .second, provider: "mau", subject: "a")
    #expect(key.citizenKey(person, .second, provider: "khac", subject: "b") == number)
    #expect(key.citizenKey(person, .first, provider: "mau", subject: "a") != number)
    let account = key.citizenKey(PersonForm(), .second, provider: "mau", subject: "a")
    #expect(account != key.citizenKey(PersonForm(), .second, provider: "khac", subject: "a"))
    #expect(!number.contains("068090000101"))
  }
}
