import Domain
import Paper

extension Centre {
  /// The refusal of a dossier (phiếu từ chối tiếp nhận giải quyết hồ sơ).
  func refusal(_ history: History, _ refused: RefusalGiven) throws -> Notice {
    .refusal(
      try matter(history), reason: refused.reason, grounds: grounds(for: refused.reason, history.procedure),
      formTexts(history.language))
  }

  /// The law that a refusal stands on: that of the procedure's grounds which the reason names, else the procedure's
  /// own. What nobody confirmed is not printed on a paper that a person may take to court.
  private func grounds(for reason: String, _ procedure: Procedure) -> [String] {
    let folded = SearchText.fold(reason)
    let named = procedure.refusals.filter { folded.contains(SearchText.fold($0.text.vi)) }.compactMap(\.source)
    return (named.isEmpty ? procedure.legalBasis : named).filter { $0.unverified == nil }.map(\.text)
  }
}
