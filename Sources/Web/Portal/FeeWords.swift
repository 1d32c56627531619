import Centre
import Domain

/// What a procedure costs, in words for who asks before filing.
struct FeeWords {
  private let procedure: Procedure
  private let texts: Texts
  private let wording: Wording

  init(_ procedure: Procedure, _ texts: Texts, _ wording: Wording) {
    self.procedure = procedure
    self.texts = texts
    self.wording = wording
  }

  /// The tariff of a day and its parts, each with when it is owed, who is free of it and its law; one line when nothing
  /// is owed.
  func lines(on today: CivilDate) -> [ProcedurePage.Line] {
    guard let tariff = procedure.fee.tariffs.first(where: { $0.isInForce(on: today) }) else { return [free(nil)] }
    let own = line(pages(tariff.pages) + amounts(tariff.perCase, tariff.each), tariff.when, nil, tariff.source)
    let parts = (tariff.parts ?? []).compactMap { line(amounts($0.perCase, $0.each), $0.when, $0.key, $0.source) }
    let lines = [own].compactMap { $0 } + parts
    return lines.isEmpty ? [free(tariff.source.text)] : lines
  }

  private func free(_ source: String?) -> ProcedurePage.Line {
    ProcedurePage.Line(text: wording.text("portal.procedure.no-fee"), source: source)
  }

  private func line(
    _ amounts: [String], _ when: FieldCondition?, _ part: String?, _ source: Citation
  ) -> ProcedurePage.Line? {
    guard !amounts.isEmpty else { return nil }
    var sentences = amounts
    if let when {
      let words = when.words(in: procedure, wording.language, texts)
      sentences.append(wording.text("portal.procedure.fee-when", ["when": words]))
    }
    let exemptions = (procedure.fee.exemptions ?? []).filter { $0.frees(part) }
    if !exemptions.isEmpty {
      let names = exemptions.map { $0.name[wording.language] }.joined(separator: "; ")
      sentences.append(wording.text("portal.procedure.fee-free-for", ["who": names]))
    }
    return ProcedurePage.Line(text: sentences.joined(separator: " "), source: source.text)
  }

  private func pages(_ pages: FeeTariff.Pages?) -> [String] {
    guard let pages else { return [] }
    return [
      wording.text(
        "portal.procedure.fee",
        [
          "first": wording.money(pages.perFirstPage), "pages": String(pages.firstPages),
          "further": wording.money(pages.perFurtherPage), "maximum": wording.money(pages.maximumACopy),
        ])
    ]
  }

  private func amounts(_ perCase: Int?, _ each: FeeTariff.Each?) -> [String] {
    var amounts: [String] = []
    if let perCase, perCase > 0 {
      amounts.append(wording.text("portal.procedure.fee-case", ["amount": wording.money(perCase)]))
    }
    if let each {
      let what = procedure.form?.field(each.field)?.label[wording.language] ?? each.field
      amounts.append(wording.text("portal.procedure.fee-each", ["amount": wording.money(each.amount), "what": what]))
    }
    return amounts
  }
}
