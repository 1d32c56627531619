public import Domain
import Foundation
public import Storage

/// What belongs to a citizen who is signed in: drafts and dossiers.
extension Centre {
  /// How many drafts and dossiers a citizen sees.
  static let citizensOwn = 50

  /// The drafts of a citizen that are no dossier yet, the last changed first, with the moment of that.
  public func drafts(of citizen: Citizen) async throws -> [(draft: DossierDraft, updatedAt: Instant)] {
    guard citizen.may(.readOwnRecord) else { return [] }
    let kept = try await database.read { try $0.drafts(ofCitizen: citizen.id, limit: Self.citizensOwn) }
    return try kept.map { (try DossierDraft($0), $0.updatedAt) }
  }

  /// The dossiers in which a citizen's personal number is the filer's or the owner's, the latest first; none when the
  /// provider has not identified the person for the number.
  public func dossiers(of citizen: Citizen) async throws -> [DossierListItem] {
    guard citizen.may(.readOwnRecord), let number = citizen.number else { return [] }
    let person = key.personKey(of: .personalNumber(number))
    return try await database.read { try $0.dossiers(ofPerson: person, limit: Self.citizensOwn) }
  }

  /// Takes a citizen's draft up on another device: it gets a new secret, so that the old device has it no more.
  ///
  /// - Throws: `DraftRefusal.unknown` when it is not the citizen's.
  public func takeUpDraft(_ code: String, by citizen: Citizen) async throws -> (draft: DossierDraft, secret: String) {
    let secret = ReadableSecret.random()
    let now = now()
    let kept = try await database.write { tx -> KeptDraft in
      guard let kept = try tx.draft(String(code.prefix(20))), kept.citizen == citizen.id else {
        throw DraftRefusal.unknown
      }
      try tx.setSecret(Fingerprint.of(secret), ofDraft: kept.code, at: now)
      return kept
    }
    return (try DossierDraft(kept), secret)
  }

  /// Makes a draft that nobody owns the citizen's, and fills in what is known and was not typed.
  ///
  /// - Returns: the draft as it is then; `nil` when it is somebody else's.
  public func claim(_ draft: DossierDraft, for citizen: Citizen) async throws -> DossierDraft? {
    guard draft.citizen == nil || draft.citizen == citizen.id else { return nil }
    guard draft.dossier == nil else { return draft }
    var draft = draft
    draft.citizen = citizen.id
    draft.form.applicant = (draft.form.applicant ?? PersonForm()).filled(from: citizen.person)
    try await keepDraft(draft)
    return draft
  }

  /// Notes that the person wanted to be identified by a provider that is down: the draft goes on, and an officer checks
  /// the dossier that it becomes.
  public func awaitIdentity(_ draft: DossierDraft, by provider: IdentityProvider) async throws {
    var draft = draft
    draft.awaitedProvider = provider.id
    try await keepDraft(draft)
  }

  /// How the filer of a draft is identified: by the provider, where the form names the person who is signed in; to be
  /// checked, where it could not be asked.
  func identification(of draft: DossierDraft, citizen: Citizen?) -> Identification? {
    if let citizen, draft.citizen == citizen.id, let number = citizen.number, let filer = draft.form.applicant,
      case .success(number) = PersonalNumber.check(filer.personalNumber ?? "", field: "number"),
      SearchText.fold(filer.name ?? "") == SearchText.fold(citizen.person.name ?? "")
    {
      return Identification(provider: citizen.provider, level: citizen.level)
    }
    return draft.awaitedProvider.map { Identification(provider: $0, level: nil) }
  }

  /// Gives dossiers of before the migration their people, in batches; answers whether any are left.
  public func adoptDossierPeople(batch: Int = 200) async throws -> Bool {
    try await database.write { tx in
      guard let after = try tx.dossiersWithoutPeople() else { return false }
      let codes = try tx.dossierCodes(after: after, limit: batch)
      for code in codes {
        guard let dossier = try tx.dossier(code) else { continue }
        try self.notePeople(of: dossier.reception, tx)
      }
      try tx.setDossiersWithoutPeople(after: codes.count == batch ? codes.last?.rawValue : nil)
      return codes.count == batch
    }
  }

  /// Notes whose a dossier is.
  func notePeople(of reception: Reception, _ tx: Transaction) throws {
    for person in [reception.filer, reception.owner].compactMap({ $0 }) {
      guard case .personalNumber = person.identity else { continue }
      try tx.note(person: key.personKey(of: person.identity), of: reception.code)
    }
  }
}

extension Citizen {
  /// Whether a citizen may do something with what is one's own.
  func may(_ permission: Permission) -> Bool { PermissionTable.reach(permission, .citizen) >= .own }
}

extension PersonForm {
  /// This person, with what is missing taken from what is known. Who has typed another number is another person.
  func filled(from known: PersonForm) -> PersonForm {
    func isEmpty(_ text: String?) -> Bool { (text ?? "").isEmpty }
    guard isEmpty(personalNumber) || personalNumber == known.personalNumber, isEmpty(passport) else { return self }
    var filled = self
    if isEmpty(name) { filled.name = known.name }
    if isEmpty(personalNumber) { filled.personalNumber = known.personalNumber }
    if isEmpty(born) { filled.born = known.born }
    if isEmpty(sex) { filled.sex = known.sex }
    if isEmpty(phone) { filled.phone = known.phone }
    if isEmpty(address) { filled.address = known.address }
    return filled
  }
}
