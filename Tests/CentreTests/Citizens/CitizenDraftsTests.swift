import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Centre

/// What belongs to a citizen who is signed in: drafts, dossiers, and how the filing is marked.
@Suite struct CitizenDraftsTests {
  private static func citizen(
    _ id: String = "one", number: String = "068090000101", name: String = "NGUYỄN VĂN MẪU",
    level: IdentityLevel = .second
  ) -> Citizen {
    var person = PersonForm()
    person.name = name
    person.personalNumber = number
    person.born = "1990-02-05"
    person.phone = "0900000111"
    return Citizen(id: id, person: person, level: level, provider: "mau")
  }

  /// A draft that can be filed.
  private func draft(_ house: TestHouse, for citizen: Citizen?) async throws -> (DossierDraft, secret: String) {
    try await house.centre.keepAccount(
      username: "hanh", name: "Nguyễn Thị Hạnh", title: "", unit: "24958", roles: [.receivingOfficer],
      password: "mật-khẩu-dài")
    var form = TestHouse.form(channel: .online)
    if citizen != nil { form.applicant = nil }
    return try await house.centre.beginDraft(form, for: citizen)
  }

  @Test(arguments: Engine.allCases)
  func nothingIsAskedTwice(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let (draft, _) = try await draft(house, for: Self.citizen())
    #expect(draft.form.applicant == Self.citizen().person)
    #expect(throws: Never.self) { try house.centre.preview(draft.form) }
  }

