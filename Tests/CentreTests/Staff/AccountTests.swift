import Centre
import Domain
import Storage
import TestSupport
import Testing

@Suite struct AccountTests {
  /// The fields of an input that is refused.
  private func fields(_ body: () async throws -> Void) async -> [String?] {
    do {
      try await body()
      return []
    } catch {
      return (error as? InvalidInput)?.problems.map(\.field) ?? ["\(error)"]
    }
  }

  @Test(arguments: Engine.allCases)
  func anIssuedPasswordIsChangedAtTheFirstSignIn(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    let issued = try await centre.createAccount(StaffHouse.form("moi"), by: people.administrator)
    #expect(issued.username == "moi" && issued.name == "Trần Thị Mới")
    // As it is read out, too: small letters and no hyphens.
    let typed = issued.password.lowercased().replacing("-", with: " ")
    let signedIn = try await centre.signIn(username: "moi", password: typed, place: "here")
    #expect(signedIn.step == .password && signedIn.device == nil)
    #expect(try await centre.actor(sessionSecret: signedIn.secret) == nil)
    let visit = try await people.visit(signedIn)
    await #expect(throws: SignInRefusal.unfinished(.password)) { try await centre.beginCode(visit) }
    func change(_ chosen: String, _ again: String? = nil) async throws -> SignedIn {
      try await centre.changePassword(
        PasswordForm(present: "", chosen: chosen, again: again ?? chosen), visit, place: "here")
    }
    #expect(await fields { _ = try await change("short") } == ["chosen"])
    #expect(await fields { _ = try await change("moimoimoimoi") } == ["chosen"])
    #expect(await fields { _ = try await change("một câu dễ nhớ", "một câu khác hẳn") } == ["again"])
    #expect(await fields { _ = try await change(issued.password) } == ["chosen"])
    let changed = try await change("một câu dễ nhớ")
    #expect(changed.step == nil && changed.device != nil)
    #expect(try await centre.actor(sessionSecret: changed.secret)?.roles == [.specialist])
    await #expect(throws: SignInRefusal.wrong) {
      try await centre.signIn(username: "moi", password: issued.password, place: "here")
    }
    #expect(try await people.visit("moi", password: "một câu dễ nhớ").step == nil)
    let events = try await people.events(issued.staff)
    #expect(events.map(\.name) == [.created, .passwordChanged])
    #expect(events.first?.by.name == "Phan Thị Lý" && events.first?.facts["roles"] == "specialist")
    #expect(try await JournalAudit(key: nil).run(centre.database).faults.isEmpty)
  }

  @Test func anIssuedPasswordEnds() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let issued = try await people.centre.createAccount(StaffHouse.form("moi"), by: people.administrator)
    people.house.pass(minutes: Centre.oneTimeDays * 24 * 60)
    await #expect(throws: SignInRefusal.wrong) {
      try await people.centre.signIn(username: "moi", password: issued.password, place: "here")
    }
  }

  @Test(arguments: Engine.allCases)
  func anAdministratorKeepsTheOwnUnitAndTheProvinceThoseUnderIt(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    let stranger = try await people.house.colleague("xa", "Lê Văn Xa", [.unitAdministrator], unit: "24781")
    let specialist = try await people.house.colleague("chuyen", "Trần Văn Chuyên", [.specialist])
    await #expect(throws: AccountRefusal.notAdministrator) {
      try await centre.createAccount(StaffHouse.form("moi"), by: specialist)
    }
    #expect(await fields { _ = try await centre.createAccount(StaffHouse.form("moi"), by: stranger) } == ["unit"])
    #expect(
      await fields {
        _ = try await centre.createAccount(StaffHouse.form("moi", roles: [.auditor]), by: people.administrator)
      } == ["roles"])
    #expect(
      await fields {
        _ = try await centre.createAccount(StaffHouse.form("Cán bộ", roles: []), by: people.administrator)
      } == ["username", "roles"])
    #expect(
      await fields { _ = try await centre.createAccount(StaffHouse.form("chuyen"), by: people.administrator) }
        == ["username"])
    _ = try await centre.createAccount(StaffHouse.form("moi"), by: people.province)
    _ = try await centre.createAccount(
      StaffHouse.form("kiemtra", roles: [.auditor], unit: "68"), by: people.province)
    await #expect(throws: AccountRefusal.unknown) { try await centre.readAccount(specialist.id, by: stranger) }
    await #expect(throws: AccountRefusal.unknown) {
      try await centre.setAccount(people.province.id, active: false, reason: "x", by: people.administrator)
    }
    await #expect(throws: AccountRefusal.own) {
      try await centre.givePost(StaffHouse.post([.leader]), to: people.administrator.id, by: people.administrator)
    }
    func listed(_ actor: Actor, _ change: (inout AccountFilter) -> Void = { _ in }) async throws -> [String] {
      var filter = AccountFilter()
      change(&filter)
      return try await centre.listAccounts(filter, by: actor).map(\.account.username).sorted()
    }
    #expect(try await listed(people.administrator) == ["chuyen", "moi", "quantri", "quantri.hai"])
    #expect(try await listed(people.province).count == 7)
    #expect(try await listed(people.province) { $0.words = "tran chuyen" } == ["chuyen"])
    #expect(try await listed(people.province) { $0.role = .auditor } == ["kiemtra"])
    #expect(try await listed(people.administrator) { $0.state = .waiting } == ["moi"])
    #expect(try await listed(people.province) { $0.unit = "24781" } == ["xa"])
    await #expect(throws: AccountRefusal.notAdministrator) { try await listed(specialist) }
    // The journal of accounts keeps to the same units; an auditor of the province sees all of them.
    let auditor = people.house.officer(.auditor, unit: "68")
    #expect(try await centre.listAccountEvents(StaffEventFilter(), by: auditor).total == 7)
    #expect(try await centre.listAccountEvents(StaffEventFilter(), by: stranger).total == 1)
    await #expect(throws: AccountRefusal.notAdministrator) {
      try await centre.listAccountEvents(StaffEventFilter(), by: specialist)
    }
  }

  @Test(arguments: Engine.allCases)
  func whoIsClosedOutIsSignedOutAtOnce(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    let officer = try await people.house.colleague("chuyen", "Trần Văn Chuyên", [.specialist])
    let session = try await centre.signIn(username: "chuyen", password: StaffHouse.password, place: "here").secret
    #expect(
      await fields { try await centre.setAccount(officer.id, active: false, reason: " ", by: people.administrator) }
        == ["reason"])
    #expect(try await centre.actor(sessionSecret: session) != nil)
    try await centre.setAccount(officer.id, active: false, reason: "Nghỉ việc", by: people.administrator)
    #expect(try await centre.actor(sessionSecret: session) == nil)
    await #expect(throws: SignInRefusal.wrong) { try await people.visit("chuyen") }
    try await centre.setAccount(officer.id, active: true, reason: "Trở lại", by: people.administrator)
    #expect(try await people.visit("chuyen").step == nil)
    #expect(try await people.events(officer.id).suffix(2).map(\.name) == [.deactivated, .activated])
  }

  @Test(arguments: Engine.allCases)
  func accessIsGivenBackByTwo(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    let officer = try await people.house.colleague("chuyen", "Trần Văn Chuyên", [.specialist])
    // Without codes one administrator alone could sign in in the officer's name.
    await #expect(throws: AccountRefusal.needsTwo) {
      try await centre.issuePassword(to: officer.id, by: people.administrator)
    }
    let (secret, _) = try await people.enrol("chuyen")
    // With codes the administrator can't: the officer's code is still asked for.
    let issued = try await centre.issuePassword(to: officer.id, by: people.administrator)
    people.house.pass(minutes: 1)
    #expect(try await people.visit("chuyen", password: issued.password).step == .code)

    await #expect(throws: AccountRefusal.notProposed) {
      try await centre.confirmRecovery(of: officer.id, by: people.second)
    }
    try await centre.proposeRecovery(of: officer.id, reason: "Mất điện thoại", by: people.administrator)
    await #expect(throws: AccountRefusal.sameAdministrator) {
      try await centre.confirmRecovery(of: officer.id, by: people.administrator)
    }
    await #expect(throws: AccountRefusal.notAdministrator) {
      try await centre.confirmRecovery(of: officer.id, by: officer)
    }
    // Nobody gives access back to themselves, either.
    await #expect(throws: AccountRefusal.own) {
      try await centre.proposeRecovery(of: people.second.id, reason: "x", by: people.second)
    }
    let recovered = try await centre.confirmRecovery(of: officer.id, by: people.second)
    await #expect(throws: AccountRefusal.notProposed) {
      try await centre.confirmRecovery(of: officer.id, by: people.second)
    }
    #expect(try await people.visit("chuyen", password: recovered.password).step == .password)
    await #expect(throws: SignInRefusal.wrong) {
      try await centre.signIn(
        username: "chuyen", password: recovered.password, code: people.code(secret), place: "elsewhere")
    }
    let events = try await people.events(officer.id).suffix(3)
    #expect(events.map(\.name) == [.passwordIssued, .recoveryProposed, .recoveryConfirmed])
    #expect(events.last?.by.name == "Vũ Văn Hai" && events.last?.facts["proposer"] == "Phan Thị Lý")
    // A proposal does not wait for ever.
    try await centre.proposeRecovery(of: officer.id, reason: "Lại mất", by: people.province)
    people.house.pass(minutes: Centre.recoveryDays * 24 * 60)
    await #expect(throws: AccountRefusal.notProposed) {
      try await centre.confirmRecovery(of: officer.id, by: people.second)
    }
  }

  /// An administrator who makes a second account for themselves is not two people.
  @Test(arguments: Engine.allCases)
  func whoWasJustLetInByTheProposerIsNoSecondPerson(_ engine: Engine) async throws {
    let people = try await StaffHouse.open(engine)
    let centre = people.centre
    let officer = try await people.house.colleague("chuyen", "Trần Văn Chuyên", [.specialist])
    var puppets: [Actor] = []
    for username in ["roi.mot", "roi.hai"] {
      let issued = try await centre.createAccount(
        StaffHouse.form(username, roles: [.unitAdministrator]), by: people.administrator)
      let visit = try await people.visit(username, password: issued.password)
      _ = try await centre.changePassword(
        PasswordForm(present: "", chosen: "một câu dễ nhớ", again: "một câu dễ nhớ"), visit, place: "here")
      puppets.append(visit.actor)
    }
    try await centre.proposeRecovery(of: officer.id, reason: "Mất điện thoại", by: people.administrator)
    await #expect(throws: AccountRefusal.notIndependent) {
      try await centre.confirmRecovery(of: officer.id, by: puppets[0])
    }
    // Nor are two of them, nor the one who made them for one of them.
    try await centre.proposeRecovery(of: officer.id, reason: "Mất điện thoại", by: puppets[0])
    for actor in [puppets[1], people.administrator] {
      await #expect(throws: AccountRefusal.notIndependent) {
        try await centre.confirmRecovery(of: officer.id, by: actor)
      }
    }
    #expect(
      try await centre.readAccount(officer.id, by: puppets[1]).confirmRefusal == AccountRefusal.notIndependent)
    _ = try await centre.confirmRecovery(of: officer.id, by: people.second)
    // After a month in the journal for everybody to see, they count as people of their own.
    people.house.pass(minutes: Centre.independentDays * 24 * 60 + 1)
    try await centre.proposeRecovery(of: officer.id, reason: "Lại mất", by: people.administrator)
    _ = try await centre.confirmRecovery(of: officer.id, by: puppets[0])
  }

  /// What an intruder changes of an event about an account is found.
  @Test func eventsOfAccountsAreSealed() async throws {
    let people = try await StaffHouse.open(.sqlite)
    let issued = try await people.centre.createAccount(StaffHouse.form("moi"), by: people.administrator)
    #expect(try await JournalAudit(key: nil).run(people.centre.database).faults.isEmpty)
    let staff = issued.staff
    try await people.centre.database.write { tx in
      _ = try tx.execute("UPDATE staff_event SET actor = REPLACE(actor, 'Lý', 'Li') WHERE staff = \(staff)")
    }
    let faults = try await JournalAudit(key: nil).run(people.centre.database).faults
    #expect(faults.count == 1)
    #expect(faults.first?.line.contains(staff) ?? false)
  }
}
