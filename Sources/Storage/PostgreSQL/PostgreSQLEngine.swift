import Foundation
import Logging

/// The server store: libpq on a small pool of threads, a connection each.
final class PostgreSQLEngine: DatabaseEngine {
  private typealias Job = @Sendable (inout PostgreSQLConnection?) -> Void

  /// The jobs that wait.
  ///
  /// Unchecked: every access is made while the condition is locked.
  private final class Queue: @unchecked Sendable {
    let condition = NSCondition()
    var jobs: [Job] = []
    var stopped = false
    var running = 0
  }

  private let queue = Queue()
  private let connectionString: String

  init(connectionString: String, connections: Int, logger: Logger) throws {
    self.connectionString = connectionString
    // A wrong address is told at once, not by the first citizen's click.
    _ = try PostgreSQLConnection(connectionString: connectionString)
    let queue = queue
    for index in 0..<max(1, min(64, connections)) {
      queue.condition.withLock { queue.running += 1 }
      let thread = Thread { Self.work(queue) }
      thread.name = "cuango.postgresql.\(index)"
      thread.stackSize = 1 << 20
      thread.start()
    }
    logger.info("postgresql ready", metadata: ["connections": "\(connections)"])
  }

  private static func work(_ queue: Queue) {
    var connection: PostgreSQLConnection?
    while true {
      let job: Job? = queue.condition.withLock {
        while queue.jobs.isEmpty && !queue.stopped { queue.condition.wait() }
        return queue.jobs.isEmpty ? nil : queue.jobs.removeFirst()
      }
      guard let job else { break }
      job(&connection)
    }
    queue.condition.withLock {
      queue.running -= 1
      queue.condition.broadcast()
    }
  }

  func read(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
    try await run(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  func write(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
    try await run(begin: "BEGIN ISOLATION LEVEL READ COMMITTED", body)
  }

  func close() async {
    let queue = queue
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      DispatchQueue.global().async {
        queue.condition.withLock {
          queue.stopped = true
          queue.condition.broadcast()
          while queue.running > 0 { queue.condition.wait() }
        }
        continuation.resume()
      }
    }
  }

  private func run(begin: String, _ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
    let connectionString = connectionString
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.condition.withLock {
        guard !queue.stopped else {
          continuation.resume(throwing: StorageError.unavailable("the store is closed"))
          return
        }
        queue.jobs.append { connection in
          continuation.resume(with: Result { try Self.transaction(&connection, connectionString, begin, body) })
        }
        queue.condition.signal()
      }
    }
  }

  /// One transaction; tried again when another one was in its way, or when the connection had been lost before the
  /// commit was sent.
  private static func transaction(
    _ connection: inout PostgreSQLConnection?, _ connectionString: String, _ begin: String,
    _ body: (Transaction) throws -> Void
  ) throws {
    var attempt = 0
    while true {
      attempt += 1
      do {
        let open = try connection ?? PostgreSQLConnection(connectionString: connectionString)
        connection = open
        do {
          try open.run(begin)
          try body(Transaction(engine: .postgreSQL) { try open.run($0) })
        } catch {
          if open.stands { try? open.run("ROLLBACK") }
          if !open.stands { connection = nil }
          throw Retriable(error: error)
        }
        do {
          try open.run("COMMIT")
        } catch {
          // Whether the commit took place is not known; the caller's idempotency key settles it.
          if !open.stands { connection = nil } else { try? open.run("ROLLBACK") }
          throw error
        }
        return
      } catch let failure as Retriable {
        guard attempt < 5, failure.mayTryAgain else { throw failure.error }
        if attempt > 1 { Thread.sleep(forTimeInterval: 0.02 * Double(attempt)) }
      }
    }
  }

  /// An error before the commit was sent.
  private struct Retriable: Error {
    let error: any Error

    var mayTryAgain: Bool {
      switch error as? StorageError {
      case .busy, .unavailable: true
      default: false
      }
    }
  }
}
