import Centre
import Domain

/// A procedure in a list to choose from.
struct ProcedureLine: Sendable {
  let code: String
  let name: String
  let field: String
  let time: String
  /// Who settles it, when it is not the commune.
  let authority: String?

  init(_ procedure: Procedure, _ catalogue: Catalogue, _ language: Language) {
    code = procedure.code.rawValue
    name = procedure.shortName[language]
    field = procedure.field[language]
    time = procedure.timeLimit.wholeText[language]
    authority = procedure.authority.flatMap { catalogue.units.unit($0)?.name[language] }
  }
}

/// The procedures of one field.
struct ProcedureGroup: Sendable {
  let groupName: String
  let entries: [ProcedureLine]

  /// All procedures of a day by field.
  static func all(of catalogue: Catalogue, on today: CivilDate, _ language: Language) -> [ProcedureGroup] {
    let lines = catalogue.findProcedures("", on: today).map { ProcedureLine($0, catalogue, language) }
    return Dictionary(grouping: lines, by: \.field).sorted { SearchText.fold($0.key) < SearchText.fold($1.key) }
      .map { group in
        ProcedureGroup(
          groupName: group.key,
          entries: group.value.sorted { SearchText.fold($0.name) < SearchText.fold($1.name) })
      }
  }
}
