import Domain

/// The cover of a register that is printed as a book.
struct BookCover: Block {
  /// The body above the unit.
  let governingBody: String?
  /// The unit whose book it is.
  let unit: String
  let title: ReaderText
  /// The book's code, or the days it covers.
  let code: ReaderText
  /// When it was opened, closed, printed.
  let notes: [ReaderText]

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let centred = TextStyle(size: 14, alignment: .centre).balanced
    var lines: [any Block] = []
    if let governingBody { lines.append(Text(RichText(governingBody.uppercased()), centred)) }
    lines += [
      Text(RichText(unit.uppercased()), centred.emboldened), Rule(share: 0.14, above: 4), Gap(46.mm),
      Text(RichText(title.vietnamese), centred.sized(26).emboldened, role: "H1"),
    ]
    if let translation = title.translation { lines += [Gap(6), Text(RichText(translation), centred.sized(14))] }
    lines += [Gap(14), Text(.bilingual(code, bold: true), centred.sized(17)), Gap(43.mm)]
    for (index, note) in notes.enumerated() {
      if index > 0 { lines.append(Gap(5)) }
      lines.append(Text(.bilingual(note), centred.sized(13)))
    }
    let inner = Framed(padding: 12.mm, thickness: 0.5, block: Stack(lines))
    return Framed(padding: 6.mm, thickness: 1.5, block: inner).set(width: width, on: canvas)
  }
}
