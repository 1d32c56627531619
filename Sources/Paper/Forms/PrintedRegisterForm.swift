import Domain

extension PrintedRegister {
  /// The book as a PDF: a cover, the lines on as many A4 pages across as they take, and a closing line with the counts.
  ///
  /// Takes about a millisecond for four lines; call it aside from requests for whole years.
  public func pdf(_ texts: FormTexts) throws(PaperFault) -> [UInt8] {
    let form = PrintedRegisterForm(register: self, texts: texts)
    let canvas = PDFCanvas(
      PDFCanvas.Description(
        title: "\(texts.vietnamese("register.name")) \(code)", createdAt: .at(printedOn, TimeOfDay(hour: 0, minute: 0))),
      .book)
    let flow = Flow(canvas, .book, mark: PageNumber(beside: code).mark)
    form.lay(flow)
    flow.finish()
    return try canvas.finish()
  }
}

/// Draws a book.
private struct PrintedRegisterForm {
  let register: PrintedRegister
  let texts: FormTexts

  func lay(_ flow: Flow) {
    layCover(flow)
    flow.breakPage()
    if register.entries.isEmpty {
      flow.add(Text(.bilingual(texts.text("register.empty")), .body))
    } else {
      flow.add(table, rows: register.entries.lazy.map(row))
    }
    layClosing(flow)
  }

  private func layCover(_ flow: Flow) {
    let closed =
      register.closedOn.map { texts.text("register.closed", ["date": OfficialWriting.date($0)]) }
      ?? texts.text("register.still-open", ["date": OfficialWriting.date(register.printedOn)])
    flow.add(
      BookCover(
        governingBody: register.governingBody, unit: register.unit,
        title: register.title ?? texts.text("register.title"),
        code: texts.text("register.code", ["code": register.code]),
        notes: [texts.text("register.opened", ["date": OfficialWriting.date(register.openedOn)]), closed]))
  }

  /// Whether it is the book of certified copies, whose columns the law lays down; else the columns are any book's.
  private var isCertification: Bool { register.title == nil }

  private var table: Table {
    func column(_ key: String, _ share: Double, _ alignment: TextStyle.Alignment = .left) -> Table.Column {
      Table.Column(
        .bilingual(texts.text((isCertification ? "register.column." : "register.plain-column.") + key)), share: share,
        alignment)
    }
    var table = Table(
      [
        column("number", 20, .centre), column("date", 26, .centre), column("applicant", 48), column("original", 68),
        column("signer", 46), column("copies", 24, .centre), column("fee", 24, .right), column("note", 24),
      ], style: TextStyle(size: 11))
    table.numbersColumns = true
    table.paddingY = 3.5
    table.lineLimit = 9
    return table
  }

  private func row(_ entry: PrintedRegister.Entry) -> [RichText] {
    [
      RichText(String(entry.number), bold: true), RichText(entry.date.display), RichText(entry.applicant),
      RichText(entry.original), RichText(entry.signer).onNewLine(RichText(entry.signerTitle)),
      RichText(OfficialWriting.twoDigits(entry.copies)), RichText(OfficialWriting.number(entry.fee)),
      RichText(entry.note ?? ""),
    ]
  }

  /// The line that closes the book, with its counts, and who signs for them.
  private func layClosing(_ flow: Flow) {
    let entries = register.entries
    let fee = entries.reduce(0) { $0 + $1.fee }
    var lines: [any Block] = []
    if let first = entries.first, let last = entries.last {
      let counts = texts.text(
        isCertification ? "register.closing" : "register.plain-closing",
        [
          "entries": OfficialWriting.number(entries.count), "first": String(first.number), "last": String(last.number),
          "copies": OfficialWriting.number(entries.reduce(0) { $0 + $1.copies }), "fee": OfficialWriting.number(fee),
        ])
      lines.append(Text(.bilingual(counts), .body.sized(12.5)))
      lines.append(
        Text(
          RichText(texts.vietnamese("register.closing-words", ["words": VietnameseNumber.amount(fee)])),
          .body.sized(12.5).slanted))
    }
    let day = register.closedOn ?? register.printedOn
    let dated = Text(
      RichText("\(register.place), ngày \(OfficialWriting.date(day))"),
      TextStyle(size: 12.5, italic: true, alignment: .centre))
    let instruction = texts.text("sign-and-name")
    let clerk = SignatureBlock(title: texts.text("register.clerk"), instruction: instruction, room: 22.mm)
    let leader = SignatureBlock(title: texts.text("register.leader"), instruction: instruction, room: 22.mm)
    lines += [
      Gap(6), Columns(columns: [.share(1, Gap(0)), .share(1, dated)]), Gap(3),
      Columns(columns: [.share(1, clerk), .share(1, leader)]),
    ]
    flow.add(Stack(gap: 3, lines), gap: 12)
  }
}