  @Test(arguments: Engine.allCases)
  func yesterdaysDraftIsThereForTheCitizenAlone(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let (draft, secret) = try await draft(house, for: Self.citizen())
    house.clock.set(house.clock.now.adding(minutes: 24 * 60))
    let found = try await house.centre.drafts(of: Self.citizen())
    #expect(found.map(\.draft.code) == [draft.code])
    #expect(try await house.centre.drafts(of: Self.citizen("two")).isEmpty)
    await #expect(throws: DraftRefusal.unknown) {
      try await house.centre.takeUpDraft(draft.code, by: Self.citizen("two"))
    }
    // Taken up on another device, the first one has it no more.
    let (again, newSecret) = try await house.centre.takeUpDraft(draft.code, by: Self.citizen())
    #expect(again.form == draft.form)
    _ = try await house.centre.openDraft(code: draft.code, secret: newSecret, place: "there")
    await #expect(throws: DraftRefusal.unknown) {
      try await house.centre.openDraft(code: draft.code, secret: secret, place: "here")
    }
  }

  @Test(arguments: Engine.allCases)
  func whoSignsInOnTheWayKeepsWhatWasTyped(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    var form = DossierForm()
    form.procedure = "2.000815"
    form.applicant = PersonForm()
    form.applicant?.phone = "0900000999"
    let (draft, _) = try await house.centre.beginDraft(form)
    let claimed = try #require(try await house.centre.claim(draft, for: Self.citizen()))
    #expect(claimed.form.applicant?.phone == "0900000999")
    #expect(claimed.form.applicant?.personalNumber == "068090000101")
    #expect(try await house.centre.claim(claimed, for: Self.citizen("two")) == nil)
    #expect(try await house.centre.drafts(of: Self.citizen()).map(\.draft.form) == [claimed.form])
  }

  @Test func whoTypedAnotherNumberIsAnother() {
    var typed = PersonForm()
    typed.personalNumber = "068195000102"
    #expect(typed.filled(from: Self.citizen().person) == typed)
  }

  @Test(arguments: Engine.allCases)
  func aFiledDossierIsTheFilersAndTheOwners(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    var (draft, _) = try await draft(house, for: Self.citizen())
    draft.form.owner = Self.citizen(number: "068195000102", name: "Trần Thị Bích Ngọc").person
    draft.form.owner?.born = nil
    let received = try await house.centre.fileDraft(draft, citizen: Self.citizen())
    for number in ["068090000101", "068195000102"] {
      let found = try await house.centre.dossiers(of: Self.citizen(number: number))
      #expect(found.map(\.code) == [received.code], "\(number)")
    }
    #expect(try await house.centre.dossiers(of: Self.citizen(number: "068199000104")).isEmpty)
    // A number that nobody has checked shows nothing.
    #expect(try await house.centre.dossiers(of: Self.citizen(level: .first)).isEmpty)
    #expect(try await house.centre.drafts(of: Self.citizen()).isEmpty)
    let dossier = try await house.centre.database.read { try $0.dossier(received.code) }
    #expect(dossier?.reception.identification == Identification(provider: "mau", level: .second))
  }

  @Test(arguments: [
    ("068195000102", "NGUYỄN VĂN MẪU"), ("068090000101", "Nguyễn Văn Khác"),
  ])
  func anotherPersonsFilingIsNotVouchedFor(_ number: String, _ name: String) async throws {
    let house = try await TestHouse.open(.sqlite)
    var (draft, _) = try await draft(house, for: Self.citizen())
    draft.form.applicant?.personalNumber = number
    draft.form.applicant?.name = name
    draft.form.applicant?.born = nil
    #expect(house.centre.identification(of: draft, citizen: Self.citizen()) == nil)
    draft.form.applicant?.personalNumber = "068090000101"
    draft.form.applicant?.name = "Nguyễn văn mẫu"
    #expect(house.centre.identification(of: draft, citizen: Self.citizen())?.level == .second)
    #expect(house.centre.identification(of: draft, citizen: Self.citizen("two")) == nil)
    #expect(house.centre.identification(of: draft, citizen: nil) == nil)
  }

  @Test(arguments: Engine.allCases)
  func aCheckThatCouldNotBeMadeWaitsForAnOfficer(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let (draft, secret) = try await draft(house, for: nil)
    let provider = try #require(
      IdentityProvider(
        id: "mau", name: LocalizedText(vi: "", en: "", ar: ""), issuer: "https://mau.example.vn", clientID: "c",
        clientSecret: "s", claims: .portal))
    try await house.centre.awaitIdentity(draft, by: provider)
    let kept = try await house.centre.openDraft(code: draft.code, secret: secret, place: "here")
    let received = try await house.centre.fileDraft(kept)
    let officer = house.officer(.receivingOfficer)
    #expect(try await house.centre.identityChecks(for: officer).map(\.dossier) == [received.code])
    let other = house.officer(.receivingOfficer, unit: "24781")
    #expect(try await house.centre.identityChecks(for: other).isEmpty)
    await #expect(throws: IdentityCheckRefusal.unknown) {
      try await house.centre.settleIdentityCheck(of: received.code, by: other)
    }
    await #expect(throws: IdentityCheckRefusal.notYours) {
      try await house.centre.settleIdentityCheck(of: received.code, by: house.officer(.leader))
    }
    try await house.centre.settleIdentityCheck(of: received.code, by: officer)
    #expect(try await house.centre.identityChecks(for: officer).isEmpty)
    await #expect(throws: IdentityCheckRefusal.unknown) {
      try await house.centre.settleIdentityCheck(of: received.code, by: officer)
    }
    let file = try await house.centre.readDossier(received.code, by: officer)
    #expect(file.identityCheck?.settledBy?.name == "Cán bộ Mẫu")
    #expect(file.dossier.reception.identification == Identification(provider: "mau", level: nil))
  }

  /// Dossiers of before the migration are their people's too.
  @Test(arguments: Engine.allCases)
  func dossiersOfBeforeFindTheirPeople(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    var codes: [DossierCode] = []
    for _ in 0..<5 { codes.append(try await house.receive().code) }
    try await house.centre.database.write { tx in
      _ = try tx.execute("DELETE FROM dossier_person")
      _ = try tx.execute("INSERT INTO dossier_person_adoption (after) VALUES ('')")
    }
    #expect(try await house.centre.dossiers(of: Self.citizen()).isEmpty)
    while try await house.centre.adoptDossierPeople(batch: 2) {}
    #expect(Set(try await house.centre.dossiers(of: Self.citizen()).map(\.code)) == Set(codes))
    #expect(try await !house.centre.adoptDossierPeople(batch: 2))
  }
}
