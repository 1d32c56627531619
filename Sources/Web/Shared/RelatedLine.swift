import Centre
import Domain

/// A dossier that belongs together with the one that is looked at.
struct RelatedLine: Sendable {
  let code: String
  let link: String
  let procedure: String
  let unit: String
  /// Where it stands: the state, and the step that waits.
  let state: String
  let since: String
  let due: String
  /// The secret that opens it to the citizen; `nil` where it does not.
  let opensWith: String?

  init(_ related: RelatedDossier, _ catalogue: Catalogue, _ wording: Wording) {
    code = related.code.rawValue
    link = "/desk/dossiers/\(related.code.rawValue)"
    let found = catalogue.newestProcedure(related.procedure)
    procedure = found?.shortName[wording.language] ?? related.procedure.rawValue
    unit = catalogue.units.unit(related.unit)?.name[wording.language] ?? related.unit.rawValue
    let step = related.step.flatMap { found?.step($0)?.name[wording.language] }
    state = [wording.text("shared.state.\(related.state.rawValue)"), step].compactMap { $0 }.joined(separator: " · ")
    since = wording.moment(related.since)
    opensWith = related.secret
    due = wording.moment(related.dueAt)
  }
}

/// What a guidance note leads to: the dossier itself, sent up to the authority with the note.
struct SendUp: Sendable {
  let link: String
  let authority: String
  let procedure: String

  /// Nothing for a dossier that is no guidance note, has no result yet, or was sent up already.
  init?(_ file: DossierFile, _ catalogue: Catalogue, _ today: CivilDate, _ wording: Wording) {
    guard file.procedure.makesGuidance, !file.dossier.results.isEmpty else { return nil }
    let target = ProcedureCode(rawValue: file.dossier.answers["target"])
    guard let procedure = catalogue.procedure(target, on: today),
      let authority = procedure.authority.flatMap({ catalogue.units.unit($0) }),
      !file.related.contains(where: { $0.procedure == target })
    else { return nil }
    link = "/desk/receive/\(target.rawValue)?follows=\(file.dossier.reception.code.rawValue)"
    self.authority = authority.name[wording.language]
    self.procedure = procedure.shortName[wording.language]
  }
}
