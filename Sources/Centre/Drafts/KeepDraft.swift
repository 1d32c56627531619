public import Domain
import Foundation
import Storage

/// A filing that was begun on the portal, a kiosk or at a counter: kept as typed from the first page on, and taken
/// up again on any device.
public struct DossierDraft: Sendable {
  /// The public code.
  public let code: String
  /// The form as typed.
  public var form: DossierForm
  /// The dossier that it became.
  public let dossier: DossierCode?
  /// The citizen whose it is, when one was signed in.
  public var citizen: String?
  /// The provider by which the person wanted to be identified and that was down.
  public var awaitedProvider: String?

  /// Who sends files and files the dossier from this draft.
  public var actor: Actor { .citizen(draft: code) }
}

extension DossierDraft {
  /// The draft as it was kept.
  init(_ kept: KeptDraft) throws {
    self.init(
      code: kept.code, form: try JSONDecoder().decode(DossierForm.self, from: Data(kept.body.utf8)),
      dossier: kept.dossier, citizen: kept.citizen, awaitedProvider: kept.awaitedProvider)
  }
}

/// Why a draft is not opened.
public enum DraftRefusal: Refusal, Hashable {
  /// Code and secret don't belong together, or the draft was forgotten after 30 days.
  case unknown
  /// Too many wrong secrets.
  case tooMany(minutes: Int)

  /// What kind of "no" it is.
  public var kind: RefusalKind { self == .unknown ? .missing : .tooMany }
  /// The sentence.
  public var textKey: String { self == .unknown ? "error.draft.unknown" : "error.look-up.too-many" }
  /// The field.
  public var field: String? { "secret" }
  /// The values of the sentence.
  public var values: [String: String] {
    if case .tooMany(let minutes) = self { ["minutes": String(minutes)] } else { [:] }
  }
}

extension Centre {
  /// How many days an untouched draft is kept.
  public static let draftDays = 30

  /// Begins a draft and answers it with the secret that opens it again; the secret is kept only as a hash. For a citizen
  /// who is signed in it is the citizen's, and what is known is filled in.
  public func beginDraft(
    _ form: DossierForm, for citizen: Citizen? = nil
  ) async throws -> (draft: DossierDraft, secret: String) {
    var form = form
    if let citizen { form.applicant = (form.applicant ?? PersonForm()).filled(from: citizen.person) }
    let secret = ReadableSecret.random()
    let code = String(ReadableSecret.random().prefix(10))
    let draft = DossierDraft(code: code, form: form, dossier: nil, citizen: citizen?.id)
    try await keep(draft, secretHash: Fingerprint.of(secret))
    return (draft, secret)
  }

  /// Opens a draft.
  public func openDraft(code typed: String, secret typedSecret: String, place: String) async throws -> DossierDraft {
    let now = now()
    let code = String(typed.uppercased().filter { $0.isLetter || $0.isNumber }.prefix(20))
    let attempt = "draft|\(code)|\(place)"
    if let minutes = lookUpThrottle.minutesToWait(attempt, now: now) { throw DraftRefusal.tooMany(minutes: minutes) }
    guard let secret = ReadableSecret.read(typedSecret),
      let kept = try await database.read({ try $0.draft(code) }),
      Fingerprint.same(kept.secretHash, Fingerprint.of(secret))
    else {
      lookUpThrottle.failed(attempt, now: now)
      throw DraftRefusal.unknown
    }
    return try DossierDraft(kept)
  }

  /// Keeps what was typed. A draft that has become a dossier no longer changes.
  ///
  /// - Throws: `InvalidInput` when the form is larger than a person could have typed.
  public func keepDraft(_ draft: DossierDraft) async throws {
    guard draft.dossier == nil else { return }
    try await keep(draft, secretHash: nil)
  }

  /// Files a draft: the dossier and the draft's end in one transaction with one key, so that a second click gets the
  /// first receipt.
  ///
  /// - Parameter citizen: who is signed in.
  public func fileDraft(_ draft: DossierDraft, citizen: Citizen? = nil) async throws -> ReceivedDossier {
    if let code = draft.dossier { return try await receivedDossier(code) }
    let received = try await receiveDossier(
      draft.form, by: draft.actor, key: IdempotencyKey("draft-\(draft.code)", bytes: Array(draft.code.utf8)),
      identification: identification(of: draft, citizen: citizen))
    try await keep(
      DossierDraft(code: draft.code, form: DossierForm(), dossier: received.code, citizen: draft.citizen),
      secretHash: nil)
    return received
  }

  private func receivedDossier(_ code: DossierCode) async throws -> ReceivedDossier {
    guard let reception = try await database.read({ try $0.dossier(code) })?.reception else {
      throw DraftRefusal.unknown
    }
    return ReceivedDossier(
      code: code, receivedAt: reception.receivedAt, dueAt: reception.dueAt, promisedAt: reception.promisedAt,
      fee: reception.fee)
  }

  private func keep(_ draft: DossierDraft, secretHash: String?) async throws {
    let body = String(decoding: try JSONEncoder().encode(draft.form), as: UTF8.self)
    guard body.utf8.count <= 256 * 1024 else { throw InvalidInput([FieldProblem("form", "error.draft.too-large")]) }
    let now = now()
    try await database.write { tx in
      let kept = try tx.draft(draft.code)
      guard let hash = secretHash ?? kept?.secretHash else { throw DraftRefusal.unknown }
      if kept?.dossier != nil { return }
      try tx.save(
        KeptDraft(
          code: draft.code, secretHash: hash, body: body, updatedAt: now, dossier: draft.dossier,
          citizen: draft.citizen,
          awaitedProvider: draft.awaitedProvider))
    }
  }

  /// Forgets drafts that nobody touched for 30 days.
  public func forgetOldDrafts() async throws -> Int {
    let before = now().adding(minutes: -Self.draftDays * 24 * 60)
    return try await database.write { try $0.deleteDrafts(untouchedSince: before) }
  }
}
