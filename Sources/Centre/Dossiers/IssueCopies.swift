import Domain
import Foundation
import Paper
import Storage

extension Centre {
  /// Makes the certified copies of a dossier that waits to be issued, one for each original, and keeps them durably
  /// before the transaction that names them. Answers nothing when the dossier waits for something else; the decision
  /// will say so.
  func makeCopies(of code: DossierCode, by actor: Actor) async throws -> [IssuedCopy] {
    let dossier = try await database.read { try self.dossier(code, for: actor, $0) }
    guard dossier.turn?.action == .issue, let signed = dossier.evidence(of: .sign) else { return [] }
    let numberedOn = (dossier.evidence(of: .number)?.at ?? now()).date
    var copies: [IssuedCopy] = []
    for number in dossier.numbers {
      guard let original = dossier.reception.originals.first(where: { $0.position == number.original }) else {
        continue
      }
      let token = key.copyToken(of: code, original: original.position)
      let copy = CertifiedCopy(
        original: CertifiedCopy.Original(name: original.name, number: original.number, pages: original.pages),
        scans: try await scans(of: original),
        certification: CertifiedCopy.Certification(
          number: number.number, book: RegisterBook.code(symbol: number.book, year: number.year), date: numberedOn,
          body: catalogue.units.unit(dossier.reception.competentUnit)?.committee ?? "",
          signerTitle: signed.by.title.split(separator: "\n").map(String.init), signerName: signed.by.name),
        checkURL: "\(settings.publicURL)/verify/\(token)", checkCode: ReadableSecret.printed(token))
      let stored = try await files.keep(try await copy.pdf(formTexts(.vi)))
      copies.append(IssuedCopy(original: original.position, sha256: stored.sha256, size: stored.size, token: token))
    }
    return copies
  }

  private func scans(of original: Original) async throws -> [CertifiedCopy.Scan] {
    var scans: [CertifiedCopy.Scan] = []
    for file in original.scans {
      guard let kind = UploadKind(mediaType: file.mediaType) else { continue }
      scans.append(CertifiedCopy.Scan(path: try await files.path(of: file.sha256), kind: kind))
    }
    return scans
  }

  /// The change when copies are issued.
  func issue(_ copies: [IssuedCopy], _ decision: DossierDecision, _ tx: Transaction) throws -> DossierChange {
    let turn = try decision.turn(for: .issue)
    let dossier = decision.dossier
    guard copies.count == dossier.numbers.count, !copies.isEmpty else { throw DossierRefusal.changedMeanwhile }
    for copy in copies { try tx.insert(copy, of: dossier.reception.code) }
    return .stepDone(
      StepDone(step: turn.step, action: .issue, next: decision.next(after: turn), results: copies))
  }

  /// The fixed words of forms, for a reader of a language.
  func formTexts(_ language: Language) -> FormTexts {
    let texts = catalogue.texts
    return FormTexts(language: language) { key, language in texts.text(key, language) }
  }
}
