import Foundation
import GRDB

/// Many small writes that wait at once share one synced commit, each with its own savepoint.
///
/// A sync of the disk costs as much for one write as for a hundred. While one group is being committed the next one
/// gathers; a write that
/// comes alone is committed at once. A write that fails undoes its own savepoint only. When the commit itself fails,
/// everyone in the group is
/// told so and nothing of it is kept.
final class GroupCommit: Sendable {
  /// The most writes in one commit: bounds how long the first of a group waits for the others.
  private static let groupLimit = 256

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
      commit(group, pool)
    }
    queue.condition.withLock {
      queue.ended = true
      queue.condition.broadcast()
    }
  }

  private static func commit(_ group: [Waiting], _ pool: DatabasePool) {
    var outcomes: [Swift.Result<Void, any Error>] = []
    do {
      try pool.writeWithoutTransaction { db in
        do {
          try db.execute(sql: "BEGIN IMMEDIATE")
          for waiting in group { outcomes.append(try attempt(waiting, db, alone: group.count == 1)) }
          try db.execute(sql: "COMMIT")
        } catch {
          if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
          throw error
        }
      }
    } catch {
      let failure = StorageError(sqlite: error)
      outcomes = group.map { _ in .failure(failure) }
    }
    for (waiting, outcome) in zip(group, outcomes) { waiting.resume(outcome) }
  }

  /// Runs one write in its savepoint. An error that ended the whole transaction, as a full disk does, is thrown on.
  private static func attempt(
    _ waiting: Waiting, _ db: GRDB.Database, alone: Bool
  ) throws -> Swift.Result<Void, any Error> {
    try db.cachedStatement(sql: "SAVEPOINT one").execute()
    do {
      try waiting.body(Transaction(db))
      try db.cachedStatement(sql: "RELEASE one").execute()
      return .success(())
    } catch {
      guard db.isInsideTransaction else { throw error }
      try db.execute(sql: "ROLLBACK TO one")
      try db.execute(sql: "RELEASE one")
      return .failure(error)
    }
  }
}
