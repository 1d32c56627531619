import CCairoPango

/// Free height.
struct Gap: Block {
  let height: Double

  init(_ height: Double) { self.height = height }

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    SetBlock(height: height) { _, _ in }
  }
}

/// A thin line across the middle, as long as the share of the width.
struct Rule: Block {
  var share: Double = 1
  var thickness: Double = 0.75
  var above: Double = 2
  var below: Double = 0

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    SetBlock(height: above + thickness + below) { x, y in
      canvas.line(
        fromX: x + width * (1 - share) / 2, y: y + above + thickness / 2,
        toX: x + width * (1 + share) / 2, y: y + above + thickness / 2, thickness)
    }
  }
}

/// A block in a thin frame.
struct Framed: Block {
  var padding: Double = 2.mm
  var thickness: Double = 0.6
  let block: any Block

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let inner = block.set(width: width - 2 * padding, on: canvas)
    let height = inner.height + 2 * padding
    return SetBlock(height: height) { x, y in
      canvas.frame(x: x, y: y, width: width, height: height, thickness)
      inner.draw(x + padding, y + padding)
    }
  }
}

/// A label, and dots up to the right margin to write on by hand.
struct DottedLine: Block {
  let label: RichText
  let style: TextStyle

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let text = Text(label, style).set(width: width, on: canvas)
    let used = TextLayout(label, style, width: width, on: canvas).lastLineWidth
    // The label may leave too little of its line to write on.
    let below = used > width * 0.75 ? style.size * 1.5 : 0
    let start = below > 0 ? 0 : used + 4
    let height = text.height + below
    return SetBlock(height: height) { x, y in
      text.draw(x, y)
      canvas.dots(fromX: x + start, y: y + height - style.size * 0.28, toX: x + width)
    }
  }
}

extension PDFCanvas {
  /// Dots along a line.
  func dots(fromX x1: Double, y: Double, toX x2: Double) {
    cairo_save(cairo)
    cairo_set_source_rgb(cairo, 0, 0, 0)
    cairo_set_line_width(cairo, 0.9)
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND)
    cairo_set_dash(cairo, [0, 3], 2, 0)
    cairo_move_to(cairo, x1, y)
    cairo_line_to(cairo, x2, y)
    cairo_stroke(cairo)
    cairo_restore(cairo)
  }

  /// A black line. It is no content of its own, so it has no part in the structure.
  func line(fromX x1: Double, y y1: Double, toX x2: Double, y y2: Double, _ thickness: Double) {
    cairo_set_source_rgb(cairo, 0, 0, 0)
    cairo_set_line_width(cairo, thickness)
    cairo_move_to(cairo, x1, y1)
    cairo_line_to(cairo, x2, y2)
    cairo_stroke(cairo)
  }

  /// An empty rectangle; lines part it in `columns` of these widths.
  func frame(x: Double, y: Double, width: Double, height: Double, _ thickness: Double, columns: [Double] = []) {
    cairo_set_source_rgb(cairo, 0, 0, 0)
    cairo_set_line_width(cairo, thickness)
    cairo_rectangle(cairo, x, y, width, height)
    var x = x
    for column in columns.dropLast() {
      x += column
      cairo_move_to(cairo, x, y)
      cairo_line_to(cairo, x, y + height)
    }
    cairo_stroke(cairo)
  }

  /// A rectangle filled with a grey from 0 (black) to 1 (white).
  func fill(x: Double, y: Double, width: Double, height: Double, grey: Double) {
    cairo_set_source_rgb(cairo, grey, grey, grey)
    cairo_rectangle(cairo, x, y, width, height)
    cairo_fill(cairo)
  }
}
