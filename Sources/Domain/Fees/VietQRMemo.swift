import Foundation

/// What a payment is for, as banks carry it: letters without diacritics.
enum VietQRMemo {
  /// The text in printable ASCII: diacritics gone, đ as d, spaces squeezed.
  ///
  /// Refused are characters of other scripts, signs that are not ASCII, and what is longer than `limit` characters.
  static func fold(_ text: String, limit: Int) -> Result<String, FieldProblem> {
    let tooLong = FieldProblem("memo", "error.vietqr.memo-too-long", ["limit": String(limit)])
    // Decomposed, a Vietnamese letter has at most seven bytes.
    guard text.utf8.count <= limit * 8 else { return .failure(tooLong) }
    var folded = ""
    var spaceBefore = false
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.properties.isWhitespace {
        spaceBefore = !folded.isEmpty
        continue
      }
      if isVietnameseMark(scalar) { continue }
      let plain: Unicode.Scalar =
        switch scalar {
        case "đ": "d"
        case "Đ": "D"
        default: scalar
        }
      guard (0x21...0x7E).contains(plain.value) else {
        return .failure(FieldProblem("memo", "error.vietqr.memo-character"))
      }
      if spaceBefore { folded.append(" ") }
      spaceBefore = false
      folded.unicodeScalars.append(plain)
    }
    return folded.utf8.count <= limit ? .success(folded) : .failure(tooLong)
  }

  /// The marks of tones and vowels: grave, acute, circumflex, tilde, breve, hook, horn, dot below.
  private static func isVietnameseMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x303, 0x306, 0x309, 0x31B, 0x323: true
    default: false
    }
  }
}
