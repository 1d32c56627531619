import Foundation

/// Work with files that waits for the disk or the network runs here, not on the threads that answer requests.
enum FileThreads {
  private static let queue = DispatchQueue(label: "cuango.files", attributes: .concurrent)

  static func run<Answer: Sendable>(_ body: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try body() }) }
    }
  }
}
