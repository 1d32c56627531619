import Foundation
import Synchronization

/// One request to somebody else's service, bounded in size and time; a redirect is an answer, it is not followed.
public struct OutsideCall: Sendable {
  /// Where.
  public let address: OutsideAddress
  /// The fields to post; `nil` to get.
  public var form: [(String, String)]?
  /// The name and password to show (RFC 7617), encoded already.
  public var basic: (name: String, password: String)?
  /// The token to show (RFC 6750).
  public var bearer: String?
  /// The most bytes of an answer that are taken.
  public var limit = 256 * 1024
  /// The milliseconds in which the whole answer must be there.
  public var milliseconds = 5000

  /// Prepares a request.
  public init(_ address: OutsideAddress) { self.address = address }

  /// Sends it and waits for the answer, off the threads that answer requests.
  ///
  /// - Throws: `OutsideFault`.
  public func answer() async throws -> OutsideAnswer {
    try await OutsideThreads.shared.run { try OutsideTransfer(self).answer() }
  }
}

/// What a service answered.
public struct OutsideAnswer: Sendable {
  /// The HTTP status.
  public let status: Int
  /// The media type, in lower case and without parameters.
  public let mediaType: String
  /// The body.
  public let body: [UInt8]
}

/// Why there is no answer.
public enum OutsideFault: Error, Hashable {
  /// The service can't be reached.
  case unreachable
  /// The answer was not whole in time.
  case tooSlow
  /// The answer is over its limit.
  case tooLarge
  /// Too many requests wait for slow services already.
  case busy
}

/// The few threads on which outside services are waited for, so that a slow one holds up nothing else.
final class OutsideThreads: Sendable {
  static let shared = OutsideThreads()
  private static let atOnce = 8
  private static let waiting = 64

  private let queue: OperationQueue = {
    let queue = OperationQueue()
    queue.name = "cuango.outside"
    queue.maxConcurrentOperationCount = atOnce
    return queue
  }()
  private let taken = Mutex(0)

  func run<Answer: Sendable>(_ body: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    let hasRoom = taken.withLock { taken in
      guard taken < Self.waiting else { return false }
      taken += 1
      return true
    }
    guard hasRoom else { throw OutsideFault.busy }
    defer { taken.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.addOperation { continuation.resume(with: Result { try body() }) }
    }
  }
}
