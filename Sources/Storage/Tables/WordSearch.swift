import Domain

/// Searching by words, the one thing that the two engines do each in their own way.
///
/// What can be searched stands folded in a column `search`, as ` word word word ` with a space before and after each
/// word. All words but the last must be there whole; the last may be the beginning of one, because it is still being
/// typed.
extension SQL {
  /// Conditions that the words stand in the column `search`, in any order.
  static func everyWord(of words: [String]) -> [SQL] {
    words.enumerated().map { index, word in
      index == words.count - 1 ? "search LIKE \("% \(word)%")" : "search LIKE \("% \(word) %")"
    }
  }
}

extension SearchText {
  /// The words that are looked for in what a person typed; at most eight, so that a long text costs no more than a
  /// short one.
  static func words(_ text: String) -> [String] { Array(words(in: String(text.prefix(400))).prefix(8)) }

  /// A text as the column `search` keeps it.
  static func kept(_ text: String) -> String { " " + words(in: text).joined(separator: " ") + " " }
}

extension Transaction {
  /// Keeps what a dossier is found by. PostgreSQL finds it by an index of the column itself.
  func keepWords(_ search: String, of dossier: String) throws {
    guard engine == .sqlite else { return }
    _ = try execute("INSERT INTO dossier_words (code, words) VALUES (\(dossier), \(search))")
  }

  /// The codes of the dossiers that have the words; `nil` when more than `most` do.
  func dossiers(withWords words: [String], most: Int) throws -> [String]? {
    let found: [Row]
    switch engine {
    case .sqlite:
      let asked = words.map { "\"\($0)\"" }.joined(separator: " ") + "*"
      found = try rows("SELECT code FROM dossier_words WHERE dossier_words MATCH \(asked) LIMIT \(most + 1)")
    case .postgreSQL:
      let conditions = SQL.joined(SQL.everyWord(of: words), separator: " AND ")
      found = try rows("SELECT code FROM dossier WHERE \(conditions) LIMIT \(most + 1)")
    }
    return found.count > most ? nil : try found.map { try $0.text("code") }
  }
}
