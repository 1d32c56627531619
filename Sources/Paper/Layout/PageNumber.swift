/// The number of the page in the middle of the top margin from the second page on (Decree 30/2020/NĐ-CP, Annex I), and
/// what the page belongs to at the right, so that a sheet that got loose finds its way back.
struct PageNumber {
  /// The code at the right, if any.
  var beside: String?
  /// Whether the first page has a number too.
  var countsFirst = false

  func mark(page: Int, pages: Int?, canvas: PDFCanvas, format: PageFormat) {
    guard page > 1 || countsFirst else { return }
    let style = TextStyle(size: 12, alignment: .centre)
    let number = pages.map { "\(page)/\($0)" } ?? "\(page)"
    let y = format.top / 2 - 7
    Text(RichText(number), style, role: nil)
      .set(width: format.innerWidth, on: canvas).draw(format.left, y)
    guard let beside else { return }
    Text(RichText(beside), style.aligned(.right).sized(9.5), role: nil)
      .set(width: format.innerWidth, on: canvas).draw(format.left, y + 2)
  }
}
