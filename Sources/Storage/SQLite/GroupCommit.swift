import Foundation
import GRDB

/// Many small writes that wait at once share one synced commit, each with its own savepoint.
///
/// A sync of the disk costs as much for one write as for a hundred. While one group is being committed the next one
/// gathers; a write that comes alone is committed at once. A write that fails undoes its own savepoint only. When the
/// commit itself fails, everyone in the group is told so and nothing of it is kept.
final class GroupCommit: Sendable {
  /// The most writes in one commit, and the time after which no further one is begun: together they bound how long
  /// the first of a group waits for the others.
  private static let groupLimit = 256
  private static let workLimit = Duration.milliseconds(5)

  /// One write that waits: runs its body and answers what to tell the waiting task once the commit is known.
  private struct Waiting {
    let body: @Sendable (Transaction) throws -> Void
    let resume: @Sendable (Swift.Result<Void, any Error>) -> Void
  }

  /// The writes that wait.
  ///
  /// Unchecked: every access is made while the condition is locked.
  private final class Queue: @unchecked Sendable {
    let condition = NSCondition()
    var waiting: [Waiting] = []
    var stopped = false
    var ended = false
  }

  private let queue = Queue()

  init(pool: DatabasePool) {
    let queue = queue
    let thread = Thread { Self.run(queue, pool) }
    thread.name = "cuango.writer"
    thread.start()
  }

  func write(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.condition.withLock {
        guard !queue.stopped else {
          continuation.resume(throwing: StorageError.unavailable("the store is closed"))
          return
        }
        queue.waiting.append(Waiting(body: body) { continuation.resume(with: $0) })
        queue.condition.broadcast()
      }
    }
  }

  /// Lets what waits be written, then ends.
  func stop() async {
    let queue = queue
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        queue.condition.withLock {
          queue.stopped = true
          queue.condition.broadcast()
          while !queue.ended { queue.condition.wait() }
        }
        continuation.resume()
      }
    }
  }

  private static func run(_ queue: Queue, _ pool: DatabasePool) {
    while true {
      let group: [Waiting]? = queue.condition.withLock {
        while queue.waiting.isEmpty && !queue.stopped { queue.condition.wait() }
        if queue.waiting.isEmpty { return nil }
        let group = Array(queue.waiting.prefix(groupLimit))
        queue.waiting.removeFirst(group.count)
        return group
      }
      guard let group else { break }
      let told = commit(group, pool)
      if told < group.count {
        queue.condition.withLock { queue.waiting.insert(contentsOf: group[told...], at: 0) }
      }
    }
    queue.condition.withLock {
      queue.ended = true
      queue.condition.broadcast()
    }
  }

  /// Commits the first writes of a group and tells them; answers how many. The others wait for the next commit.
  private static func commit(_ group: [Waiting], _ pool: DatabasePool) -> Int {
    var outcomes: [Swift.Result<Void, any Error>] = []
    var begun = 0
    do {
      try pool.writeWithoutTransaction { db in
        do {
          try db.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
          let end = ContinuousClock.now + workLimit
          for waiting in group {
            begun += 1
            outcomes.append(try attempt(waiting, db))
            if ContinuousClock.now >= end { break }
          }
          try db.cachedStatement(sql: "COMMIT").execute()
        } catch {
          if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
          throw error
        }
      }
    } catch {
      // When not even the transaction could be begun, nobody of the group need try.
      if begun == 0 { begun = group.count }
      let failure = StorageError(sqlite: error)
      outcomes = group.prefix(begun).map { _ in .failure(failure) }
    }
    for (waiting, outcome) in zip(group, outcomes) { waiting.resume(outcome) }
    return begun
  }

  /// Runs one write in its savepoint. An error that ended the whole transaction, as a full disk does, is thrown on.
  private static func attempt(_ waiting: Waiting, _ db: GRDB.Database) throws -> Swift.Result<Void, any Error> {
    try db.cachedStatement(sql: "SAVEPOINT one").execute()
    do {
      let transaction = Transaction(db)
      try waiting.body(transaction)
      try transaction.finish()
      try db.cachedStatement(sql: "RELEASE one").execute()
      return .success(())
    } catch {
      guard db.isInsideTransaction else { throw error }
      try db.cachedStatement(sql: "ROLLBACK TO one").execute()
      try db.cachedStatement(sql: "RELEASE one").execute()
      return .failure(error)
    }
  }
}
