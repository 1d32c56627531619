import Domain

/// How a stretch of text looks.
struct TextStyle: Hashable, Sendable {
  /// Where the lines of a block stand.
  enum Alignment: Hashable, Sendable { case left, centre, right, justified }

  /// The size in points.
  var size: Double = 12
  var bold = false
  var italic = false
  /// From 0 (black) to 1 (white).
  var grey: Double = 0
  var alignment: Alignment = .left
  /// Points that the first line is moved in.
  var firstLineIndent: Double = 0
  /// Points that the lines after the first are moved in.
  var hangingIndent: Double = 0
  /// The distance of the lines, where 1 is the font's own.
  var lineSpacing: Double = 1
  /// Whether the lines of a centred heading are made alike in length.
  var isBalanced = false
  /// The direction of a paragraph that stands alone; a run finds its own inside.
  var rightToLeft = false

  /// The text of forms.
  static let body = TextStyle(size: 12, lineSpacing: 1.08)

  func sized(_ size: Double) -> TextStyle { changed { $0.size = size } }
  func aligned(_ alignment: Alignment) -> TextStyle { changed { $0.alignment = alignment } }
  var balanced: TextStyle { changed { $0.isBalanced = true } }
  var emboldened: TextStyle { changed { $0.bold = true } }
  var slanted: TextStyle { changed { $0.italic = true } }

  private func changed(_ change: (inout TextStyle) -> Void) -> TextStyle {
    var copy = self
    change(&copy)
    return copy
  }
}

/// Text with runs that differ in weight, slant, size and grey.
struct RichText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// A stretch of text; what is `nil` comes from the block.
  struct Run: Hashable, Sendable {
    var text: String
    var bold: Bool?
    var italic: Bool?
    /// The size against the block's.
    var scale: Double = 1
    var grey: Double?
    /// Whether it stays on one line, as a code does.
    var isUnbreakable = false
  }

  var runs: [Run]

  init(_ runs: [Run] = []) { self.runs = runs }

  init(stringLiteral value: String) { self.init(value) }

  init(
    _ text: String, bold: Bool? = nil, italic: Bool? = nil, scale: Double = 1, grey: Double? = nil,
    isUnbreakable: Bool = false
  ) {
    runs = [
      Run(
        text: PrintableText.clean(text), bold: bold, italic: italic, scale: scale, grey: grey,
        isUnbreakable: isUnbreakable)
    ]
  }

  /// The number of characters.
  var count: Int { runs.reduce(0) { $0 + $1.text.count } }

  static func + (left: RichText, right: RichText) -> RichText { RichText(left.runs + right.runs) }
  static func += (left: inout RichText, right: RichText) { left.runs += right.runs }

  /// A sentence in which what a person has to type stands bold and on one line.
  static func emphasising(_ parts: [String], in sentence: String) -> RichText {
    var text = RichText()
    var rest = sentence[...]
    while let next = parts.compactMap({ part in rest.firstRange(of: part).map { ($0, part) } })
      .min(by: { $0.0.lowerBound < $1.0.lowerBound })
    {
      text += RichText(String(rest[..<next.0.lowerBound]))
      // A longer address may break: better than leaving the page.
      text += RichText(next.1, bold: true, isUnbreakable: next.1.count <= 40)
      rest = rest[next.0.upperBound...]
    }
    return text + RichText(String(rest))
  }

  /// The other text on the next line.
  func onNewLine(_ other: RichText) -> RichText {
    RichText(runs + [Run(text: "\n")] + other.runs)
  }

  /// A Vietnamese text, and behind it small and in brackets what the reader needs.
  static func bilingual(_ text: ReaderText, bold: Bool? = nil) -> RichText {
    guard let translation = text.translation else { return RichText(text.vietnamese, bold: bold) }
    let isArabic = text.language.isRightToLeft
    return RichText(text.vietnamese, bold: bold) + " "
      + ["(", translation, ")"].reduce(RichText()) {
        $0 + RichText($1, bold: false, italic: !isArabic, scale: isArabic ? 0.8 : 0.84, grey: 0.25)
      }
  }

  /// A label with its colon, and the value after it.
  static func labelled(_ label: ReaderText, _ value: RichText) -> RichText {
    bilingual(label) + ": " + value
  }
}
