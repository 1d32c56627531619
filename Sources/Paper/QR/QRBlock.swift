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
        for run in code.runs {
          cairo_rectangle(
            canvas.cairo, left + Double(run.columns.lowerBound) * module, y + Double(run.row) * module,
            Double(run.columns.count) * module, module)
        }
        cairo_fill(canvas.cairo)
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
