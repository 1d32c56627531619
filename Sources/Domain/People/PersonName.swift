import Foundation

/// A person's name in the order and spelling the person gave, as NFC.
public enum PersonName {
  /// The longest name taken, in characters.
  public static let limit = 100

  /// What is wrong with a name, or the name as it is kept: NFC, spaces squeezed, nothing else changed.
  ///
  /// Letters of any script, marks, spaces, hyphens, points and apostrophes are taken. Emoji, digits and marks of text
  /// direction are not: a name with a hidden right-to-left mark prints as another name.
  public static func check(_ text: String, field: String) -> Result<String, FieldProblem> {
    let name = text.precomposedStringWithCanonicalMapping
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !name.isEmpty else { return .failure(FieldProblem(field, "error.name.missing")) }
    guard name.count <= limit else {
      return .failure(FieldProblem(field, "error.name.too-long", ["limit": String(limit)]))
    }
    for scalar in name.unicodeScalars where !isAllowed(scalar) {
      return .failure(FieldProblem(field, "error.name.character"))
    }
    guard name.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else {
      return .failure(FieldProblem(field, "error.name.character"))
    }
    return .success(name)
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    case .nonspacingMark, .spacingMark: true
    default: scalar == " " || scalar == "-" || scalar == "." || scalar == "'" || scalar == "’" || scalar == "ʼ"
    }
  }
}
