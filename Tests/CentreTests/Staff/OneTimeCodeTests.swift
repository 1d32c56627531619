import Centre
import Domain
import Storage
import TestSupport
import Testing

@Suite struct OneTimeCodeTests {
  /// RFC 6238 appendix B, the rows of SHA-1.
  @Test(arguments: [
    (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
    (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
  ])
  func codesAreThoseOfTheStandard(_ seconds: Int, _ code: String) {
    let secret = Array("12345678901234567890".utf8)
    #expect(OneTimeCode.code(secret: secret, step: OneTimeCode.step(seconds: seconds), digits: 8) == code)
    #expect(OneTimeCode.code(secret: secret, step: OneTimeCode.step(seconds: seconds)) == code.suffix(6))
  }

  @Test func aCodeIsTakenOneStepBeforeAndAfter() {
    let secret = Array("12345678901234567890".utf8)
    let now = 1_111_111_109
    let step = OneTimeCode.step(seconds: now)
    for offset in -3...3 {
      let code = OneTimeCode.code(secret: secret, step: step + offset)
      let found = OneTimeCode.step(of: code, secret: secret, seconds: now)
      #expect(found == (abs(offset) <= 1 ? step + offset : nil))
    }
    #expect(OneTimeCode.read(" 123 456 ") == "123456")
    for wrong in ["12345", "1234567", "12345a", "１２３４５６", ""] { #expect(OneTimeCode.read(wrong) == nil) }
  }

  @Test(arguments: Engine.allCases)
  func aCodeIsAskedForAndTakenOnce(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    let (secret, recoveryCodes) = try await people.enrol("quantri")
    #expect(Set(recoveryCodes).count == 10)
    // The code that confirmed it is used.
    let first = try await centre.signIn(username: "quantri", password: StaffHouse.password, place: "here")
    #expect(first.step == .code && first.device == nil)
    #expect(try await centre.actor(sessionSecret: first.secret) == nil)
    await #expect(throws: SignInRefusal.wrongCode) {
      try await centre.passCode(people.code(secret), sessionSecret: first.secret, place: "here")
    }
    people.house.pass(minutes: 1)
    let passed = try await centre.passCode(people.code(secret), sessionSecret: first.secret, place: "here")
    #expect(passed.step == nil && passed.secret != first.secret)
    #expect(try await centre.visit(sessionSecret: first.secret) == nil)
    #expect(try await centre.actor(sessionSecret: passed.secret)?.name == "Phan Thị Lý")
    // The same code opens no second session, nor does one of before.
    let second = try await centre.signIn(username: "quantri", password: StaffHouse.password, place: "here")
    await #expect(throws: SignInRefusal.wrongCode) {
      try await centre.passCode(people.code(secret), sessionSecret: second.secret, place: "here")
    }
    // A recovery code does, once.
    let recovered = try await centre.passCode(
      recoveryCodes[3].lowercased(), sessionSecret: second.secret, place: "here")
    #expect(recovered.step == nil)
    let third = try await centre.signIn(username: "quantri", password: StaffHouse.password, place: "here")
    await #expect(throws: SignInRefusal.wrongCode) {
      try await centre.passCode(recoveryCodes[3], sessionSecret: third.secret, place: "here")
    }
    #expect(try await centre.readCodeState(try await people.visit(recovered)).recoveryCodes == 9)
    let names = try await people.events(people.administrator.id).map(\.name)
    #expect(names == [.created, .codeEnrolled, .recoveryCodeUsed])
  }

  /// Neither the secret nor a recovery code can be read in the store, and a secret fits its own account only.
  @Test func whatIsSecretIsSealed() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let (secret, recoveryCodes) = try await people.enrol("quantri")
    let kept = try await people.centre.database.read { tx in
      (
        try tx.row("SELECT secret FROM staff_code")?.text("secret") ?? "",
        try tx.rows("SELECT hash FROM recovery_code").map { try $0.text("hash") }
      )
    }
    #expect(!kept.0.contains(Base32.text(secret)) && kept.0.count > 40)
    #expect(kept.1.count == 10 && Set(kept.1).isDisjoint(with: recoveryCodes))
    let other = people.second.id
    try await people.centre.database.write { tx in
      try tx.save(StaffCode(staff: other, secret: kept.0, begunAt: TestHouse.monday, confirmedAt: TestHouse.monday))
    }
    people.house.pass(minutes: 1)
    let signedIn = try await people.centre.signIn(
      username: "quantri.hai", password: StaffHouse.password, place: "here")
    await #expect(throws: SignInRefusal.wrongCode) {
      try await people.centre.passCode(people.code(secret), sessionSecret: signedIn.secret, place: "here")
    }
  }

  @Test func anInstallationCanDemandCodesOfARole() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let strict = people.process(codeRoles: [.unitAdministrator])
    let signedIn = try await strict.signIn(username: "quantri", password: StaffHouse.password, place: "here")
    #expect(signedIn.step == .enrol)
    #expect(try await strict.actor(sessionSecret: signedIn.secret) == nil)
    let visit = try #require(try await strict.visit(sessionSecret: signedIn.secret))
    await #expect(throws: SignInRefusal.unfinished(.enrol)) { try await strict.listSessions(visit) }
    try await strict.beginCode(visit)
    let secret = try #require(try await strict.readCodeState(visit).offered.flatMap { Base32.bytes($0.secret) })
    let confirmed = try await strict.confirmCode(people.code(secret), visit, place: "here").session
    #expect(confirmed.step == nil)
    let enrolled = try #require(try await strict.visit(sessionSecret: confirmed.secret))
    people.house.pass(minutes: 1)
    await #expect(throws: CodeRefusal.demanded) {
      try await strict.removeCode(people.code(secret), enrolled, place: "here")
    }
    // Where it is not demanded, who gives a code turns it off.
    try await people.centre.removeCode(people.code(secret), enrolled, place: "here")
    #expect(try await people.visit("quantri").step == nil)
  }
}
