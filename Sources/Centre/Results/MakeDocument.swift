import Domain
import Paper
import Storage

extension Centre {
  /// Makes a document from its template and keeps it.
  func makeDocument(
    of dossier: Dossier, _ procedure: Procedure, _ result: ProcedureResult
  ) async throws -> IssuedResult {
    guard let template = result.document else {
      throw StorageError.inconsistent("the result \(result.key) has no template")
    }
    let values = DocumentValues(
      dossier: dossier, procedure: procedure, catalogue: catalogue,
      today: (dossier.evidence(of: .number)?.at ?? now()).date)
    let pieces: [ResultDocument.Piece] = template.body.filter { $0.when?.holds(dossier.answers) ?? true }
      .flatMap { self.pieces(of: $0, values, dossier, procedure) }
    return try await issued(
      dossier, result, title: template.title, symbol: template.symbol,
      abstract: template.abstract.map(values.fill), bases: (template.bases ?? []).map(values.fill), pieces: pieces,
      recipients: (template.recipients ?? []).map(values.fill))
  }

  /// Makes a guidance note (phiếu hướng dẫn) from the procedure that it leads to, and keeps it: which authority and
  /// where, papers, fee, time, how to file online, usual mistakes.
  func makeGuidance(of dossier: Dossier, _ result: ProcedureResult) async throws -> IssuedResult {
    let code = ProcedureCode(rawValue: dossier.answers["target"])
    guard let target = catalogue.procedure(code, on: now().date) ?? catalogue.newestProcedure(code) else {
      throw InvalidInput([FieldProblem("answers.target", "error.procedure.unknown")])
    }
    let texts = catalogue.texts
    func text(_ key: String) -> String { texts.text("paper.guidance.\(key)", .vi) }
    func field(_ key: String, _ value: String?) -> ResultDocument.Field? {
      value.flatMap { $0.isEmpty ? nil : ResultDocument.Field(label: text(key), value: $0) }
    }
    let authority = target.authority.flatMap { catalogue.units.unit($0) }
    var pieces: [ResultDocument.Piece] = [
      .fields(
        [
          field("person", dossier.owner.name), field("need", dossier.answers["need"]),
          field("procedure", "\(target.name.vi) (\(target.code.rawValue))"),
        ].compactMap { $0 }),
      .heading(text("where")),
      .fields(
        [
          field("authority", authority?.name.vi), field("address", authority?.address),
          field("phone", authority?.phone), field("website", authority?.website),
          field("time", target.timeLimit.text.vi), field("fee", feeInWords(target)),
        ].compactMap { $0 }),
      .heading(text("papers")),
      .table(
        header: [text("number"), text("paper"), text("kind"), text("source")],
        rows: target.papers.enumerated().map { index, paper in
          [
            String(index + 1), paper.name.vi, text(paper.original ? "original" : "copy"), paper.source.text,
          ]
        }),
    ]
    if !target.guide.isEmpty {
      pieces += [.heading(text("how"))] + target.guide.map { .paragraph($0.text.vi) }
    }
    // What a dossier is refused for is what applicants get wrong.
    if !target.refusals.isEmpty {
      pieces += [.heading(text("mistakes"))] + target.refusals.map { .paragraph("– \($0.text.vi)") }
    }
    if !dossier.answers["advice"].isEmpty { pieces.append(.paragraph(dossier.answers["advice"])) }
    return try await issued(
      dossier, result, title: text("title"), symbol: "PHD-UBND", abstract: target.shortName.vi, bases: [],
      pieces: pieces, recipients: [text("recipient")])
  }

  private func pieces(
    of block: DocumentBlock, _ values: DocumentValues, _ dossier: Dossier, _ procedure: Procedure
  ) -> [ResultDocument.Piece] {
    var pieces: [ResultDocument.Piece] = []
    if let heading = block.heading { pieces.append(.heading(values.fill(heading))) }
    if let paragraph = block.paragraph {
      // What was written in several lines is printed in several.
      pieces += values.fill(paragraph).split(separator: "\n").map { .paragraph(String($0)) }
    }
    if let fields = block.fields {
      pieces.append(
        .fields(fields.map { ResultDocument.Field(label: values.fill($0.label), value: values.fill($0.value)) }))
    }
    if let key = block.codes, let list = procedure.anyField(key)?.list.flatMap({ catalogue.lists[$0] }) {
      let rows = dossier.answers[key].split(separator: "\n").enumerated().map { index, code in
        [String(index + 1), String(code), list.entry(String(code))?.name.vi ?? ""]
      }
      let header = ["number", "code", "name"].map { catalogue.texts.text("paper.result.codes.\($0)", .vi) }
      pieces.append(.table(header: header, rows: rows))
    }
    return pieces
  }

  private func issued(
    _ dossier: Dossier, _ result: ProcedureResult, title: String, symbol: String, abstract: String?, bases: [String],
    pieces: [ResultDocument.Piece], recipients: [String]
  ) async throws -> IssuedResult {
    guard let signed = dossier.evidence(of: .sign), let unit = catalogue.units.unit(dossier.reception.competentUnit)
    else { throw StorageError.inconsistent("a dossier without a signature was issued") }
    let token = key.resultToken(of: dossier.reception.code, result: result.key)
    let number = dossier.numbers.first { $0.original == 0 }.map { OfficialNumber.text($0.number) }
    let document = ResultDocument(
      head: OfficialHead(
        governingBody: unit.kind == .department ? unit.parent.flatMap { catalogue.units.unit($0)?.committee } : nil,
        issuingBody: unit.committee, symbol: "\(number ?? "……")/\(symbol)", place: unit.place,
        date: (dossier.evidence(of: .number) ?? signed).at.date),
      title: title, abstract: abstract, bases: bases, pieces: pieces,
      signer: ResultDocument.Signer(
        title: signed.by.title.split(separator: "\n").map(String.init), name: signed.by.name),
      recipients: recipients,
      check: ResultDocument.Check(
        url: "\(settings.publicURL)/verify/\(token)", code: ReadableSecret.printed(token)))
    let stored = try await files.keep(try document.pdf(formTexts(.vi)))
    return IssuedResult(
      key: result.key, original: 0, name: result.name.vi, sha256: stored.sha256, size: stored.size, token: token)
  }

  /// What a procedure costs, in one line of Vietnamese.
  private func feeInWords(_ procedure: Procedure) -> String {
    let texts = catalogue.texts
    guard let tariff = procedure.fee.tariffs.first(where: { $0.isInForce(on: now().date) }) else { return "" }
    var parts: [String] = []
    if let amount = tariff.perCase, amount > 0 { parts.append("\(amount) đ") }
    if let each = tariff.each {
      parts.append("\(each.amount) đ × \(procedure.form?.field(each.field)?.label.vi ?? each.field)")
    }
    return parts.isEmpty ? texts.text("paper.guidance.free", .vi) : parts.joined(separator: "; ")
  }
}

/// Numbers as official documents write them (Decree 30/2020/NĐ-CP, Annex I: those under ten with a 0 before).
enum OfficialNumber {
  static func text(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
