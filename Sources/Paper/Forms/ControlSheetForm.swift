import Domain

extension ControlSheet {
  /// The sheet as a PDF: A4 across, as many pages as the hand-overs take.
  public func pdf(_ texts: FormTexts) throws(PaperFault) -> [UInt8] {
    var qr: QRCode?
    if let url { qr = try QRCode(url) }
    let form = ControlSheetForm(sheet: self, texts: texts, qr: qr)
    return try renderForm(
      PDFCanvas.Description(title: texts.vietnamese("control.name") + " " + code, createdAt: receivedAt), .book,
      mark: PageNumber(beside: code).mark
    ) { flow, _ in form.lay(flow) }
  }
}

/// Draws a control sheet.
private struct ControlSheetForm {
  let sheet: ControlSheet
  let texts: FormTexts
  let qr: QRCode?

  private let body = TextStyle.body

  func lay(_ flow: Flow) {
    flow.add(OfficialHeadBlock(head: sheet.head))
    flow.add(title, gap: 8)
    for (index, line) in facts.enumerated() { flow.add(Text(line, body), gap: index == 0 ? 8 : 2.5) }
    flow.add(table, gap: 8, rows: sheet.handOvers.enumerated().map { row($0 + 1, $1) })
    flow.add(Text(.bilingual(texts.text("control.guidance")), body.sized(10.5).slanted), gap: 5)
  }

  private var title: any Block {
    let centred = TextStyle(size: 14.5, alignment: .centre)
    let title = texts.text("control.title")
    var lines: [any Block] = [Text(RichText(title.vietnamese), centred.emboldened, role: "H1")]
    if let translation = title.translation {
      var style = centred.sized(10.5)
      style.rightToLeft = texts.language.isRightToLeft
      lines.append(Text(RichText(translation), style))
    }
    lines += [
      Gap(3), Text(.labelled(texts.text("code"), RichText(sheet.code, bold: true)), centred.sized(12.5)),
    ]
    guard let qr else { return Stack(lines) }
    return Columns(
      alignment: .middle,
      columns: [
        .mm(22, QRBlock(code: qr, side: 19.mm, link: sheet.url)), .share(1, Stack(lines)), .mm(22, Gap(0)),
      ])
  }

  private var facts: [RichText] {
    var lines = [
      RichText.labelled(texts.text("control.request"), RichText(sheet.request, bold: true)),
      .labelled(texts.text("control.owner"), RichText(sheet.owner, bold: true)),
      .labelled(texts.text("control.competent"), RichText(sheet.competentBody)),
    ]
    if !sheet.coordinatingBodies.isEmpty {
      let bodies = sheet.coordinatingBodies.joined(separator: "; ")
      lines.append(.labelled(texts.text("control.coordinating"), RichText(bodies)))
    }
    let received = RichText.labelled(
      texts.text("control.received-at"), RichText(OfficialWriting.moment(sheet.receivedAt)))
    let due = RichText.labelled(
      texts.text("control.due-at"), RichText(OfficialWriting.moment(sheet.dueAt), bold: true))
    lines += [received, due]
    return lines
  }

  private var table: Table {
    func column(_ key: String, _ share: Double, _ alignment: TextStyle.Alignment = .left) -> Table.Column {
      Table.Column(.bilingual(texts.text("control.column." + key)), share: share, alignment)
    }
    var table = Table(
      [
        column("number", 12, .centre), column("who", 76), column("when", 40, .centre), column("result", 28, .centre),
        column("note", 52), column("signatures", 50),
      ], style: TextStyle(size: 11))
    table.paddingY = 5
    table.lineLimit = 10
    return table
  }

  private func row(_ number: Int, _ handOver: ControlSheet.HandOver) -> [RichText] {
    let giver = RichText.labelled(texts.text("control.giver"), RichText(handOver.giver))
    let receiver = RichText.labelled(
      texts.text("control.receiver"), RichText(handOver.receiver ?? "……………………………………"))
    let when = handOver.at.map { at in
      let minutes = at.time.minutes
      let hour = "\(OfficialWriting.twoDigits(minutes / 60)) giờ \(OfficialWriting.twoDigits(minutes % 60)) phút"
      return RichText(hour).onNewLine(RichText("ngày \(at.date.display)"))
    }
    let result = handOver.timeliness.map { RichText.bilingual(texts.text("control.timeliness." + $0.rawValue)) }
    let blank = "………………"
    return [
      RichText(String(number)), giver.onNewLine(receiver), when ?? "", result ?? "", RichText(handOver.note ?? ""),
      RichText(texts.vietnamese("control.giver") + ": " + blank)
        .onNewLine(RichText(texts.vietnamese("control.receiver") + ": " + blank)),
    ]
  }
}
