import CCairoPango

/// A QR code on paper, in the middle of its width.
struct QRBlock: Block {
  let code: QRCode
  /// The length of a side with the dark modules, in points; the paper around is its quiet zone.
  let side: Double
  /// The address that a click in the PDF opens.
  var link: String?
  /// A module is so many dots wide, enough that a reader of PDFs that draws the picture larger keeps its edges sharp; a
  /// dense code has dots enough with fewer.
  private var dots: Int { code.side > 64 ? 2 : 4 }

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    SetBlock(height: side) { x, y in
      canvas.link(link) { draw(x: x + (width - side) / 2, y: y, on: canvas.cairo) }
    }
  }

  /// A picture of black and white dots: of a code with thousands of modules that is a twentieth of what lines would be.
  private func draw(x: Double, y: Double, on cairo: OpaquePointer) {
    let dots = dots
    let size = code.side * dots
    let picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(size), Int32(size))
    defer { cairo_surface_destroy(picture) }
    let stride = Int(cairo_image_surface_get_stride(picture))
    guard let bytes = cairo_image_surface_get_data(picture) else { return }
    cairo_surface_flush(picture)
    memset(bytes, 0xFF, stride * size)
    for run in code.runs {
      for line in run.row * dots..<(run.row + 1) * dots {
        memset(bytes + line * stride + run.columns.lowerBound * dots * 4, 0, run.columns.count * dots * 4)
      }
    }
    cairo_surface_mark_dirty(picture)
    cairo_save(cairo)
    cairo_translate(cairo, x, y)
    cairo_scale(cairo, side / Double(size), side / Double(size))
    cairo_set_source_surface(cairo, picture, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST)
    cairo_paint(cairo)
    cairo_restore(cairo)
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
