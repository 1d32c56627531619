import Domain
import Paper

extension Centre {
  /// Makes a guidance note (phiếu hướng dẫn) from the procedure that it leads to, and keeps it: which authority and
  /// where, papers, fee, time, how to file online, usual mistakes.
  func makeGuidance(of dossier: Dossier, _ result: ProcedureResult) async throws -> IssuedResult {
    let code = ProcedureCode(rawValue: dossier.answers["target"])
    guard let target = catalogue.procedure(code, on: now().date) ?? catalogue.newestProcedure(code) else {
      throw InvalidInput([FieldProblem("answers.target", "error.procedure.unknown")])
    }
    let note = GuidanceNote(dossier: dossier, target: target, catalogue: catalogue, today: now().date)
    return try await issued(
      dossier, result, title: note.text("title"), symbol: "PHD-UBND", abstract: target.shortName.vi, bases: [],
      pieces: note.pieces, recipients: [note.text("recipient")])
  }
}

/// What a guidance note tells of a procedure. A note is an official paper and therefore Vietnamese.
struct GuidanceNote {
  let dossier: Dossier
  let target: Procedure
  let catalogue: Catalogue
  let today: CivilDate

  /// A fixed word or sentence of the note.
  func text(_ key: String, _ values: [String: String] = [:]) -> String {
    catalogue.texts.text("paper.guidance.\(key)", .vi, values)
  }

  private func fields(_ named: [(String, String?)]) -> ResultDocument.Piece {
    .fields(
      named.compactMap { key, value in
        value.flatMap { $0.isEmpty ? nil : ResultDocument.Field(label: text(key), value: $0) }
      })
  }

  /// The note from top to bottom.
  var pieces: [ResultDocument.Piece] {
    let authority = target.authority.flatMap { catalogue.units.unit($0) }
    var pieces: [ResultDocument.Piece] = [
      fields([
        ("person", dossier.owner.name), ("need", dossier.answers["need"]),
        ("procedure", "\(target.name.vi) (\(target.code.rawValue))"),
      ]),
      .heading(text("where")),
      fields([
        ("authority", authority?.name.vi), ("address", authority?.address), ("phone", authority?.phone),
        ("website", authority?.website), ("file-at", fileAt), ("online", online),
        ("time", target.timeLimit.wholeText.vi), ("fee", fee),
      ]),
      .heading(text("papers")),
      .table(header: [text("paper"), text("source")], rows: papers),
    ]
    if !target.guide.isEmpty {
      pieces += [.heading(text("how"))] + target.guide.map { .paragraph("– \($0.text.vi)") }
    }
    // What a dossier is refused for is what applicants get wrong.
    if !target.refusals.isEmpty {
      pieces += [.heading(text("mistakes"))] + target.refusals.map { .paragraph("– \($0.text.vi)") }
    }
    if !dossier.answers["advice"].isEmpty {
      pieces += [.heading(text("advice")), .paragraph(dossier.answers["advice"])]
    }
    return pieces
  }

  /// The centre that hands the note over takes the dossier too, where the law lets any centre take it.
  private var fileAt: String? {
    guard target.nonBoundary, let unit = catalogue.units.unit(dossier.reception.receivingUnit) else { return nil }
    return text("at-centre", ["unit": unit.nameInSentence])
  }

  private var online: String { text("online-\(target.online.rawValue)", ["code": target.code.rawValue]) }

  private var papers: [[String]] {
    target.papers.enumerated().map { index, paper in
      let name = paper.optional ?? false ? text("if-any", ["paper": paper.name.vi]) : paper.name.vi
      let kind = text(paper.original ? "original" : "copy")
      return ["\(index + 1). \(name) – \(kind.lowercased())", paper.source.text]
    }
  }

  /// What it costs, and who pays nothing.
  private var fee: String {
    guard let tariff = target.fee.tariffs.first(where: { $0.isInForce(on: today) }) else { return "" }
    let parts =
      amounts(tariff.perCase, tariff.each, nil, tariff.when)
      + (tariff.parts ?? []).flatMap { amounts($0.perCase, $0.each, $0.key, $0.when) }
    return parts.isEmpty ? text("free") : parts.joined(separator: "; ")
  }

  /// One amount or two, when they are owed, and who is free of them.
  private func amounts(
    _ perCase: Int?, _ each: FeeTariff.Each?, _ part: String?, _ when: FieldCondition?
  ) -> [String] {
    var parts: [String] = []
    if let perCase, perCase > 0 { parts.append(DocumentValues.money(perCase)) }
    if let each {
      let what = target.form?.field(each.field)?.label.vi ?? each.field
      parts.append("\(DocumentValues.money(each.amount)) × \(what)")
    }
    if parts.isEmpty { return [] }
    if let when { parts.append(when.words(in: target, .vi, catalogue.texts)) }
    let exemptions = (target.fee.exemptions ?? []).filter { $0.frees(part) }
    if !exemptions.isEmpty {
      parts.append(text("free-for", ["who": exemptions.map(\.name.vi).joined(separator: ", ")]))
    }
    return parts
  }
}
