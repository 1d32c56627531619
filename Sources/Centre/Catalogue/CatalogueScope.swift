import Domain

/// What the files of a catalogue may name in each other: procedures, what their results keep, lists.
struct CatalogueScope: Sendable {
  private let newest: [ProcedureCode: Procedure]
  let lists: [String: CodeList]

  init(_ procedures: [Procedure], lists: [CodeList]) {
    newest = Dictionary(procedures.map { ($0.code, $0) }) { $0.version < $1.version ? $1 : $0 }
    self.lists = CodeList.byKey(lists, procedures)
  }

  /// Whether there is a procedure of a code.
  func holds(_ code: ProcedureCode) -> Bool { newest[code] != nil }

  /// The newest version of a procedure.
  func procedure(_ code: ProcedureCode) -> Procedure? { newest[code] }

  /// The fields that a procedure's results keep as the person's data.
  func kept(by code: ProcedureCode) -> Set<String> { Set(newest[code]?.results.flatMap { $0.keeps ?? [] } ?? []) }
}
