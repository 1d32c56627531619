import CCairoPango

/// A QR code on paper, in the middle of its width.
struct QRBlock: Block {
  let code: QRCode
  /// The length of a side with the dark modules, in points; the paper around is its quiet zone.
  let side: Double
  /// The address that a click in the PDF opens.
  var link: String?

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    SetBlock(height: side) { x, y in
      let left = x + (width - side) / 2
      let module = side / Double(code.side)
      canvas.link(link) {
        cairo_save(canvas.cairo)
        cairo_set_source_rgb(canvas.cairo, 0, 0, 0)
        // A dark stretch is a line as wide as a module: half the numbers that a rectangle takes.
        cairo_set_line_width(canvas.cairo, module)
        cairo_set_line_cap(canvas.cairo, CAIRO_LINE_CAP_BUTT)
        for run in code.runs {
          let middle = y + (Double(run.row) + 0.5) * module
          cairo_move_to(canvas.cairo, left + Double(run.columns.lowerBound) * module, middle)
          cairo_line_to(canvas.cairo, left + Double(run.columns.upperBound) * module, middle)
        }
        cairo_stroke(canvas.cairo)
        cairo_restore(canvas.cairo)
      }
    }
  }
}

extension PDFCanvas {
  /// Draws `body` as a link to an http(s) address; any other address gives no link.
  func link(_ address: String?, _ body: () -> Void) {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://"),
      address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\") })
    else { return body() }
    tagged(CAIRO_TAG_LINK, attributes: "uri='\(address)'", body)
  }
}
