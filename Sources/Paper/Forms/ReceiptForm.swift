import Domain

extension Receipt {
  /// The receipt as a PDF: one A4 page for up to about eight papers, more pages with the table's head repeated for
  /// more.
  public func pdf(_ texts: FormTexts) throws(PaperFault) -> [UInt8] {
    let qr = try QRCode(lookUp.url)
    let paymentQR = try payment.map { payment throws(PaperFault) in try QRCode(payment.code) }
    let checkQR = try checkURL.map { url throws(PaperFault) in try QRCode(url, correction: .low) }
    let title = texts.vietnamese("receipt.name") + " " + code
    return try renderForm(
      PDFCanvas.Description(title: title, createdAt: receivedAt), .form,
      sizes: papers.count <= 14 ? [1, 0.94, 0.88, 0.82, 0.78] : [1], mark: PageNumber(beside: code).mark
    ) { flow, size in
      ReceiptForm(receipt: self, texts: texts, qr: qr, paymentQR: paymentQR, checkQR: checkQR, size: size).lay(flow)
    }
  }
}

/// Draws a receipt.
struct ReceiptForm {
  let receipt: Receipt
  let texts: FormTexts
  let qr: QRCode
  let paymentQR: QRCode?
  let checkQR: QRCode?
  /// How large it is drawn, where 1 is as it should be read.
  let size: Double

  private var body: TextStyle { .body.sized(12.5 * size) }
  private var gap: Double { 3 * size * size }

  func lay(_ flow: Flow) {
    let papers = ReceiptPapersTable(texts: texts, size: size)
    flow.add(OfficialHeadBlock(head: receipt.head))
    flow.add(title, gap: 10 * size)
    for (index, line) in people.enumerated() { flow.add(Text(line, body), gap: index == 0 ? 10 * size : gap) }
    flow.add(Text(.bilingual(texts.text("receipt.papers")) + ":", body), gap: gap, keepingWith: 60)
    flow.add(papers.table, gap: 4, rows: papers.rows(receipt.papers))
    for (index, line) in appointment.enumerated() { flow.add(Text(line, body), gap: index == 0 ? 7 * size : gap) }
    if let payment = paymentBox { flow.add(payment, gap: 6 * size) }
    flow.add(Stack(gap: 9 * size, [signatures, lookUpBox]), gap: 10 * size)
  }

  /// The title in the middle, the QR on the left, and as much room on the right.
  private var title: any Block {
    let centred = TextStyle(size: 15.5, alignment: .centre).balanced
    let title = texts.text("receipt.title")
    var lines: [any Block] = [Text(RichText(title.vietnamese), centred.emboldened, role: "H1")]
    if let translation = title.translation {
      lines += [Gap(1), Text(RichText(translation), translated(centred.sized(10.5)))]
    }
    lines += [Gap(4), Text(label("code", RichText(receipt.code, bold: true)), centred.sized(12.5))]
    return Columns(
      alignment: .middle,
      columns: [
        .mm(25, QRBlock(code: qr, side: 23.mm, link: receipt.lookUp.url)), .share(1, Stack(lines)), .mm(25, Gap(0)),
      ])
  }

  private var people: [RichText] {
    var lines = [label("receipt.filer", RichText(receipt.filer.name, bold: true))]
    lines += contact(of: receipt.filer)
    if let owner = receipt.owner {
      lines.append(label("receipt.owner", RichText(owner.name, bold: true)))
      lines += contact(of: owner)
    }
    lines.append(label("receipt.channel", .bilingual(receipt.channel)))
    lines.append(label("receipt.request", .bilingual(receipt.request, bold: true)))
    return lines
  }

  private func contact(of party: Receipt.Party) -> [RichText] {
    var lines: [RichText] = []
    if let address = party.address { lines.append(label("address", RichText(address))) }
    var short: [RichText] = []
    if let number = party.identityNumber {
      let shown = receipt.showsFullIdentityNumber ? number : OfficialWriting.masked(number)
      short.append(label("identity-number", RichText(shown)))
    }
    if let phone = party.phone { short.append(label("phone", RichText(phone))) }
    if let email = party.email { short.append(label("email", RichText(email))) }
    // As many side by side as a line holds at the usual width of letters.
    let room = Int(80 / size)
    for part in short {
      if let line = lines.last, line != lines.first, line.count + part.count + 6 <= room {
        lines[lines.count - 1] = line + "      " + part
      } else {
        lines.append(part)
      }
    }
    return lines
  }

  private var appointment: [RichText] {
    var lines = [
      label(
        "receipt.sets",
        RichText(OfficialWriting.twoDigits(receipt.sets), bold: true) + " "
          + .bilingual(texts.text("receipt.sets-unit"))) + book,
      label("receipt.legal-time", .bilingual(receipt.legalTime)),
      label(
        "receipt.received-at",
        RichText(OfficialWriting.moment(receipt.receivedAt)) + translated(receipt.receivedAt)),
      label(
        "receipt.due-at",
        RichText(OfficialWriting.moment(receipt.dueAt), bold: true) + translated(receipt.dueAt)),
      label("receipt.result-place", .bilingual(receipt.resultPlace)),
    ]
    if let fee = receipt.fee { lines.append(label("receipt.fee", feeText(fee))) }
    return lines
  }

