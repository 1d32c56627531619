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
      abstract: template.abstract.map(values.fill), bases: (template.bases ?? []).map { bare(values.fill($0)) },
      pieces: pieces, recipients: (template.recipients ?? []).map { bare(values.fill($0)) })
  }

  /// A line of a list without the sign at its end: the form sets its own.
  private func bare(_ line: String) -> String {
    var line = line[...]
    while let last = line.last, ";. ".contains(last) { line.removeLast() }
    return String(line)
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

  /// Draws an official document with its head, number, signature and check code, and keeps it.
  func issued(
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
        issuingBody: unit.committee, symbol: "\(number ?? "……")/\(symbol)",
        place: catalogue.units.place(of: unit),
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
}

/// Numbers as official documents write them (Decree 30/2020/NĐ-CP, Annex I: those under ten with a 0 before).
enum OfficialNumber {
  static func text(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
