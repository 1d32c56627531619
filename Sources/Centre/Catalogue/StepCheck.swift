import Domain

/// Proves the steps of a procedure: every path ends and ends with the result handed over, every step can be reached,
/// on every path approving, signing, numbering, sealing, issuing and returning follow each other in this order, and
/// the longest path fits the time that the law gives.
///
/// Which outcomes a dossier of a case of the time limit can come to isn't known, since officers choose them: a case that
/// gives less time than the main rule must leave time for the shortest path only.
struct StepCheck {
  private let filed: Filed<Procedure>
  private let procedure: Procedure

  init(_ filed: Filed<Procedure>) {
    self.filed = filed
    procedure = filed.value
  }

  /// The most working minutes and days of one step; more is a slip of the pen.
  private static let mostMinutes = 100_000
  private static let mostDays = 1000
  /// The most steps of a procedure.
  private static let mostSteps = 300
  /// The actions whose order the law gives, as separate pieces of evidence.
  private static let lawfulOrder: [StepAction] = [.approve, .sign, .number, .seal, .issue, .returnResult]
  /// Who works in a unit's steps.
  private static let roles: Set<Role> = [.receivingOfficer, .specialist, .leader, .recordsClerk]

  func faults() -> [CatalogueFault] {
    guard let first = procedure.firstStep else { return [fault([], "there is no step")] }
    guard procedure.steps.count <= Self.mostSteps else {
      return [fault([], "there are more than \(Self.mostSteps) steps")]
    }
    var faults: [CatalogueFault] = []
    var keys: Set<StepKey> = []
    for (index, step) in procedure.steps.enumerated() {
      if !keys.insert(step.key).inserted {
        faults.append(fault([String(index), "key"], "the step \(step.key.rawValue) stands twice"))
      }
      faults += stepFaults(step, String(index))
    }
    if first.action != .receive { faults.append(fault(["0", "action"], "the first step receives the dossier")) }
    faults += registerFaults()
    // A step that is not there, or a time beyond all measure, was told above; what follows would only echo it.
    return faults + (faults.isEmpty ? pathFaults(from: first) : [])
  }

  private func fault(_ path: [String], _ reason: String) -> CatalogueFault { filed.fault(["steps"] + path, reason) }

  // MARK: - One step

