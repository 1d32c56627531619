import Domain
import Paper

extension Centre {
  /// The refusal of a dossier (phiếu từ chối tiếp nhận giải quyết hồ sơ).
  func refusal(_ history: History, _ refused: RefusalGiven) throws -> Notice {
    .refusal(
      try matter(history), reason: refused.reason, grounds: grounds(for: refused.reason, history.procedure),
      formTexts(history.language))
  }

  /// The law that a refusal stands on: that of the procedure's grounds which the reason names, else what the reason
  /// cites of the procedure's law by its number. Without either the officer writes it: a ground that nobody named or
  /// confirmed does not belong on a paper that a person may take to court.
  private func grounds(for reason: String, _ procedure: Procedure) -> [String] {
    let folded = SearchText.fold(reason)
    let named = procedure.refusals.filter { folded.contains(SearchText.fold($0.text.vi)) }.compactMap(\.source)
    let cited = procedure.legalBasis.filter { basis in
      basis.text.split(whereSeparator: { " ,;".contains($0) }).contains { $0.contains("/") && reason.contains($0) }
    }
    return (named.isEmpty ? cited : named).filter { $0.unverified == nil }.map(\.text)
  }
}
