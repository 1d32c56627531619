import Domain

extension SQL {
  /// Conditions that every word of `text` stands in the folded column `search`, in any order. At most eight words are
  /// used, so that a long text costs no more than a short one.
  static func everyWord(of text: String) -> [SQL] {
    SearchText.fold(text).split(separator: " ").prefix(8).map { word in
      let literal = word.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
      return "search LIKE \("%\(literal)%") ESCAPE '\\'"
    }
  }
}
