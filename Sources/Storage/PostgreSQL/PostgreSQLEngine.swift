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
    try await run(writing: false, body)
  }

  func write(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
    try await run(writing: true, body)
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

  private func run(writing: Bool, _ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
    let connectionString = connectionString
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.condition.withLock {
        guard !queue.stopped else {
          continuation.resume(throwing: StorageError.unavailable("the store is closed"))
          return
        }
        queue.jobs.append { connection in
          continuation.resume(with: Result { try Self.transaction(&connection, connectionString, writing, body) })
        }
        queue.condition.signal()
      }
    }
  }

  /// The most times that one transaction is tried.
  private static let attemptLimit = 5

  /// One transaction; tried again when another one was in its way, or when the connection had been lost before the
  /// commit was sent.
  private static func transaction(
    _ connection: inout PostgreSQLConnection?, _ connectionString: String, _ writing: Bool,
    _ body: (Transaction) throws -> Void
  ) throws {
    for attempt in 1...attemptLimit {
      let open = try connection ?? PostgreSQLConnection(connectionString: connectionString)
      connection = open
      // The next transaction does not meet what is left of this one.
      defer { if open.trouble == .lost || !open.isIdle { connection = nil } }
      do {
        try open.begin(writing: writing)
        let transaction = Transaction(engine: .postgreSQL) { try open.run($0) }
        try body(transaction)
        try transaction.finish()
      } catch {
        open.undo()
        guard open.trouble != nil, attempt < attemptLimit else { throw error }
        // The first time at once; then those who are in each other's way wait for different times.
        if attempt > 1 { Thread.sleep(forTimeInterval: 0.02 * Double(attempt) * Double.random(in: 0.5...1.5)) }
        continue
      }
      return try open.commit()
    }
  }
}
