public import Domain

/// The certification registers: lines are written once, in the transaction that takes their number.
extension Transaction {
  /// Writes a line.
  public func insert(_ entry: RegisterEntry) throws {
    _ = try execute(
      """
      INSERT INTO register_entry (unit, book, year, number, date, dossier, original, search, body)
      VALUES (\(entry.unit.rawValue), \(entry.book), \(entry.year), \(entry.number), \(entry.date.iso),
        \(entry.dossier.rawValue), \(entry.original),
        \(SearchText.kept("\(entry.number) \(entry.applicant) \(entry.paper) \(entry.dossier)")), \(JSONText.encode(entry)))
      """)
  }

  /// The lines of a book in a year, in the order of their numbers.
  public func registerEntries(
    unit: UnitCode, book: String, year: Int, words: String = "", after number: Int = 0, limit: Int = 10_000
  ) throws -> [RegisterEntry] {
    var conditions: [SQL] = [
      "unit = \(unit.rawValue) AND book = \(book) AND year = \(year) AND number > \(number)"
    ]
    conditions += SQL.everyWord(of: SearchText.words(words))
    return try rows(
      "SELECT body FROM register_entry WHERE \(SQL.joined(conditions, separator: " AND ")) ORDER BY number LIMIT \(limit)"
    ).map { try JSONText.decode(RegisterEntry.self, from: $0.text("body")) }
  }

  /// The books that a unit has lines in: symbol and year, the one that was written in last first.
  public func registerBooks(unit: UnitCode) throws -> [(book: String, year: Int)] {
    try rows(
      """
      SELECT book, year FROM register_entry WHERE unit = \(unit.rawValue)
      GROUP BY book, year ORDER BY MAX(date) DESC, COUNT(*) DESC, book
      """
    ).map { (try $0.text("book"), try $0.int("year")) }
  }
}
