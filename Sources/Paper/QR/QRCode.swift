import CQREncode

/// A QR code (ISO/IEC 18004): the modules, to be drawn on paper or on a page.
public struct QRCode: Hashable, Sendable {
  /// How much of the code may be lost.
  public enum Correction: Sendable {
    /// 7 %.
    case low
    /// 15 %, for clean prints.
    case medium
    /// 25 %, for paper that is folded and carried about.
    case quartile
    /// 30 %.
    case high
  }

  /// The number of modules on a side.
  public let side: Int
  /// Row by row, `true` where it is dark.
  public let modules: [Bool]

  /// Encodes a text of at most 1,200 bytes; of capital letters and digits it may have 2,400.
  public init(_ text: String, correction: Correction = .medium) throws(PaperFault) {
    let bytes = Array(text.utf8)
    let wide = bytes.count { !Self.isNarrow($0) }
    guard !bytes.isEmpty, wide <= 1200, bytes.count - wide <= 2400, !bytes.contains(0) else { throw .tooLongForQR }
    let level =
      switch correction {
      case .low: QR_ECLEVEL_L
      case .medium: QR_ECLEVEL_M
      case .quartile: QR_ECLEVEL_Q
      case .high: QR_ECLEVEL_H
      }
    // Stretches of capital letters and digits take less room than other text.
    guard let code = QRcode_encodeString(text, 0, level, QR_MODE_8, 1), let data = code.pointee.data else {
      throw .tooLongForQR
    }
    defer { QRcode_free(code) }
    side = Int(code.pointee.width)
    modules = (0..<side * side).map { data[$0] & 1 == 1 }
  }

  private static func isNarrow(_ sign: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(sign) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(sign)
  }

  /// Whether the module of a row and column is dark.
  public subscript(row: Int, column: Int) -> Bool { modules[row * side + column] }

  /// The dark stretches of each row.
  var runs: [(row: Int, columns: Range<Int>)] {
    var runs: [(row: Int, columns: Range<Int>)] = []
    for row in 0..<side {
      var column = 0
      while column < side {
        guard self[row, column] else {
          column += 1
          continue
        }
        let start = column
        while column < side, self[row, column] { column += 1 }
        runs.append((row, start..<column))
      }
    }
    return runs
  }

  /// The code as an SVG picture with its quiet zone of four modules. `label` is read by screen readers; without one
  /// the picture is decoration. Dark on white in every colour scheme, since scanners expect it.
  public func svg(label: String? = nil) -> String {
    let size = side + 8
    let path = runs.map { "M\($0.columns.lowerBound + 4) \($0.row + 4)h\($0.columns.count)v1h-\($0.columns.count)z" }
      .joined()
    let naming = label.map { "role=\"img\" aria-label=\"\(Self.escaped($0))\"" } ?? "aria-hidden=\"true\""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges" \(naming)>\
      <path fill="#fff" d="M0 0h\(size)v\(size)H0z"/><path fill="#000" d="\(path)"/></svg>
      """
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
