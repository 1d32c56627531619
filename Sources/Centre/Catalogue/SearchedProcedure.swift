import Domain

/// The words by which people find a procedure, folded once when the catalogue is read.
struct SearchedProcedure: Sendable {
  /// The procedure.
  let code: ProcedureCode
  /// All its words.
  let text: String
  private let names: [String]
  private let keywords: Set<String>

  init(_ procedure: Procedure) {
    code = procedure.code
    names = [procedure.shortName, procedure.name].flatMap { [$0.vi, $0.en, $0.ar] }.map(SearchText.fold)
    let field = [procedure.field.vi, procedure.field.en, procedure.field.ar]
    keywords = Set(procedure.keywords.map(SearchText.fold))
    text = SearchText.fold(
      ([procedure.code.rawValue] + names + field + procedure.keywords).joined(separator: " "))
  }

  /// How well its own words are what was asked, folded: 0 is best.
  func rank(_ asked: String) -> Int {
    if code.rawValue == asked || names.contains(where: { $0.hasPrefix(asked) }) { return 0 }
    if keywords.contains(asked) { return 1 }
    return names.contains { $0.contains(asked) } ? 2 : 3
  }
}
