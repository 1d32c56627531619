import Centre
import Domain
import Storage

/// What a citizen has here: drafts and dossiers, and how the citizen is signed in.
struct MyPage: Sendable {
  struct DraftLine: Sendable {
    let code: String
    let procedure: String
    let unit: String?
    let changed: String
  }

  struct DossierLine: Sendable {
    let code: String
    let secret: String
    let procedure: String
    let unit: String
    let state: String
    let received: String
    let due: String
  }

  let name: String
  let provider: String
  let level: Int
  /// Whether the provider has identified the person for the personal number.
  let isIdentified: Bool
  let drafts: [DraftLine]
  let noDrafts: Bool
  let dossiers: [DossierLine]
  let noDossiers: Bool

  init(
    _ citizen: Citizen, provider: String, drafts: [(draft: DossierDraft, updatedAt: Instant)],
    dossiers: [DossierListItem], _ centre: Centre, _ wording: Wording
  ) {
    let catalogue = centre.catalogue
    let language = wording.language
    let today = centre.now().date
    func name(_ code: ProcedureCode) -> String {
      catalogue.procedure(code, on: today)?.shortName[language] ?? code.rawValue
    }
    self.name = citizen.person.name ?? ""
    self.provider = provider
    level = citizen.level.rawValue
    isIdentified = citizen.number != nil
    self.drafts = drafts.map { draft, updatedAt in
      DraftLine(
        code: draft.code, procedure: name(ProcedureCode(rawValue: draft.form.procedure ?? "")),
        unit: draft.form.unit.flatMap { catalogue.units.unit(UnitCode(rawValue: $0))?.name[language] },
        changed: wording.moment(updatedAt))
    }
    noDrafts = drafts.isEmpty
    self.dossiers = dossiers.map { item in
      DossierLine(
        code: item.code.rawValue, secret: centre.key.lookUpSecret(of: item.code), procedure: name(item.procedure),
        unit: catalogue.units.unit(item.receivingUnit)?.name[language] ?? "",
        state: wording.text("shared.state.\(item.state.rawValue)"), received: wording.moment(item.receivedAt),
        due: wording.moment(item.dueAt))
    }
    noDossiers = dossiers.isEmpty
  }
}
