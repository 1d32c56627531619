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
    for scalar in text.unicodeScalars {
      let known = scalar.value < tableEnd ? table[Int(scalar.value)] : folding(of: scalar)
      for part in known {
        if part == " " {
          pendingSpace = !folded.isEmpty
          continue
        }
        if pendingSpace {
          folded.append(" ")
          pendingSpace = false
        }
        folded.append(part)
      }
    }
    return String(folded)
  }

  /// The words of a text, folded: what stands between spaces and signs. An apostrophe is no end of a word, it is left
  /// out: `B’Lao` is found as `blao`, and so is `K'Nai` as `knai`.
  public static func words(in text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in fold(text).unicodeScalars where scalar != "'" {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  /// The foldings of Latin, Greek, Cyrillic, Arabic and punctuation, worked out once: a name is folded with every
  /// filing.
  private static let tableEnd: UInt32 = 0x2100
  private static let table: [[Unicode.Scalar]] = (0..<tableEnd).map { value in
    Unicode.Scalar(value).map(folding) ?? []
  }

  /// What one scalar becomes.
  private static func folding(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars.flatMap { part -> [Unicode.Scalar] in
      switch part.properties.generalCategory {
      case .nonspacingMark, .format: return []
      default: break
      }
      if part.properties.isWhitespace { return [" "] }
      switch part {
      case "đ", "Đ": return ["d"]
      case "'", "’", "‘", "ʼ", "ʹ", "`", "´", "′": return ["'"]
      case "–", "—", "‐", "‑": return ["-"]
      default: return Array(part.properties.lowercaseMapping.unicodeScalars)
      }
    }
  }
}
