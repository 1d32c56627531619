import Domain
import Paper

extension Centre {
  /// The request to complete papers (phiếu yêu cầu bổ sung, hoàn thiện hồ sơ).
  func supplementRequest(_ history: History, _ request: SupplementRequest) throws -> Notice {
    let language = history.language
    let unit = try unit(history.event.actor.unit ?? history.dossier.reception.competentUnit)
    let texts = catalogue.texts
    func centre(_ language: Language) -> String {
      let centre = language == .vi ? texts.text("shared.centre", .vi) : texts.text("shared.centre", language) + ","
      return "\(centre) \(unit.name[language])" + (unit.address.map { " (\($0))" } ?? "")
    }
    return .supplementRequest(
      try matter(history),
      missing: request.items.map { item in
        Notice.Missing(
          about: item.about.flatMap { subject($0, history.procedure) }.map { ReaderText($0, for: language) },
          reason: item.text)
      },
      until: request.until,
      contact: Notice.Contact(
        place: ReaderText(centre(.vi), centre(language), language), phone: unit.phone), formTexts(language))
  }

  /// The name of the paper or field that something is asked about.
  private func subject(_ key: String, _ procedure: Procedure) -> LocalizedText? {
    procedure.papers.first { $0.key == key }?.name ?? procedure.anyField(key)?.label
  }
}
