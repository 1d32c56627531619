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

extension PDFCanvas {
  /// A black line. It is no content of its own, so it has no part in the structure.
  func line(fromX x1: Double, y y1: Double, toX x2: Double, y y2: Double, _ thickness: Double) {
    cairo_set_source_rgb(cairo, 0, 0, 0)
    cairo_set_line_width(cairo, thickness)
    cairo_move_to(cairo, x1, y1)
    cairo_line_to(cairo, x2, y2)
    cairo_stroke(cairo)
  }

  /// An empty rectangle.
  func frame(x: Double, y: Double, width: Double, height: Double, _ thickness: Double) {
    cairo_set_source_rgb(cairo, 0, 0, 0)
    cairo_set_line_width(cairo, thickness)
    cairo_rectangle(cairo, x, y, width, height)
    cairo_stroke(cairo)
  }

  /// A rectangle filled with a grey from 0 (black) to 1 (white).
  func fill(x: Double, y: Double, width: Double, height: Double, grey: Double) {
    cairo_set_source_rgb(cairo, grey, grey, grey)
    cairo_rectangle(cairo, x, y, width, height)
    cairo_fill(cairo)
  }
}
