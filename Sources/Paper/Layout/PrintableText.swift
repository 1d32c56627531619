/// Makes any text fit to be set: what a person typed can't break a line, turn a paragraph round or end it.
enum PrintableText {
  private static let firstStrongIsolate = "\u{2068}"
  private static let popIsolate = "\u{2069}"

  /// The text on one line, without control characters and without the marks that change the direction of what follows
  /// (Unicode Standard Annex 9: embeddings, overrides, isolates). Text that runs from right to left is isolated
  /// instead, so that it keeps its order and leaves its neighbours alone.
  static func clean(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var runsRightToLeft = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: scalars.append(" ")
      case 0x00..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFC:
        break
      case 0xFDD0...0xFDEF: break
      case let value where value & 0xFFFE == 0xFFFE: break
      default:
        if isRightToLeft(scalar) { runsRightToLeft = true }
        scalars.append(scalar)
      }
    }
    let clean = String(scalars)
    return runsRightToLeft ? firstStrongIsolate + clean + popIsolate : clean
  }

  /// Hebrew, Arabic, Syriac, Thaana, N'Ko and their further blocks.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }
}
