import Domain

/// The table of the papers on a receipt.
struct ReceiptPapersTable {
  let texts: FormTexts
  let size: Double

  var table: Table {
    var table = Table(
      [
        Table.Column(title("number"), share: 11, .centre),
        Table.Column(title("paper"), share: 54),
        Table.Column(title("details"), share: 63),
        Table.Column(title("pages"), share: 13, .centre),
        Table.Column(title("copies"), share: 15, .centre),
        Table.Column(title("kind"), share: 22, .centre),
      ], style: TextStyle(size: 11 * size))
    table.lineLimit = 8
    table.paddingY = 2.4 * size * size
    return table
  }

  func rows(_ papers: [Receipt.Paper]) -> [[RichText]] {
    papers.enumerated().map { index, paper in
      [
        RichText(String(index + 1)),
        RichText(paper.name),
        RichText(details(of: paper)),
        RichText(paper.pages.map(OfficialWriting.twoDigits) ?? ""),
        RichText(paper.copies.map(OfficialWriting.twoDigits) ?? ""),
        .bilingual(texts.text("receipt.kind." + paper.kind.rawValue)),
      ]
    }
  }

  /// Number, issuer and day, as far as they are known.
  private func details(of paper: Receipt.Paper) -> String {
    [
      paper.number.map { "Số \($0)" }, paper.issuer,
      paper.issuedOn.map { "ngày \($0.display)" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// The head of a column: Vietnamese, and the reader's words on the next line.
  private func title(_ column: String) -> RichText {
    .bilingual(texts.text("receipt.column." + column))
  }
}
