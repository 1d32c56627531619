import Centre
import Domain
import Storage
import TestSupport
import Testing

/// Who signs in the head's place signs with the head's title above the own one: for as long and for what it was given.
@Suite struct DelegationTests {
  private struct Leaders {
    let people: StaffHouse
    let head: Actor
    let deputy: Actor
  }

  private func leaders(_ engine: Engine) async throws -> Leaders {
    let people = try await StaffHouse.open(engine)
    for (username, title) in [("chutich", "CHỦ TỊCH"), ("phochutich", "PHÓ CHỦ TỊCH")] {
      let officer = try await people.house.colleague(username, "Lãnh Đạo", [.leader])
      try await people.centre.givePost(
        StaffHouse.post([.leader], title: title), to: officer.id, by: people.administrator)
    }
    return Leaders(
      people: people, head: try await people.house.signedIn("chutich"),
      deputy: try await people.house.signedIn("phochutich"))
  }

  private func form(
    _ grantor: Actor, _ deputy: Actor, form kind: String = "kt", procedures: String? = nil, until: String = "06/03/2026"
  ) -> DelegationForm {
    var form = DelegationForm()
    form.grantor = grantor.id
    form.deputy = deputy.id
    form.form = kind
    form.procedures = procedures
    form.from = "02/03/2026"
    form.until = until
    form.ground = "Thông báo số 12/TB-UBND ngày 27/02/2026"
    return form
  }

  /// Works a dossier up to its signature and answers who signed.
  private func signer(_ house: TestHouse, by actor: Actor) async throws -> ActorReference? {
    let code = try await house.receive().code
    for action in [DossierAction.pay, .check, .approve] { try await house.act(action, code) }
    try await house.act(.sign, code, by: actor)
    return try await house.centre.readDossier(code, by: house.officer(.leader)).events.last?.actor
  }

  @Test(arguments: Engine.allCases)
  func aDeputySignsInTheHeadsPlace(_ engine: Engine) async throws {
    let leaders = try await leaders(engine)
    let house = leaders.people.house
    #expect(try await signer(house, by: leaders.deputy)?.title == "PHÓ CHỦ TỊCH")
    try await house.centre.delegateSignature(form(leaders.head, leaders.deputy), by: leaders.head)
    #expect(
      try await signer(house, by: try await house.signedIn("phochutich"))?.title == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
    // The head's own signature stays the head's.
    #expect(try await signer(house, by: try await house.signedIn("chutich"))?.title == "CHỦ TỊCH")
    try house.clock("2026-03-09T08:00")
    #expect(try await signer(house, by: try await house.signedIn("phochutich"))?.title == "PHÓ CHỦ TỊCH")
    let events = try await leaders.people.events(leaders.deputy.id)
    #expect(events.last?.name == .delegated && events.last?.facts["ground"]?.contains("12/TB-UBND") ?? false)
  }

  @Test func itIsForWhatItWasGiven() async throws {
    let leaders = try await leaders(.sqlite)
    let house = leaders.people.house
    try await house.centre.delegateSignature(
      form(leaders.head, leaders.deputy, procedures: "2.000884"), by: leaders.head)
    #expect(try await signer(house, by: try await house.signedIn("phochutich"))?.title == "PHÓ CHỦ TỊCH")
    let listed = try await house.centre.listDelegations(by: leaders.head).delegations
    try await house.centre.endDelegation(try #require(listed.first).id, by: leaders.head)
    try await house.centre.delegateSignature(
      form(leaders.head, leaders.deputy, procedures: "2.000884, 2.000815"), by: leaders.head)
    #expect(
      try await signer(house, by: try await house.signedIn("phochutich"))?.title == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
  }

  /// Somebody who is no leader signs by authorisation, signs only, and only what it was given for.
  @Test(arguments: Engine.allCases)
  func anOfficerSignsByAuthorisation(_ engine: Engine) async throws {
    let leaders = try await leaders(engine)
    let house = leaders.people.house
    let officer = try await house.colleague("hotich", "Trần Văn Tịch", [.specialist])
    try await leaders.people.centre.givePost(
      StaffHouse.post([.specialist], title: "Công chức Tư pháp – Hộ tịch"), to: officer.id,
      by: leaders.people.administrator)
    let before = try await house.signedIn("hotich")
    await #expect(throws: DossierRefusal.notYourRole(.leader)) { try await signer(house, by: before) }
    let invalid = await #expect(throws: InvalidInput.self) {
      try await house.centre.delegateSignature(form(leaders.head, officer), by: leaders.head)
    }
    #expect(invalid?.problems.map(\.field) == ["deputy"])
    try await house.centre.delegateSignature(
      form(leaders.head, officer, form: "tuq", procedures: "2.000815"), by: leaders.head)
    let authorised = try await house.signedIn("hotich")
    #expect(
      try await signer(house, by: authorised)?.title == "TUQ. CHỦ TỊCH\nCÔNG CHỨC TƯ PHÁP – HỘ TỊCH")
    let code = try await house.receive().code
    for action in [DossierAction.pay, .check] { try await house.act(action, code) }
    await #expect(throws: DossierRefusal.notYourRole(.leader)) {
      try await house.act(.approve, code, by: authorised)
    }
  }

  @Test func itIsGivenByWhoLeadsTheUnitAndMakesSense() async throws {
    let leaders = try await leaders(.sqlite)
    let centre = leaders.people.centre
    let stranger = try await leaders.people.house.colleague("xa", "Lê Văn Xa", [.leader], unit: "24781")
    let clerk = try await leaders.people.house.colleague("thu", "Lê Thị Thư", [.recordsClerk])
    func fields(_ form: DelegationForm, by actor: Actor) async -> [String?]? {
      await #expect(throws: InvalidInput.self) { try await centre.delegateSignature(form, by: actor) }?.problems
        .map(\.field)
    }
    await #expect(throws: UnitRefusal.notYours) {
      try await centre.delegateSignature(form(leaders.head, leaders.deputy), by: clerk)
    }
    #expect(await fields(form(leaders.head, leaders.deputy), by: stranger) == ["grantor", "deputy"])
    #expect(await fields(form(leaders.head, leaders.head), by: leaders.head) == ["deputy"])
    #expect(await fields(form(clerk, leaders.deputy), by: leaders.head) == ["grantor"])
    #expect(
      await fields(form(leaders.head, leaders.deputy, procedures: "1.999999"), by: leaders.head) == ["procedures"])
    #expect(
      await fields(form(leaders.head, leaders.deputy, form: "x", until: "01/03/2026"), by: leaders.head)
        == ["until", "form"])
  }
}
