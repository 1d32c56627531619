public import Domain

/// What was answered to a request with a key: the second time gets the first answer.
public enum RememberedAnswer: Hashable, Sendable {
  /// The same request was answered before, with this text.
  case same(answer: String)
  /// The key was used before for another request.
  case otherRequest
}

extension Transaction {
  /// What was answered to `key` in `scope`, or `nil` when it is new.
  public func remembered(scope: String, key: String, request: String) throws -> RememberedAnswer? {
    guard
      let row = try row("SELECT request, answer FROM idempotency WHERE scope = \(scope) AND key = \(key)")
    else { return nil }
    return try row.text("request") == request ? .same(answer: row.text("answer")) : .otherRequest
  }

  /// Keeps the answer to `key`.
  ///
  /// - Throws: `StorageError.uniqueViolation` when the same key was answered by another process meanwhile.
  public func remember(scope: String, key: String, request: String, answer: String, at: Instant) throws {
    _ = try execute(
      """
      INSERT INTO idempotency (scope, key, request, answer, at)
      VALUES (\(scope), \(key), \(request), \(answer), \(at))
      """)
  }
}
