import Foundation

/// One line of text that a person typed: a title of a paper, an address, an issuer, a reason.
public enum PlainText {
  /// What is wrong with the text, or the text as it is kept: NFC, spaces squeezed. An empty text is refused when
  /// `required`.
  ///
  /// Marks of text direction and control characters are refused, so that what is printed is what was read.
  public static func check(
    _ text: String, field: String, limit: Int, required: Bool = true
  ) -> Result<String, FieldProblem> {
    guard text.utf8.count <= limit * 8 else {
      return .failure(FieldProblem(field, "error.text.too-long", ["limit": String(limit)]))
    }
    let line = text.precomposedStringWithCanonicalMapping
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if line.isEmpty && required { return .failure(FieldProblem(field, "error.text.missing")) }
    guard line.count <= limit else {
      return .failure(FieldProblem(field, "error.text.too-long", ["limit": String(limit)]))
    }
    for scalar in line.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
        return .failure(FieldProblem(field, "error.text.character"))
      default: continue
      }
    }
    return .success(line)
  }
}
