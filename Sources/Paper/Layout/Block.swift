/// A piece of a form that can be set in a given width.
protocol Block {
  /// Sets it: from here its height is known and it can be drawn anywhere.
  func set(width: Double, on canvas: PDFCanvas) -> SetBlock
}

/// A block that has been set.
struct SetBlock {
  /// The height in points.
  let height: Double
  /// Draws it with the left upper corner at the point.
  let draw: (_ x: Double, _ y: Double) -> Void
  /// Divides it into what fits in a height and the rest; `nil` when it must stay whole or nothing would fit.
  let divide: (_ height: Double) -> (SetBlock, SetBlock)?

  init(
    height: Double, divide: @escaping (Double) -> (SetBlock, SetBlock)? = { _ in nil },
    draw: @escaping (_ x: Double, _ y: Double) -> Void
  ) {
    self.height = height
    self.divide = divide
    self.draw = draw
  }
}

/// A paragraph, a heading, a label with its value.
struct Text: Block {
  var text: RichText
  var style: TextStyle
  /// What it is in the PDF's structure.
  var role: String?
  /// Cut after this many lines.
  var lineLimit: Int?

  init(_ text: RichText, _ style: TextStyle = .body, role: String? = "P", lineLimit: Int? = nil) {
    self.text = text
    self.style = style
    self.role = role
    self.lineLimit = lineLimit
  }

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let layout = canvas.layout(of: text, style, width: width, lineLimit: lineLimit)
    return part(of: layout, lines: nil, height: layout.height, on: canvas)
  }

  private func part(of layout: TextLayout, lines: Range<Int>?, height: Double, on canvas: PDFCanvas) -> SetBlock {
    SetBlock(height: height) { available in
      let bottoms = layout.lineBottoms()
      let first = lines?.lowerBound ?? 0
      let top = first == 0 ? 0 : bottoms[first - 1]
      let end = bottoms.firstIndex { $0 - top > available } ?? bottoms.count
      guard end > first, end < bottoms.count else { return nil }
      return (
        part(of: layout, lines: first..<end, height: bottoms[end - 1] - top, on: canvas),
        part(of: layout, lines: end..<bottoms.count, height: layout.height - bottoms[end - 1], on: canvas)
      )
    } draw: { x, y in
      canvas.tagged(role) { layout.draw(x: x, y: y, lines: lines) }
    }
  }
}

/// Blocks one under the other.
struct Stack: Block {
  var gap: Double
  var blocks: [any Block]

  init(gap: Double = 0, _ blocks: [any Block]) {
    self.gap = gap
    self.blocks = blocks
  }

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let parts = blocks.map { $0.set(width: width, on: canvas) }
    let height = parts.reduce(0) { $0 + $1.height } + gap * Double(max(0, parts.count - 1))
    return SetBlock(height: height) { x, y in
      var y = y
      for part in parts {
        part.draw(x, y)
        y += part.height + gap
      }
    }
  }
}

/// Blocks side by side.
struct Columns: Block {
  /// Where the shorter columns stand.
  enum Alignment { case top, middle, bottom }

  /// One column.
  struct Column {
    /// The share of the width, or the width itself.
    enum Width { case share(Double), points(Double) }
    let width: Width
    let block: any Block

    static func share(_ share: Double, _ block: any Block) -> Column { Column(width: .share(share), block: block) }
    static func mm(_ width: Double, _ block: any Block) -> Column { Column(width: .points(width.mm), block: block) }
  }

  var gap: Double = 0
  var alignment = Alignment.top
  var columns: [Column]

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    var fixed = gap * Double(max(0, columns.count - 1))
    var shares = 0.0
    for column in columns {
      switch column.width {
      case .share(let share): shares += share
      case .points(let points): fixed += points
      }
    }
    var offset = 0.0
    var parts: [(x: Double, block: SetBlock)] = []
    for column in columns {
      let own =
        switch column.width {
        case .share(let share): max(1, (width - fixed) * share / shares)
        case .points(let points): points
        }
      parts.append((offset, column.block.set(width: own, on: canvas)))
      offset += own + gap
    }
    let height = parts.map(\.block.height).max() ?? 0
    return SetBlock(height: height) { [alignment] x, y in
      for part in parts {
        let free = height - part.block.height
        let shift = alignment == .top ? 0 : alignment == .middle ? free / 2 : free
        part.block.draw(x + part.x, y + shift)
      }
    }
  }
}
