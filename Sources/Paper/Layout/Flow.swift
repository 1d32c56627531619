/// Sets blocks one after the other on as many pages as they need.
///
/// A flow draws each page as soon as it is full, so that a book of thousands of lines takes no memory; or it keeps
/// what it has set until `finish()`, so that each page can say how many there are, and so that it can be given up for
/// another size.
final class Flow {
  /// What stands on each page beside the flow, such as its number; `pages` when it is known how many there are.
  typealias PageMark = (_ page: Int, _ pages: Int?, _ canvas: PDFCanvas, _ format: PageFormat) -> Void

  let canvas: PDFCanvas
  let format: PageFormat
  private let mark: PageMark
  private let drawsLater: Bool
  private var kept: [[(y: Double, block: SetBlock)]] = [[]]
  private var y: Double
  private var isOpen = false
  /// The page that is being filled, from 1.
  private(set) var page = 1
  /// The height of all that was set.
  private(set) var height = 0.0

  init(
    _ canvas: PDFCanvas, _ format: PageFormat, drawsLater: Bool = false,
    mark: @escaping PageMark = { _, _, _, _ in }
  ) {
    self.canvas = canvas
    self.format = format
    self.drawsLater = drawsLater
    self.mark = mark
    y = format.top
  }

  /// The height left on this page.
  private var available: Double { format.height - format.bottom - y }

  private var isAtTop: Bool { y <= format.top }

  /// Sets a block, `gap` points under the one before; on the next page when it does not fit, divided when it can't fit
  /// there either. When `next` is given, it also goes to the next page rather than be parted from the so many points
  /// that follow.
  func add(_ block: any Block, gap: Double = 0, keepingWith next: Double = 0) {
    let block = block.set(width: format.innerWidth, on: canvas)
    if next > 0, !isAtTop, gap + block.height + next > available { breakPage() }
    place(block, gap: gap)
  }

  /// Sets the rows of a table; the head comes again on each page.
  func add(_ table: Table, gap: Double = 0, rows: some Sequence<[RichText]>) {
    let head = table.head(width: format.innerWidth, on: canvas)
    var isBegun = false
    for cells in rows {
      let row = table.row(cells, width: format.innerWidth, on: canvas)
      let needed = row.height + (isBegun ? 0 : head.height + gap)
      if !isAtTop, needed > available {
        breakPage()
        isBegun = false
      }
      if !isBegun {
        place(head, gap: gap)
        isBegun = true
      }
      place(row)
    }
    if !isBegun { place(head, gap: gap) }
  }

  /// Ends this page; what comes next stands on a new one.
  func breakPage() {
    if drawsLater {
      kept.append([])
    } else {
      endPage()
    }
    page += 1
    y = format.top
  }

  /// Ends the last page, and draws what was kept.
  func finish() {
    guard drawsLater else { return endPage() }
    for (index, blocks) in kept.enumerated() {
      openPage(index + 1, of: kept.count)
      for (y, block) in blocks { block.draw(format.left, y) }
      endPage()
    }
  }

  private func place(_ block: SetBlock, gap: Double = 0) {
    var gap = isAtTop ? 0 : gap
    var block = block
    while gap + block.height > available + 0.01 {
      if isAtTop || block.height > format.innerHeight, let (fitting, rest) = block.divide(available - gap) {
        put(fitting, gap)
        breakPage()
        block = rest
      } else if isAtTop {
        break
      } else {
        breakPage()
      }
      gap = 0
    }
    put(block, gap)
  }

  private func put(_ block: SetBlock, _ gap: Double) {
    if drawsLater {
      kept[kept.count - 1].append((y + gap, block))
    } else {
      openPage(page, of: nil)
      block.draw(format.left, y + gap)
    }
    y += gap + block.height
    height += gap + block.height
  }

  private func openPage(_ page: Int, of pages: Int?) {
    guard !isOpen else { return }
    isOpen = true
    canvas.beginPage(format)
    mark(page, pages, canvas, format)
  }

  private func endPage() {
    openPage(page, of: nil)
    canvas.endPage()
    isOpen = false
  }
}
