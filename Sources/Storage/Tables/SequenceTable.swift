/// Running numbers: dossiers of a unit's day, numbers of a register's year, fee receipts of a unit's year.
///
/// A number is taken in the transaction that uses it; when that is undone, so is the taking, and no gap is left.
extension Transaction {
  /// The next number of a scope, from 1.
  public func nextNumber(in scope: String) throws -> Int {
    try takeNumbers(1, in: scope)
  }

  /// Takes `count` numbers that follow each other and answers the first.
  public func takeNumbers(_ count: Int, in scope: String) throws -> Int {
    let row = try row(
      """
      INSERT INTO sequence (scope, value) VALUES (\(scope), \(count))
      ON CONFLICT (scope) DO UPDATE SET value = sequence.value + excluded.value RETURNING value
      """)
    guard let row else { throw StorageError.inconsistent("sequence \(scope) answered nothing") }
    return try row.int("value") - count + 1
  }
}
