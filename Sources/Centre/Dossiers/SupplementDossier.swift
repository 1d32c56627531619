public import Domain
import Storage

extension Centre {
  /// The change when what was asked for came: corrected answers and papers, all checked as at filing.
  func supplement(
    _ decision: DossierDecision, _ act: DossierAct, sentBy sender: String, _ calendar: WorkingCalendar, _ at: Instant,
    _ tx: Transaction
  ) throws -> DossierChange {
    let dossier = decision.dossier
    let reception = dossier.reception
    var form = DossierForm()
    form.procedure = reception.procedure.rawValue
    form.channel = reception.channel.rawValue
    form.answers = dossier.reception.answers.values.merging(act.answers ?? [:]) { _, new in new }
    form.papers = act.papers
    var check = FormCheck()
    let answers =
      act.answers == nil ? Answers() : try correctedAnswers(form, decision.procedure, at, &check)
    let asked = Set((act.papers ?? []).compactMap(\.key))
    let papers = form.suppliedPapers(decision.procedure, asked, &check)
    guard check.problems.isEmpty else { throw InvalidInput(check.problems) }
    guard !papers.isEmpty || act.answers != nil || act.note != nil else {
      throw InvalidInput([FieldProblem("papers", "error.dossier.supplement-nothing")])
    }
    try holdCorrectedValues(answers, of: decision, tx)
    var files = AttachedFiles(tx: tx, owner: sender)
    let attached = try files.attach(
      papers, of: decision.procedure, person: key.personKey(of: dossier.owner.identity), at: at)
    return try decision.supplemented(
      answers: answers, papers: attached, note: act.note, calendar: calendar, now: at)
  }

  /// Takes a corrected value that must be unique in the unit, and lets go of the one before.
  private func holdCorrectedValues(_ answers: Answers, of decision: DossierDecision, _ tx: Transaction) throws {
    let reception = decision.dossier.reception
    for field in decision.procedure.form?.fields ?? [] {
      guard let kind = field.uniqueIn, !answers[field.key].isEmpty else { continue }
      let old = SearchText.fold(decision.dossier.answers[field.key])
      let new = SearchText.fold(answers[field.key])
      guard new != old else { continue }
      if try tx.holder(of: new, kind: kind, unit: reception.competentUnit) != nil {
        throw InvalidInput([FieldProblem("answers.\(field.key)", "error.answers.taken")])
      }
      if try tx.holder(of: old, kind: kind, unit: reception.competentUnit) == reception.code {
        try tx.release(old, kind: kind, unit: reception.competentUnit)
      }
      try tx.hold(new, kind: kind, unit: reception.competentUnit, dossier: reception.code)
    }
  }

  private func correctedAnswers(
    _ form: DossierForm, _ procedure: Procedure, _ at: Instant, _ check: inout FormCheck
  ) throws -> Answers {
    guard let fields = procedure.form else { return Answers() }
    return AnswersCheck(form: fields, lists: catalogue.lists, today: at.date, prefix: "answers")
      .checked(form.answers ?? [:], &check)
  }

  /// Takes what the applicant completes who holds the dossier's secret.
  public func supplementDossier(
    code: String, secret: String, place: String, _ act: DossierAct, key: IdempotencyKey
  ) async throws -> DossierActDone {
    let dossier = try await opened(code, secret, place).0
    return try await byApplicant(.supplement, dossier.reception.code, act, key: key)
  }

  /// Takes the withdrawal of the applicant who holds the dossier's secret.
  public func withdrawDossier(
    code: String, secret: String, place: String, reason: String, key: IdempotencyKey
  ) async throws -> DossierActDone {
    let dossier = try await opened(code, secret, place).0
    return try await byApplicant(.withdraw, dossier.reception.code, DossierAct(note: reason), key: key)
  }

  private func byApplicant(
    _ action: DossierAction, _ code: DossierCode, _ act: DossierAct, key: IdempotencyKey
  ) async throws -> DossierActDone {
    let act = try act.checked(for: action)
    let at = now()
    let actor = Actor.citizen(draft: Self.applicant(of: code))
    return try await once(key, scope: "applicant|\(code.rawValue)|\(action.rawValue)", at: at) { tx in
      guard let dossier = try tx.dossier(code) else { throw DossierRefusal.unknown }
      let decision = DossierDecision(dossier: dossier, procedure: try self.procedure(of: dossier))
      let change =
        action == .withdraw
        ? try decision.withdrawn(reason: act.note ?? "")
        : try self.supplement(
          decision, act, sentBy: actor.id, self.calendar(for: dossier.reception.competentUnit, tx), at, tx)
      let after = try self.append(change, to: dossier, by: actor.reference, at, tx)
      return DossierActDone(code: code, state: after.state, step: after.turn?.step, version: after.version)
    }
  }

  /// The name under which files come that an applicant sends to a dossier.
  static func applicant(of code: DossierCode) -> String { "dossier:\(code.rawValue)" }

  /// Who sends files to a dossier by its secret.
  public func applicant(code: String, secret: String, place: String) async throws -> Actor {
    .citizen(draft: Self.applicant(of: try await opened(code, secret, place).0.reception.code))
  }
}

extension DossierForm {
  /// The papers that came with a supplement; those that were not sent stay as they were.
  fileprivate func suppliedPapers(
    _ procedure: Procedure, _ keys: Set<String>, _ check: inout FormCheck
  ) -> [CheckedPaper] {
    (papers ?? []).compactMap { paper in
      guard let key = paper.key, procedure.papers.contains(where: { $0.key == key }) else {
        check.note(FieldProblem("papers.\((paper.key ?? "").prefix(60))", "error.papers.unknown"))
        return nil
      }
      let files = paper.files ?? []
      if files.count > FilingLimits.filesAnOriginal {
        check.note(
          FieldProblem("papers.\(key).files", "error.files.too-many", ["limit": String(FilingLimits.filesAnOriginal)]))
      }
      let onPaper = paper.onPaper == "yes"
      return files.isEmpty && !onPaper ? nil : CheckedPaper(key: key, files: files, onPaper: onPaper, reuse: nil)
    }
  }
}
