import CCairoPango
import Domain

/// One PDF that is being drawn. It belongs to one thread from the first line to `finish()`; only the fonts are shared
/// (`FontWork`).
final class PDFCanvas {
  /// What the PDF says of itself. No person is named in it.
  struct Description {
    var title: String
    var createdAt: Instant
  }

  /// So many set texts are kept, a few pages of the fullest book.
  private static let mostLayouts = 2000

  let cairo: OpaquePointer
  /// Sets paragraphs that run from left to right.
  private let pango: OpaquePointer
  /// Sets paragraphs that run from right to left. The direction is the context's, and a text is laid out anew when its
  /// context changes: one context for both would turn what was set before.
  private let rightToLeftPango: OpaquePointer
  private let surface: OpaquePointer
  private let output = PDFOutput()
  private var isFinished = false
  private var layouts: [LayoutKey: TextLayout] = [:]

  init(_ description: Description, _ format: PageFormat) {
    let target = Unmanaged.passUnretained(output).toOpaque()
    surface = cairo_pdf_surface_create_for_stream(
      { target, data, length in
        guard let target, let data else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<PDFOutput>.fromOpaque(target).takeUnretainedValue()
          .bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
      }, target, format.width, format.height)
    cairo = cairo_create(surface)
    pango = FontWork.context(cairo)
    rightToLeftPango = FontWork.context(cairo)
    for (context, direction) in [(pango, PANGO_DIRECTION_LTR), (rightToLeftPango, PANGO_DIRECTION_RTL)] {
      // Glyphs stand where the outlines say, not on the dots of a screen.
      pango_context_set_round_glyph_positions(context, 0)
      pango_context_set_base_dir(context, direction)
    }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, PrintableText.clean(description.title))
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Cửa Ngõ")
    // Given by the content, so that the same content gives the same bytes.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, description.createdAt.iso8601)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, description.createdAt.iso8601)
  }

  deinit {
    FontWork.alone {
      g_object_unref(UnsafeMutableRawPointer(pango))
      g_object_unref(UnsafeMutableRawPointer(rightToLeftPango))
      cairo_destroy(cairo)
      if !isFinished { cairo_surface_finish(surface) }
      cairo_surface_destroy(surface)
    }
  }

  /// What sets paragraphs of a direction.
  func pango(rightToLeft: Bool) -> OpaquePointer { rightToLeft ? rightToLeftPango : pango }

  /// A text set in lines. Books say the same days, ways and states on row after row: what was set is kept.
  func layout(of text: RichText, _ style: TextStyle, width: Double, lineLimit: Int?) -> TextLayout {
    let key = LayoutKey(text: text, style: style, width: width, lineLimit: lineLimit)
    if let kept = layouts[key] { return kept }
    let layout = TextLayout(text, style, width: width, on: self)
    if let lineLimit { layout.limit(lines: lineLimit) }
    if layouts.count >= Self.mostLayouts { layouts = [:] }
    layouts[key] = layout
    return layout
  }

  /// Sets the size of the page that is about to be drawn.
  func beginPage(_ format: PageFormat) {
    cairo_pdf_surface_set_size(surface, format.width, format.height)
  }

  /// Ends the page.
  func endPage() {
    FontWork.alone { cairo_show_page(cairo) }
  }

  /// Closes the PDF and gives its bytes.
  func finish() throws(PaperFault) -> [UInt8] {
    FontWork.alone { cairo_surface_finish(surface) }
    isFinished = true
    for status in [cairo_status(cairo), cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
      throw .drawing(String(cString: cairo_status_to_string(status)))
    }
    return output.bytes
  }

  /// Draws `body` as an element of the PDF's structure, so that a screen reader knows what it is (PDF 1.7, 14.8.4:
  /// `P`, `H1`, `Table` …).
  func tagged(_ role: String?, attributes: String? = nil, _ body: () -> Void) {
    guard let role else { return body() }
    cairo_tag_begin(cairo, role, attributes)
    body()
    cairo_tag_end(cairo, role)
  }
}

/// What a text that was set is found by.
private struct LayoutKey: Hashable {
  let text: RichText
  let style: TextStyle
  let width: Double
  let lineLimit: Int?
}

/// The bytes so far.
private final class PDFOutput {
  var bytes: [UInt8] = []
}
