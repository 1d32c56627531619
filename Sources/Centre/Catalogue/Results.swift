import Dispatch
import Synchronization

/// Work on many things of one kind, on all cores.
enum Results {
  /// The results in the order of their numbers.
  static func gathered<Value: Sendable>(count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    let found = Mutex<[(Int, Value)]>([])
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let value = body(number)
      found.withLock { $0.append((number, value)) }
    }
    return found.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
  }
}
