import CCairoPango

/// A text set in lines of one width.
final class TextLayout {
  private let layout: OpaquePointer
  private let cairo: OpaquePointer
  private let grey: Double
  /// How far a balanced text, whose own width is less than the block's, is moved in.
  private var inset: Double = 0

  init(_ text: RichText, _ style: TextStyle, width: Double, on canvas: PDFCanvas) {
    cairo = canvas.cairo
    grey = style.grey
    layout = FontWork.alone { pango_layout_new(canvas.pango(rightToLeft: style.rightToLeft)) }
    FontWork.alone {
      pango_layout_set_auto_dir(layout, 0)
      let font = pango_font_description_from_string(PrintFonts.families)
      pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
      pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
      pango_font_description_set_style(font, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
      pango_layout_set_font_description(layout, font)
      pango_font_description_free(font)
      pango_layout_set_width(layout, Self.units(width))
      // A word that is longer than the line breaks inside rather than leave the page.
      pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
      pango_layout_set_indent(layout, Self.units(style.firstLineIndent - style.hangingIndent))
      switch style.alignment {
      case .left: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
      case .centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
      case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
      case .justified: pango_layout_set_justify(layout, 1)
      }
      setText(text, style)
      if style.isBalanced { balance(width, step: style.size) }
    }
  }

  deinit {
    FontWork.alone { g_object_unref(UnsafeMutableRawPointer(layout)) }
  }

  /// The width of the widest line.
  var inkWidth: Double { extents.width }

  /// How far the last line reaches.
  var lastLineWidth: Double {
    FontWork.alone {
      var logical = PangoRectangle()
      let last = pango_layout_get_line_readonly(layout, pango_layout_get_line_count(layout) - 1)
      pango_layout_line_get_extents(last, nil, &logical)
      return Self.points(logical.width)
    }
  }

  /// The height of all lines.
  var height: Double { extents.height }

  private var extents: (width: Double, height: Double) {
    var width: Int32 = 0
    var height: Int32 = 0
    FontWork.alone { pango_layout_get_size(layout, &width, &height) }
    return (Self.points(width), Self.points(height))
  }

  /// Cuts the text with an ellipsis so that it is at most `lines` high.
  func limit(lines: Int) {
    pango_layout_set_height(layout, -Int32(lines))
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
  }

  /// Where each line ends below the top.
  func lineBottoms() -> [Double] { FontWork.alone { bottoms() } }

  private func bottoms() -> [Double] {
    var bottoms: [Double] = []
    let lines = pango_layout_get_iter(layout)
    defer { pango_layout_iter_free(lines) }
    repeat {
      var top: Int32 = 0
      var bottom: Int32 = 0
      pango_layout_iter_get_line_yrange(lines, &top, &bottom)
      bottoms.append(Self.points(bottom))
    } while pango_layout_iter_next_line(lines) != 0
    return bottoms
  }

  /// Draws the lines from `first` up to `end` with the top of the first at `y`.
  func draw(x: Double, y: Double, lines: Range<Int>? = nil) {
    FontWork.alone { show(x: x, y: y, lines: lines) }
  }

  private func show(x: Double, y: Double, lines: Range<Int>?) {
    cairo_set_source_rgb(cairo, grey, grey, grey)
    let x = x + inset
    guard let lines else {
      cairo_move_to(cairo, x, y)
      pango_cairo_show_layout(cairo, layout)
      return
    }
    let each = pango_layout_get_iter(layout)
    defer { pango_layout_iter_free(each) }
    var index = 0
    var start: Int32 = 0
    repeat {
      var top: Int32 = 0
      var bottom: Int32 = 0
      pango_layout_iter_get_line_yrange(each, &top, &bottom)
      if index == lines.lowerBound { start = top }
      if lines.contains(index) {
        var logical = PangoRectangle()
        pango_layout_iter_get_line_extents(each, nil, &logical)
        cairo_move_to(
          cairo, x + Self.points(logical.x), y + Self.points(pango_layout_iter_get_baseline(each) - start))
        pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(each))
      }
      index += 1
    } while pango_layout_iter_next_line(each) != 0
  }

  private func setText(_ text: RichText, _ style: TextStyle) {
    let attributes = pango_attr_list_new()
    defer { pango_attr_list_unref(attributes) }
    // Words of these languages are not divided with hyphens; and a line with a rare sign is as high as the others.
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
    let lineHeight = style.size * 1.15 * style.lineSpacing * (style.rightToLeft ? 1.25 : 1)
    pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(Self.units(lineHeight)))
    var all = ""
    var position = 0
    for run in text.runs {
      let end = position + run.text.utf8.count
      func add(_ attribute: UnsafeMutablePointer<PangoAttribute>?) {
        attribute?.pointee.start_index = guint(position)
        attribute?.pointee.end_index = guint(end)
        pango_attr_list_insert(attributes, attribute)
      }
      if let bold = run.bold { add(pango_attr_weight_new(bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)) }
      if let italic = run.italic { add(pango_attr_style_new(italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)) }
      if run.scale != 1 {
        add(pango_attr_size_new_absolute(Self.units(style.size * run.scale)))
        // Small words of another script never make the line higher.
        add(pango_attr_line_height_new_absolute(Self.units(lineHeight * run.scale * 0.8)))
      }
      if let grey = run.grey {
        let level = guint16(grey * 65535)
        add(pango_attr_foreground_new(level, level, level))
      }
      if run.isUnbreakable { add(pango_attr_allow_breaks_new(0)) }
      all += run.text
      position = end
    }
    pango_layout_set_text(layout, all, Int32(all.utf8.count))
    pango_layout_set_attributes(layout, attributes)
  }

  /// Narrows a heading of several lines as far as their number allows, so that they are of like length.
  private func balance(_ width: Double, step: Double) {
    let lines = pango_layout_get_line_count(layout)
    guard lines > 1 else { return }
    // No width that is less than an even share of the words can do; from there the first that does is soon met.
    var narrow = lineWidths().reduce(0, +) / Double(lines)
    while narrow < width {
      pango_layout_set_width(layout, Self.units(narrow))
      if pango_layout_get_line_count(layout) <= lines { break }
      narrow += step
    }
    narrow = min(narrow, width)
    pango_layout_set_width(layout, Self.units(narrow))
    inset = (width - narrow) / 2
  }

  private func lineWidths() -> [Double] {
    (0..<pango_layout_get_line_count(layout)).map { index in
      var logical = PangoRectangle()
      pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, index), nil, &logical)
      return Self.points(logical.width)
    }
  }

  private static func units(_ points: Double) -> Int32 { Int32((points * Double(PANGO_SCALE)).rounded()) }
  private static func points(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }
}