  private var book: RichText {
    guard let book = receipt.book else { return RichText() }
    return ".  " + .bilingual(texts.text("receipt.book", ["book": book.book, "number": book.number]))
  }

  private func feeText(_ fee: Receipt.Fee) -> RichText {
    var text = RichText(OfficialWriting.number(fee.amount) + " đồng", bold: true)
    guard fee.amount > 0 else { return text }
    text += RichText(" (\(VietnameseNumber.amount(fee.amount)))", italic: true)
    text += ", " + .bilingual(texts.text(fee.isPaid ? "receipt.paid" : "receipt.unpaid"), bold: true)
    if let workedOut = fee.workedOut {
      text += "; " + .labelled(texts.text("receipt.worked-out"), .bilingual(workedOut))
    }
    return text
  }

  /// The payment code, and beside it the same to type by hand; gone once it is paid.
  private var paymentBox: (any Block)? {
    guard let payment = receipt.payment, let paymentQR else { return nil }
    let style = TextStyle(size: 10.5 * size, lineSpacing: 1.05)
    var lines = [
      RichText.bilingual(texts.text("receipt.pay.lead"), bold: true),
      label("receipt.pay.bank", RichText(payment.bank)),
      label("receipt.pay.account", RichText(payment.account, bold: true)),
      label("receipt.pay.holder", RichText(payment.holder)),
      label("receipt.pay.amount", RichText(OfficialWriting.number(payment.amount) + " đồng", bold: true)),
      label("receipt.pay.memo", RichText(payment.memo, bold: true)),
    ]
    if payment.isSample { lines.append(.bilingual(texts.text("receipt.pay.sample"), bold: true)) }
    return Framed(
      block: Columns(
        gap: 4.mm, alignment: .middle,
        columns: [
          .mm(30, QRBlock(code: paymentQR, side: 27.mm)), .share(1, Stack(gap: 1.5, lines.map { Text($0, style) })),
        ]))
  }

  private var signatures: any Block {
    func block(_ key: String, _ name: String?) -> SignatureBlock {
      SignatureBlock(
        title: texts.text(key), instruction: texts.text("sign-and-name"), name: name, room: 15.mm * size * size,
        size: 12 * size)
    }
    return Columns(
      gap: checkQR == nil ? 6.mm : 2.mm,
      columns: [
        .share(1, block("receipt.filer-signs", receipt.filer.name)), check,
        .share(1, block("receipt.officer-signs", receipt.officer)),
      ].compactMap(\.self))
  }

  /// The check code between the signatures, its modules never smaller than a camera reads from paper.
  private var check: Columns.Column? {
    guard let checkQR else { return nil }
    let side = max(26, Double(checkQR.side) * 0.35 * max(0.9, size))
    let style = TextStyle(size: 7.5, alignment: .centre)
    return .mm(
      side,
      Stack(
        gap: 2,
        [
          QRBlock(code: checkQR, side: side.mm, link: receipt.checkURL),
          Text(.bilingual(texts.text("receipt.check")), style),
        ]))
  }

  /// How to follow the dossier; on the citizen's copy with the secret.
  private var lookUpBox: any Block {
    let style = TextStyle(size: 10.5 * size, lineSpacing: 1.05)
    let key = receipt.lookUp.page == nil ? "receipt.look-up-qr" : "receipt.look-up"
    let advice = texts.text(key, ["page": receipt.lookUp.page ?? "", "code": receipt.code])
    let typed = [receipt.lookUp.page, receipt.code].compactMap(\.self).filter { !$0.isEmpty }
    var lines: [any Block] = [Text(.emphasising(typed, in: advice.vietnamese), style)]
    if let translation = advice.translation {
      lines.append(Text(RichText(translation), translated(style.sized(9.5 * size))))
    }
    guard let secret = receipt.lookUp.secret else { return Framed(block: Stack(gap: 2, lines)) }
    let centred = style.aligned(.centre)
    let secretLines = Stack([
      Text(.bilingual(texts.text("receipt.secret")), centred.sized(9.5 * size)),
      Text(RichText(secret, bold: true, isUnbreakable: true), centred.sized(14 * size)),
    ])
    return Framed(
      block: Columns(
        gap: 4.mm, alignment: .middle, columns: [.share(1, Stack(gap: 2, lines)), .mm(54, secretLines)]))
  }

  private func label(_ key: String, _ value: RichText) -> RichText {
    .labelled(texts.text(key), value)
  }

  private func translated(_ instant: Instant) -> RichText {
    guard texts.language != .vi else { return RichText() }
    return RichText(" (\(OfficialWriting.short(instant)))", bold: false, scale: 0.84, grey: 0.25)
  }

  private func translated(_ style: TextStyle) -> TextStyle {
    var style = style
    style.italic = !texts.language.isRightToLeft
    style.grey = 0.25
    style.rightToLeft = texts.language.isRightToLeft
    return style
  }
}
