import Domain

extension Notice {
  /// The paper as a PDF: A4 with the margins of Decree 30/2020/NĐ-CP, on one page where that can be read, else on as
  /// many as it takes with the table's head and the code on each.
  public func pdf(_ texts: FormTexts) throws(PaperFault) -> [UInt8] {
    var qr: QRCode?
    if let url { qr = try QRCode(url) }
    let title = [name, code].compactMap(\.self).joined(separator: " ")
    return try renderForm(
      PDFCanvas.Description(title: title, createdAt: .at(date, TimeOfDay(minutes: 0))), .document,
      sizes: isShort ? [1, 0.95, 0.9] : [1], mark: PageNumber(beside: code).mark
    ) { flow, size in
      NoticeForm(notice: self, texts: texts, qr: qr, size: size).lay(flow)
    }
  }

  /// Whether a smaller size is worth a try: what takes several pages anyway is better read as it should be.
  private var isShort: Bool {
    let rows = pieces.reduce(0) { count, piece in
      if case .table(let grid) = piece { count + max(1, grid.rows.count) } else { count + 1 }
    }
    return rows <= 40
  }
}

/// Draws a notice.
private struct NoticeForm {
  let notice: Notice
  let texts: FormTexts
  let qr: QRCode?
  /// How large it is drawn, where 1 is as it should be read.
  let size: Double

  private var body: TextStyle { TextStyle(size: 13 * size, lineSpacing: 1.1) }
  private var gap: Double { 4 * size * size }

  func lay(_ flow: Flow) {
    layHead(flow)
    flow.add(title, gap: 14 * size)
    if let addressee = notice.addressee {
      let line = RichText.labelled(texts.text("notice.addressee"), .bilingual(addressee, bold: true))
      flow.add(Text(line, body.aligned(.centre).balanced), gap: 12 * size)
    }
    for (index, piece) in notice.pieces.enumerated() { lay(piece, flow, gap: index == 0 ? 12 * size : gap) }
    flow.add(foot, gap: 16 * size)
  }

  private func layHead(_ flow: Flow) {
    switch notice.head {
    case .office(let head): flow.add(OfficialHeadBlock(head: head))
    case .nation(let source):
      if let source {
        let style = TextStyle(size: 10.5, italic: true, alignment: .right)
        flow.add(Columns(columns: [.share(1, Gap(0)), .share(1.4, Text(RichText(source), style))]))
        flow.add(Gap(8))
      }
      flow.add(NationBlock(size: 13))
    }
  }

  /// The title in the middle; the QR on the left, and as much room on the right.
  private var title: any Block {
    let centred = TextStyle(size: 14.5, alignment: .centre).balanced
    var lines: [any Block] = [Text(RichText(notice.title.vietnamese), centred.emboldened, role: "H1")]
    if let translation = notice.title.translation {
      lines += [Gap(1), Text(RichText(translation), translated(centred.sized(11)))]
    }
    if let subtitle = notice.subtitle { lines += [Gap(3), Text(.bilingual(subtitle), centred.sized(12).slanted)] }
    if let code = notice.code {
      let code = RichText(code, bold: true, isUnbreakable: true)
      lines += [Gap(4), Text(.labelled(texts.text("code"), code), centred.sized(12.5))]
    }
    guard let qr else { return Stack(lines) }
    return Columns(
      alignment: .middle,
      columns: [.mm(24, QRBlock(code: qr, side: 22.mm, link: notice.url)), .share(1, Stack(lines)), .mm(24, Gap(0))])
  }

  private func lay(_ piece: Notice.Piece, _ flow: Flow, gap: Double) {
    switch piece {
    case .heading(let text):
      flow.add(Text(.bilingual(text, bold: true), body, role: "H2"), gap: gap + 5 * size, keepingWith: 40)
    case .paragraph(let text):
      var style = body.aligned(.justified)
      style.firstLineIndent = 10.mm
      flow.add(Text(RichText(text.vietnamese), style), gap: gap)
      if let translation = text.translation {
        flow.add(Text(RichText(translation), translated(body.sized(10.5 * size))), gap: 1)
      }
    case .line(let line):
      if let value = line.value {
        flow.add(Text(.labelled(line.label, .bilingual(value, bold: line.isBold ? true : nil)), body), gap: gap)
      } else {
        flow.add(DottedLine(label: .bilingual(line.label) + ":", style: body), gap: gap)
      }
    case .table(let grid): lay(grid, flow, gap: gap)
    }
  }

  private func lay(_ grid: Notice.Grid, _ flow: Flow, gap: Double) {
    let number = Table.Column(.bilingual(texts.text("notice.number")), share: 14, .centre)
    let columns = grid.columns.map { Table.Column(.bilingual($0.title), share: $0.share) }
    var table = Table([number] + columns, style: TextStyle(size: 12 * size))
    table.paddingY = 3 * size * size
    table.lineLimit = 20
    let rows = grid.rows.enumerated().map { index, row in
      [RichText(String(index + 1))] + row.map { RichText.bilingual($0) }
    }
    flow.add(table, gap: gap + 2, rows: rows)
    flow.add(Gap(2))
  }

  /// Who signs, and what stands beside; they stay together.
  private var foot: any Block {
    let right = place(notice.signature)
    let left: any Block =
      switch notice.left {
      case .nothing: Gap(0)
      case .signature(let signature): place(signature)
      case .recipients(let recipients): list(recipients)
      }
    let share = if case .recipients = notice.left { 0.8 } else { 1.0 }
    let signatures = Columns(gap: 6.mm, columns: [.share(share, left), .share(1, right)])
    guard let advice = notice.advice else { return signatures }
    let style = TextStyle(size: 10.5 * size, lineSpacing: 1.05)
    var lines: [any Block] = [Text(RichText(advice.vietnamese), style)]
    if let translation = advice.translation {
      lines.append(Text(RichText(translation), translated(style.sized(9.5 * size))))
    }
    return Stack(gap: 12 * size, [signatures, Framed(block: Stack(gap: 2, lines))])
  }

  private func place(_ signature: Notice.Signature) -> any Block {
    let centred = TextStyle(size: 12.5 * size, alignment: .centre)
    var lines: [any Block] = []
    if let dated = signature.dated { lines += [Text(.bilingual(dated), centred.slanted), Gap(3)] }
    lines += signature.above.map { Text(RichText($0.uppercased()), centred.emboldened.balanced) }
    lines.append(
      SignatureBlock(
        title: signature.title, instruction: signature.instruction, name: signature.name, room: 20.mm * size * size,
        size: 12.5 * size))
    return Stack(lines)
  }

  private func list(_ recipients: [ReaderText]) -> any Block {
    let style = TextStyle(size: 11 * size)
    let heading = RichText.bilingual(texts.text("notice.recipients"), bold: true)
    var lines: [any Block] = [Text(heading, style.sized(12 * size).slanted)]
    lines += recipients.enumerated().map { index, text in
      Text("- " + .bilingual(text) + (index == recipients.count - 1 ? "." : ";"), style)
    }
    return Stack(gap: 1, lines)
  }

  private func translated(_ style: TextStyle) -> TextStyle {
    var style = style
    style.italic = !texts.language.isRightToLeft
    style.grey = 0.25
    style.rightToLeft = texts.language.isRightToLeft
    return style
  }
}
