public import Domain
import Foundation
import Storage

/// A key that a caller gives to a submission, a payment or a decision: repeated, it gets the first answer and
/// changes nothing.
public struct IdempotencyKey: Hashable, Sendable {
  /// The key as given.
  public let key: String
  /// What tells the same request from another under the same key.
  public let fingerprint: String

  /// Takes a key for a request.
  ///
  /// - Throws: `InvalidInput` when the key is not 8 to 100 printable ASCII signs.
  public init(_ key: String, request: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try self.init(key, bytes: Array(encoder.encode(request)))
  }

  /// Takes a key for a request of which the bytes are at hand.
  public init(_ key: String, bytes: [UInt8]) throws(InvalidInput) {
    guard (8...100).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw InvalidInput([FieldProblem("Idempotency-Key", "error.idempotency-key.form")])
    }
    self.key = key
    fingerprint = Fingerprint.of(bytes)
  }
}

/// Why an idempotency key is refused.
public enum IdempotencyRefusal: Refusal, Hashable {
  /// The key was used before for something else.
  case otherRequest

  /// A conflict with what was done before.
  public var kind: RefusalKind { .conflict }
  /// The sentence.
  public var textKey: String { "error.idempotency-key.other-request" }
  /// The header's or field's name.
  public var field: String? { "Idempotency-Key" }
}

extension Centre {
  /// Runs `body` in one transaction, once for each key: the second time its first answer comes back.
  func once<Answer: Codable & Sendable>(
    _ key: IdempotencyKey, scope: String, at: Instant, _ body: @escaping @Sendable (Transaction) throws -> Answer
  ) async throws -> Answer {
    let attempt: @Sendable (Transaction) throws -> Answer = { tx in
      switch try tx.remembered(scope: scope, key: key.key, request: key.fingerprint) {
      case .same(let answer): return try JSONDecoder().decode(Answer.self, from: Data(answer.utf8))
      case .otherRequest: throw IdempotencyRefusal.otherRequest
      case nil:
        let answer = try body(tx)
        let text = String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
        try tx.remember(scope: scope, key: key.key, request: key.fingerprint, answer: text, at: at)
        return answer
      }
    }
    do {
      return try await database.write(attempt)
    } catch StorageError.uniqueViolation {
      // Two processes met with the same key; the second now finds the first one's answer.
      return try await database.write(attempt)
    }
  }
}
