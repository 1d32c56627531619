/// A table with ruled cells. Its head comes again on each page that it flows to.
struct Table {
  /// A column.
  struct Column {
    /// The head's words.
    let title: RichText
    /// The share of the width.
    let share: Double
    /// Where its cells' text stands.
    var alignment: TextStyle.Alignment = .left

    init(_ title: RichText, share: Double, _ alignment: TextStyle.Alignment = .left) {
      self.title = title
      self.share = share
      self.alignment = alignment
    }
  }

  var columns: [Column]
  var style: TextStyle
  var headStyle: TextStyle
  /// Free height above and below the text of a cell.
  var paddingY: Double = 2.2
  var paddingX: Double = 4
  /// Cut a cell after so many lines: a row is never higher than a page.
  var lineLimit = 24
  /// Whether a line with the numbers of the columns, (1), (2) …, stands under the head, as in books.
  var numbersColumns = false

  init(_ columns: [Column], style: TextStyle) {
    self.columns = columns
    self.style = style
    headStyle = style.emboldened.aligned(.centre)
  }

  /// The head as one block.
  func head(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let titles = row(columns.map(\.title), headStyle, centred: true, cell: "TH", shade: 0.94, width: width, on: canvas)
    guard numbersColumns else { return titles }
    let places = columns.indices.map { RichText("(\($0 + 1))") }
    let numbers = row(
      places, style.sized(style.size - 1.5).slanted, centred: true, cell: "TH", width: width, on: canvas)
    return SetBlock(height: titles.height + numbers.height) { x, y in
      titles.draw(x, y)
      numbers.draw(x, y + titles.height)
    }
  }

  /// One row as a block.
  func row(_ cells: [RichText], width: Double, on canvas: PDFCanvas) -> SetBlock {
    row(cells, style, centred: false, cell: "TD", width: width, on: canvas)
  }

  private func row(
    _ cells: [RichText], _ style: TextStyle, centred: Bool, cell: String, shade: Double? = nil, width: Double,
    on canvas: PDFCanvas
  ) -> SetBlock {
    let shares = columns.reduce(0) { $0 + $1.share }
    let widths = columns.map { width * $0.share / shares }
    let parts = zip(zip(columns, widths), cells).map { column, text in
      Text(text, centred ? style.aligned(.centre) : style.aligned(column.0.alignment), role: nil, lineLimit: lineLimit)
        .set(width: column.1 - 2 * paddingX, on: canvas)
    }
    let height = (parts.map(\.height).max() ?? 0) + 2 * paddingY
    return SetBlock(height: height) { x, y in
      if let shade { canvas.fill(x: x, y: y, width: width, height: height, grey: shade) }
      canvas.tagged("TR") {
        var x = x
        for (part, width) in zip(parts, widths) {
          canvas.tagged(cell) { part.draw(x + paddingX, y + (height - part.height) / 2) }
          x += width
        }
      }
      canvas.frame(x: x, y: y, width: width, height: height, 0.5, columns: widths)
    }
  }
}
