/// The steps of a procedure as a graph: what follows what.
public struct StepGraph: Sendable {
  private let steps: [StepKey: ProcedureStep]

  /// What was found by walking every path.
  public struct Walk: Sendable {
    /// The steps that can be reached.
    public let reached: Set<StepKey>
    /// A step that a path comes back to; `nil` when every path ends.
    public let cycle: StepKey?
    /// The working minutes of the longest path, waits counted as working days of eight hours.
    public let longest: Int
    /// The working minutes of the shortest path, in the same way.
    public let shortest: Int
    /// The steps of the longest path.
    public let longestPath: [StepKey]
    /// The steps that can be reached, each before all that may follow it; of no use when there is a cycle.
    public let order: [StepKey]
  }

  /// Takes the steps of a procedure.
  public init(_ procedure: Procedure) {
    steps = Dictionary(procedure.steps.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Walks every path from a step; each step is looked at once, so that thousands of paths cost no more than their
  /// steps.
  public func walk(from first: StepKey) -> Walk {
    var longest: [StepKey: (minutes: Int, next: StepKey?)] = [:]
    var shortest: [StepKey: Int] = [:]
    var onPath: Set<StepKey> = []
    var cycle: StepKey?
    var finished: [StepKey] = []
    // A stack of its own: a file can make a path that is deeper than the program's.
    var stack: [(key: StepKey, entered: Bool)] = [(first, false)]
    while let (key, entered) = stack.popLast() {
      guard let step = steps[key] else { continue }
      if entered {
        onPath.remove(key)
        let best = step.successors.compactMap { next in longest[next].map { (next, $0.minutes) } }
          .max { $0.1 < $1.1 }
        longest[key] = (minutes(of: step) + (best?.1 ?? 0), best?.0)
        let quickest = step.canEnd ? 0 : step.successors.compactMap { shortest[$0] }.min() ?? 0
        shortest[key] = minutes(of: step) + quickest
        finished.append(key)
        continue
      }
      if longest[key] != nil { continue }
      if !onPath.insert(key).inserted { continue }
      stack.append((key, true))
      for next in step.successors {
        if onPath.contains(next) { cycle = cycle ?? next }
        if longest[next] == nil { stack.append((next, false)) }
      }
    }
    var path: [StepKey] = []
    var current: StepKey? = first
    while cycle == nil, let key = current, let entry = longest[key] {
      path.append(key)
      current = entry.next
    }
    return Walk(
      reached: Set(longest.keys), cycle: cycle, longest: longest[first]?.minutes ?? 0,
      shortest: shortest[first] ?? 0, longestPath: path, order: finished.reversed())
  }

  private func minutes(of step: ProcedureStep) -> Int {
    max(step.minutes, (step.waits?.workingDays ?? 0) * 480)
  }
}
