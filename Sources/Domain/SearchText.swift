import Foundation

/// Vietnamese text made comparable: what a hurried person types without diacritics finds what was written with them.
public enum SearchText {
  /// Lower case, without diacritics, Đ/đ as d, every apostrophe as `'`, marks that can't be seen removed, spaces
  /// squeezed.
  ///
  /// `B’Lao`, `B'Lao` and their decomposed forms fold to the same text, so that two records of one unit never stay
  /// apart.
  public static func fold(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .format {
        continue
      }
      if scalar.properties.isWhitespace {
        pendingSpace = !folded.isEmpty
        continue
      }
      if pendingSpace {
        folded.append(" ")
        pendingSpace = false
      }
      switch scalar {
      case "đ", "Đ": folded.append("d")
      case "'", "’", "‘", "ʼ", "ʹ", "`", "´", "′": folded.append("'")
      case "–", "—", "‐", "‑": folded.append("-")
      default: folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(folded)
  }
}
