import Foundation

/// Work that takes long or waits for another program: on threads of its own, so that requests go on being answered,
/// and never more of it at a time than memory is meant for.
enum PaperWork {
  private static let queue: OperationQueue = {
    let queue = OperationQueue()
    queue.name = "paper"
    queue.maxConcurrentOperationCount = 2
    queue.qualityOfService = .utility
    return queue
  }()

  static func run<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
    await withCheckedContinuation { continuation in
      queue.addOperation { continuation.resume(returning: work()) }
    }
  }
}
