import Domain

extension DossierRegister {
  /// The book as a PDF: a cover, the lines on as many A4 pages across as they take, and a closing line with the counts.
  /// Works aside from the cooperative threads, since a book may have thousands of lines.
  public func pdf(_ texts: FormTexts) async throws(PaperFault) -> [UInt8] {
    let result = await PaperWork.run { Result { () throws(PaperFault) in try drawn(texts) } }
    return try result.get()
  }

  private func drawn(_ texts: FormTexts) throws(PaperFault) -> [UInt8] {
    let span = "\(from.display) – \(until.display)"
    let canvas = PDFCanvas(
      PDFCanvas.Description(
        title: "\(texts.vietnamese("dossiers.name")) \(span)",
        createdAt: .at(printedOn, TimeOfDay(hour: 0, minute: 0))), .book)
    let flow = Flow(canvas, .book, mark: PageNumber(beside: span).mark)
    DossierRegisterForm(register: self, texts: texts).lay(flow)
    flow.finish()
    return try canvas.finish()
  }
}

/// Draws a book.
private struct DossierRegisterForm {
  let register: DossierRegister
  let texts: FormTexts

  func lay(_ flow: Flow) {
    flow.add(
      BookCover(
        governingBody: register.unit, unit: register.office, title: texts.text("dossiers.title"),
        code: texts.text("dossiers.span", ["from": register.from.display, "until": register.until.display]),
        notes: [texts.text("dossiers.printed", ["date": OfficialWriting.date(register.printedOn)])]))
    flow.breakPage()
    if register.entries.isEmpty {
      flow.add(Text(.bilingual(texts.text("dossiers.empty")), .body))
    } else {
      flow.add(table, rows: register.entries.enumerated().lazy.map { row($0.offset + 1, $0.element) })
    }
    layClosing(flow)
  }

  private var table: Table {
    func column(_ key: String, _ share: Double, _ alignment: TextStyle.Alignment = .left) -> Table.Column {
      Table.Column(.bilingual(texts.text("dossiers.column." + key)), share: share, alignment)
    }
    var table = Table(
      [
        column("number", 9, .centre), column("code", 24, .centre), column("procedure", 29), column("owner", 26),
        column("contact", 27), column("received", 19, .centre), column("due", 19, .centre),
        column("transferred", 19, .centre), column("finished", 19, .centre), column("returned", 19, .centre),
        column("method", 16, .centre), column("signature", 20, .centre), column("state", 18, .centre),
        column("note", 17),
      ], style: TextStyle(size: 9.5))
    table.numbersColumns = true
    table.paddingX = 2.5
    table.paddingY = 2.5
    table.lineLimit = 9
    return table
  }

  private func row(_ number: Int, _ entry: DossierRegister.Entry) -> [RichText] {
    func moment(_ instant: Instant?) -> RichText {
      guard let instant else { return "" }
      return RichText(instant.time.text).onNewLine(RichText(instant.date.display))
    }
    return [
      RichText(String(number)), code(entry.code), RichText(entry.procedure), RichText(entry.owner),
      RichText(entry.contact), moment(entry.receivedAt), moment(entry.dueAt), moment(entry.transferredAt),
      moment(entry.finishedAt), moment(entry.returnedAt), RichText(entry.method), RichText(entry.collectedBy ?? ""),
      RichText(entry.state), RichText(entry.note ?? ""),
    ]
  }

  /// The code on two lines, parted behind the agency.
  private func code(_ code: String) -> RichText {
    guard let dash = code.firstIndex(of: "-") else { return RichText(code, bold: true) }
    return RichText(String(code[...dash]), bold: true)
      .onNewLine(RichText(String(code[code.index(after: dash)...]), bold: true))
  }

  /// The line that closes the book, with its counts, and who signs for them.
  private func layClosing(_ flow: Flow) {
    let entries = register.entries
    let counts = texts.text(
      "dossiers.closing",
      [
        "dossiers": OfficialWriting.number(entries.count),
        "returned": OfficialWriting.number(entries.count { $0.returnedAt != nil }),
        "finished": OfficialWriting.number(entries.count { $0.finishedAt != nil }),
      ])
    let dated = Text(
      RichText("\(register.place), ngày \(OfficialWriting.date(register.printedOn))"),
      TextStyle(size: 12.5, italic: true, alignment: .centre))
    let instruction = texts.text("sign-and-name")
    let clerk = SignatureBlock(title: texts.text("register.clerk"), instruction: instruction, room: 20.mm)
    let leader = SignatureBlock(title: texts.text("notice.leader"), instruction: instruction, room: 20.mm)
    flow.add(
      Stack(
        gap: 3,
        [
          Text(.bilingual(counts), .body.sized(12)), Gap(6), Columns(columns: [.share(1, Gap(0)), .share(1, dated)]),
          Gap(3), Columns(columns: [.share(1, clerk), .share(1, leader)]),
        ]), gap: 12)
  }
}
