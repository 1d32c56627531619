import Domain

/// The certification clause of a copy (lời chứng chứng thực bản sao từ bản chính, Decree 23/2015/NĐ-CP art. 12 and
/// its annex): in the right half the words of the law with room for signature and seal, in the left what it belongs
/// to and how it can be checked.
struct CertificationClause: Block {
  let copy: CertifiedCopy
  let texts: FormTexts
  let qr: QRCode
  /// The pages of the copy with the clause's own; `nil` when the copy is on paper.
  let pages: Int?

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    Columns(gap: 8.mm, columns: [.share(44, reference), .share(56, clause)]).set(width: width, on: canvas)
  }

  private var clause: any Block {
    let centred = TextStyle(size: 13, alignment: .centre, lineSpacing: 1.1)
    let certification = copy.certification
    let number = texts.vietnamese("copy.clause.number", ["number": String(certification.number)])
    let book = RichText(texts.vietnamese("copy.clause.book", ["book": certification.book]), isUnbreakable: true)
    let date = texts.vietnamese("copy.clause.date", ["date": OfficialWriting.date(certification.date)])
    var lines: [any Block] = [
      Text(RichText(texts.vietnamese("copy.clause.heading")), centred.sized(13.5).emboldened), Gap(4),
      Text(RichText(number), centred), Text(book, centred), Text(RichText(date), centred), Gap(6),
      Text(RichText(certification.body.uppercased()), centred.emboldened.balanced),
    ]
    lines += certification.signerTitle.map { Text(RichText($0.uppercased()), centred.emboldened) }
    lines += [Gap(32.mm), Text(RichText(certification.signerName), centred.sized(13.5).emboldened)]
    return Stack(lines)
  }

  private var reference: any Block {
    let small = TextStyle(size: 11, lineSpacing: 1.08)
    var name = RichText(texts.vietnamese("copy.original") + ": ") + RichText(copy.original.name, bold: true)
    if let number = copy.original.number {
      name += RichText(", " + texts.vietnamese("copy.original-number", ["number": number]))
    }
    var lines: [any Block] = [Text(name, small, lineLimit: 8)]
    if let pages {
      lines.append(Text(RichText(texts.vietnamese("copy.extent", ["pages": OfficialWriting.twoDigits(pages)])), small))
      if pages > 1 { lines.append(Text(RichText(texts.vietnamese("copy.sheets")), small.slanted)) }
    }
    lines += [
      Gap(6), QRBlock(code: qr, side: 26.mm, link: copy.checkURL),
      Text(RichText(texts.vietnamese("copy.check")), small.sized(10).aligned(.centre)),
    ]
    if let code = copy.checkCode {
      let text = texts.vietnamese("copy.check-code", ["code": code])
      lines.append(Text(RichText(text), small.sized(10).aligned(.centre)))
    }
    return Stack(gap: 3, lines)
  }
}
