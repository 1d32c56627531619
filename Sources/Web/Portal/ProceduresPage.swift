import Centre
import Domain

/// All procedures by field.
struct ProceduresPage: Sendable {
  let groups: [ProcedureGroup]

  init(catalogue: Catalogue, today: CivilDate, language: Language) {
    groups = ProcedureGroup.all(of: catalogue, on: today, language)
  }
}
