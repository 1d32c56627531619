/// Draws the head of an official paper (Decree 30/2020/NĐ-CP, Annex I, cells 1 to 4).
struct OfficialHeadBlock: Block {
  let head: OfficialHead
  /// The size of the issuing body; the rest follows it.
  var size: Double = 12

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let name = TextStyle(size: size, alignment: .centre)
    var left: [any Block] = []
    if let governing = head.governingBody {
      left.append(Text(RichText(governing.uppercased()), name.balanced))
    }
    left.append(Text(RichText(head.issuingBody.uppercased()), name.emboldened.balanced))
    left.append(Rule(share: 0.36, above: 2, below: 1))
    if let symbol = head.symbol {
      left.append(Gap(4))
      left.append(Text(RichText("Số: " + symbol), name.sized(size + 0.5)))
    }
    let date = RichText("\(head.place), ngày \(OfficialWriting.date(head.date))")
    let right: [any Block] = [
      NationBlock(size: size),
      Gap(6),
      Text(date, name.sized(size + 0.5).slanted),
    ]
    return Columns(gap: 4.mm, columns: [.share(42, Stack(left)), .share(58, Stack(right))])
      .set(width: width, on: canvas)
  }
}

/// The nation's name and motto (Decree 30/2020/NĐ-CP, Annex I, cell 1).
struct NationBlock: Block {
  /// The size of the name.
  let size: Double

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let bold = TextStyle(size: size, bold: true, alignment: .centre)
    return Stack([
      Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold),
      Underlined(text: Text("Độc lập - Tự do - Hạnh phúc", bold.sized(size + 1))),
    ]).set(width: width, on: canvas)
  }
}

/// A centred line with a rule below that is as long as the line.
struct Underlined: Block {
  let text: Text

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let line = text.set(width: width, on: canvas)
    let length = TextLayout(text.text, text.style, width: width, on: canvas).inkWidth
    let rule = Rule(share: min(1, length / width), above: 1.5, below: 1).set(width: width, on: canvas)
    return SetBlock(height: line.height + rule.height) { x, y in
      line.draw(x, y)
      rule.draw(x, y + line.height)
    }
  }
}