  private func stepFaults(_ step: ProcedureStep, _ index: String) -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    func note(_ path: [String], _ reason: String) { faults.append(fault([index] + path, reason)) }
    if !Self.isKey(step.key.rawValue) {
      note(["key"], "the key \(step.key.rawValue) is not of small letters, digits, - and _")
    }
    if !Self.roles.contains(step.role) { note(["role"], "a step is done by an officer, not by \(step.role.rawValue)") }
    if let next = step.next {
      if procedure.step(next) == nil { note(["next"], "there is no step \(next.rawValue)") }
      if step.outcomes != nil { note(["next"], "a step has a next step or outcomes, not both") }
    }
    for (place, back) in step.canSendBackTo.enumerated() where procedure.step(back) == nil {
      note(["can_send_back_to", String(place)], "there is no step \(back.rawValue)")
    }
    if step.minutes <= 0 { note(["minutes"], "a step takes at least a minute") }
    if step.minutes > Self.mostMinutes { note(["minutes"], "a step takes at most \(Self.mostMinutes) minutes") }
    if let waits = step.waits {
      if step.action != .post { note(["waits"], "only what is posted waits") }
      if !(1...Self.mostDays).contains(waits.workingDays) {
        note(["waits", "working_days"], "must be from 1 to \(Self.mostDays)")
      }
    }
    return faults + outcomeFaults(step, index)
  }

  private func outcomeFaults(_ step: ProcedureStep, _ index: String) -> [CatalogueFault] {
    guard let outcomes = step.outcomes else { return [] }
    guard !outcomes.isEmpty else { return [fault([index, "outcomes"], "there is no outcome to choose")] }
    var faults: [CatalogueFault] = []
    var keys: Set<String> = []
    for (place, outcome) in outcomes.enumerated() {
      let path = [index, "outcomes", String(place)]
      if !keys.insert(outcome.key).inserted {
        faults.append(fault(path + ["key"], "the outcome \(outcome.key) stands twice"))
      }
      if let next = outcome.next, procedure.step(next) == nil {
        faults.append(fault(path + ["next"], "there is no step \(next.rawValue)"))
      }
      if outcome.early ?? false, step.waits == nil {
        faults.append(fault(path + ["early"], "nothing can come early where nothing waits"))
      }
    }
    if step.waits != nil, outcomes.allSatisfy({ $0.early ?? false }) {
      faults.append(fault([index, "outcomes"], "every outcome may come early, so that the step never waits"))
    }
    return faults
  }

  /// A key as it stands in addresses, forms and conditions.
  static func isKey(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count <= 60
      && key.utf8.allSatisfy { sign in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(sign) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(sign)
          || sign == UInt8(ascii: "_") || sign == UInt8(ascii: "-")
      }
  }

  private func registerFaults() -> [CatalogueFault] {
    let numbering = procedure.steps.firstIndex { $0.action == .number }
    if procedure.registerBook != nil, numbering == nil {
      return [filed.fault(["register_book"], "no step takes the number")]
    }
    if procedure.registerBook == nil, let numbering {
      return [fault([String(numbering)], "the register that the number comes from is missing: register_book")]
    }
    return []
  }

  // MARK: - Paths

  private func pathFaults(from first: ProcedureStep) -> [CatalogueFault] {
    let walk = StepGraph(procedure).walk(from: first.key)
    if let back = walk.cycle {
      return [fault([], "the path never ends: it comes back to \(back.rawValue)")]
    }
    var faults: [CatalogueFault] = []
    for (index, step) in procedure.steps.enumerated() {
      if !walk.reached.contains(step.key) {
        faults.append(fault([String(index)], "the step \(step.key.rawValue) is never reached"))
      } else if step.canEnd, step.action != .returnResult {
        faults.append(
          fault(
            [String(index), step.outcomes == nil ? "next" : "outcomes"],
            "the dossier would end with \(step.key.rawValue), without its result being returned"))
      }
    }
    return faults + timeFaults(walk) + orderFaults(walk.order)
  }

  /// What is wrong with the time that the law gives and the province promises.
  private func timeFaults(_ walk: StepGraph.Walk) -> [CatalogueFault] {
    let limit = procedure.timeLimit
    let given = Self.minutes(of: limit.rule)
    var faults: [CatalogueFault] = []
    if walk.longest > given {
      let way = walk.longestPath.map(\.rawValue).joined(separator: " → ")
      faults.append(fault([], "the steps take \(walk.longest) working minutes, the law gives \(given): \(way)"))
    }
    faults += promiseFaults(limit.promised, given, ["time_limit"])
    for (index, entry) in (limit.cases ?? []).enumerated() {
      let path = ["time_limit", "cases", String(index)]
      let given = Self.minutes(of: entry.rule)
      if walk.shortest > given {
        faults.append(
          filed.fault(
            path + ["rule"],
            "even the shortest way through the steps takes \(walk.shortest) working minutes, this case gives \(given)"))
      }
      faults += promiseFaults(entry.promised, given, path)
    }
    return faults
  }

  private func promiseFaults(_ promised: DeadlineRule?, _ given: Int, _ path: [String]) -> [CatalogueFault] {
    guard let promised, Self.minutes(of: promised) > given else { return [] }
    return [filed.fault(path + ["promised"], "the province promises more time than the law gives")]
  }

  /// What is wrong with the order in which things are done, and with what is sent back. `order` names each step before
  /// all that may follow it.
  private func orderFaults(_ order: [StepKey]) -> [CatalogueFault] {
    let places = Dictionary(
      procedure.steps.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var before: [StepKey: Set<StepKey>] = [:]
    /// The step before that is furthest in the lawful order.
    var furthest: [StepKey: (rank: Int, step: ProcedureStep)] = [:]
    var faults: [CatalogueFault] = []
    for key in order {
      guard let step = procedure.step(key), let place = places[key] else { continue }
      let earlier = before[key] ?? []
      let rank = Self.lawfulOrder.firstIndex(of: step.action)
      if let rank, let past = furthest[key], past.rank >= rank {
        faults.append(
          fault(
            [String(place), "action"],
            "\(step.action.rawValue) (\(key.rawValue)) comes after \(past.step.action.rawValue) "
              + "(\(past.step.key.rawValue)); the order is approve, sign, number, seal, issue, return"))
      }
      faults += sendBackFaults(step, String(place), earlier: earlier)
      var own = furthest[key]
      if let rank, rank > (own?.rank ?? -1) { own = (rank, step) }
      for next in step.successors {
        before[next, default: []].formUnion(earlier.union([key]))
        if let own, own.rank > (furthest[next]?.rank ?? -1) { furthest[next] = own }
      }
    }
    return faults
  }

  private func sendBackFaults(_ step: ProcedureStep, _ index: String, earlier: Set<StepKey>) -> [CatalogueFault] {
    if !step.canSendBackTo.isEmpty,
      let numbered = procedure.steps.first(where: { $0.action == .number && earlier.contains($0.key) })
    {
      return [
        fault(
          [index, "can_send_back_to"], "the number was taken in \(numbered.key.rawValue); nothing goes back after it")
      ]
    }
    return step.canSendBackTo.enumerated().filter { !earlier.contains($0.element) }.map { place, back in
      fault([index, "can_send_back_to", String(place)], "\(back.rawValue) does not come before \(step.key.rawValue)")
    }
  }

  /// The working minutes that a rule gives at least.
  static func minutes(of rule: DeadlineRule) -> Int {
    switch rule {
    case .sameDay: 480
    case .workingDays(let days): days * 480
    case .workingHours(let hours): hours * 60
    case .calendarDays(let days): days * 5 / 7 * 480
    }
  }
}
