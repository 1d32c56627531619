import Domain

extension ResultDocument {
  /// The document as a PDF: A4, as many pages as it takes, numbered from the second.
  public func pdf(_ texts: FormTexts) throws(PaperFault) -> [UInt8] {
    let form = ResultDocumentForm(document: self, texts: texts, qr: try QRCode(check.url))
    return try renderForm(
      PDFCanvas.Description(title: title, createdAt: Instant.at(head.date, TimeOfDay(minutes: 0))), .document,
      mark: PageNumber().mark
    ) { flow, _ in form.lay(flow) }
  }
}

/// Draws a result.
private struct ResultDocumentForm {
  let document: ResultDocument
  let texts: FormTexts
  let qr: QRCode

  private let body = TextStyle(size: 13, alignment: .justified, firstLineIndent: 28, lineSpacing: 1.12)
  private let line = TextStyle(size: 13, hangingIndent: 14, lineSpacing: 1.1)

  func lay(_ flow: Flow) {
    flow.add(OfficialHeadBlock(head: document.head))
    let centred = TextStyle(size: 14.5, alignment: .centre).balanced
    flow.add(Text(RichText(document.title), centred.emboldened, role: "H1"), gap: 16)
    if let abstract = document.abstract { flow.add(Text(RichText(abstract), centred.sized(13).emboldened), gap: 2) }
    for (index, basis) in document.bases.enumerated() {
      let end = index == document.bases.count - 1 ? "." : ";"
      flow.add(Text(RichText(basis + end), body.slanted), gap: index == 0 ? 10 : 3)
    }
    for (index, piece) in document.pieces.enumerated() { lay(piece, flow, gap: index == 0 ? 10 : 5) }
    flow.add(foot, gap: 14)
  }

  private func lay(_ piece: ResultDocument.Piece, _ flow: Flow, gap: Double) {
    switch piece {
    case .heading(let text):
      flow.add(Text(RichText(text), line.emboldened, role: "H2"), gap: gap + 3, keepingWith: 40)
    case .paragraph(let text): flow.add(Text(RichText(text), body), gap: gap)
    case .fields(let fields):
      for (index, field) in fields.enumerated() {
        let value = field.value.isEmpty ? RichText(Self.dots) : RichText(field.value, bold: true)
        flow.add(Text(RichText(field.label + ": ") + value, line), gap: index == 0 ? gap : 3)
      }
    case .table(let header, let rows): lay(header, rows, flow, gap: gap)
    }
  }

  private static let dots = String(repeating: "…", count: 20)

  private func lay(_ header: [String], _ rows: [[String]], _ flow: Flow, gap: Double) {
    guard !header.isEmpty else { return }
    // A column is as wide as what stands in it, within reason.
    let columns = header.enumerated().map { index, title in
      let longest = rows.map { index < $0.count ? $0[index].count : 0 }.max() ?? 0
      return Table.Column(RichText(title), share: Double(min(60, max(6, longest, title.count))))
    }
    let table = Table(columns, style: TextStyle(size: 12))
    flow.add(
      table, gap: gap,
      rows: rows.map { row in header.indices.map { RichText($0 < row.count ? row[$0] : "") } })
  }

  /// Recipients and the check at the left, the signer at the right; they stay together.
  private var foot: any Block {
    let small = TextStyle(size: 11)
    var left: [any Block] = []
    if !document.recipients.isEmpty {
      left.append(Text(RichText(texts.vietnamese("result.recipients"), bold: true, italic: true), small.sized(12)))
      left += document.recipients.enumerated().map { index, recipient in
        let end = index == document.recipients.count - 1 ? "." : ";"
        return Text(RichText("- " + recipient + end), small)
      }
      left.append(Gap(6))
    }
    left += [
      Columns(columns: [.mm(24, QRBlock(code: qr, side: 22.mm, link: document.check.url)), .share(1, Gap(0))]),
      Text(RichText(texts.vietnamese("result.check")), small.sized(9.5)),
      Text(RichText(document.check.code, isUnbreakable: true), small.sized(9.5).emboldened),
    ]
    let centred = TextStyle(size: 13, alignment: .centre)
    var right: [any Block] = document.signer.title.map {
      Text(RichText($0.uppercased()), centred.emboldened.balanced)
    }
    right += [Gap(30.mm), Text(RichText(document.signer.name), centred.sized(13.5).emboldened)]
    return Columns(gap: 8.mm, columns: [.share(45, Stack(gap: 2, left)), .share(55, Stack(right))])
  }
}
