import Domain
import Foundation
import Paper
import Storage

extension Centre {
  /// Makes the results of a dossier that waits to be issued and keeps them durably before the transaction that names
  /// them. Answers nothing when the dossier waits for something else; the decision will say so.
  func makeResults(of code: DossierCode, by actor: Actor) async throws -> [IssuedResult] {
    let dossier = try await database.read { try self.dossier(code, for: actor, $0) }
    guard !dossier.state.isWaiting, dossier.turn?.action == .issue, dossier.evidence(of: .sign) != nil else {
      return []
    }
    let procedure = try procedure(of: dossier)
    var made: [IssuedResult] = []
    for result in procedure.results(for: dossier.answers) {
      switch result.kind {
      case .certifiedCopies: made += try await makeCopies(of: dossier, result)
      case .document: made.append(try await makeDocument(of: dossier, procedure, result))
      case .guidance: made.append(try await makeGuidance(of: dossier, result))
      }
    }
    return made
  }

  /// The certified copies, one for each original.
  private func makeCopies(of dossier: Dossier, _ result: ProcedureResult) async throws -> [IssuedResult] {
    guard let signed = dossier.evidence(of: .sign) else { return [] }
    let numberedOn = (dossier.evidence(of: .number)?.at ?? now()).date
    var copies: [IssuedResult] = []
    for number in dossier.numbers {
      guard let original = dossier.reception.originals.first(where: { $0.position == number.original }) else {
        continue
      }
      let token = key.copyToken(of: dossier.reception.code, original: original.position)
      let copy = CertifiedCopy(
        original: CertifiedCopy.Original(name: original.name, number: original.number, pages: original.pages),
        scans: try await scans(of: original),
        certification: CertifiedCopy.Certification(
          number: number.number, book: RegisterBook.code(symbol: number.book, year: number.year), date: numberedOn,
          body: catalogue.units.unit(dossier.reception.competentUnit)?.committee ?? "",
          signerTitle: signed.by.title.split(separator: "\n").map(String.init), signerName: signed.by.name),
        checkURL: "\(settings.publicURL)/verify/\(token)", checkCode: ReadableSecret.printed(token))
      let stored = try await files.keep(try await copy.pdf(formTexts(.vi)))
      copies.append(
        IssuedResult(
          key: result.key, original: original.position, name: original.name, sha256: stored.sha256, size: stored.size,
          token: token))
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

  /// The change when results are issued: their tokens lead to them, what they hold is kept as the person's data, and
  /// values that they give back are free.
  func issue(
    _ made: [IssuedResult], _ decision: DossierDecision, _ at: Instant, _ tx: Transaction
  ) throws -> DossierChange {
    let turn = try decision.turn(for: .issue)
    let dossier = decision.dossier
    let reception = dossier.reception
    guard !made.isEmpty else { throw DossierRefusal.changedMeanwhile }
    if decision.procedure.listsOriginals && made.count != dossier.numbers.count {
      throw DossierRefusal.changedMeanwhile
    }
    for result in made { try tx.insert(result, of: reception.code) }
    for result in decision.procedure.results(for: dossier.answers) where result.kind == .document {
      let kept = (result.keeps ?? []).map { ($0, dossier.answers[$0]) }
      try tx.insert(
        HeldResult(
          person: key.personKey(of: dossier.owner.identity), procedure: reception.procedure, result: result.key,
          dossier: reception.code, name: result.name.vi, at: at,
          values: Answers(Dictionary(kept, uniquingKeysWith: { first, _ in first }))))
    }
    for field in decision.procedure.form?.fields ?? [] {
      guard let kind = field.releases, !dossier.answers[field.key].isEmpty else { continue }
      try tx.release(SearchText.fold(dossier.answers[field.key]), kind: kind, unit: reception.competentUnit)
    }
    return .stepDone(
      StepDone(step: turn.step, action: .issue, next: try decision.next(after: turn), results: made))
  }

  /// The fixed words of forms, for a reader of a language.
  func formTexts(_ language: Language) -> FormTexts {
    let texts = catalogue.texts
    return FormTexts(language: language) { key, language in texts.text(key, language) }
  }
}
