import Domain

/// Proves the needs: every question and answer is there and can be reached, every path ends, and what is filled in
/// fits the procedure that it leads to.
struct NeedCheck {
  private let needs: [Filed<Need>]
  private let scope: CatalogueScope

  init(_ needs: [Filed<Need>], in scope: CatalogueScope) {
    self.needs = needs
    self.scope = scope
  }

  func faults() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    var keys: Set<String> = []
    for filed in needs {
      if !keys.insert(filed.value.key).inserted {
        faults.append(filed.fault(["key"], "the need \(filed.value.key) stands twice"))
      }
      if !StepCheck.isKey(filed.value.key) {
        faults.append(filed.fault(["key"], "the key \(filed.value.key) is not of small letters, digits, - and _"))
      }
      faults += NeedGraph(filed, scope).faults() + filed.file.emptyTexts()
    }
    return faults
  }
}

/// The questions of one need as a graph.
private struct NeedGraph {
  let filed: Filed<Need>
  let scope: CatalogueScope
  private let need: Need

  init(_ filed: Filed<Need>, _ scope: CatalogueScope) {
    self.filed = filed
    self.scope = scope
    need = filed.value
  }

  func faults() -> [CatalogueFault] {
    let told = keyFaults() + choiceFaults() + answerFaults()
    // A question that is not there was told; what can be reached would only echo it.
    guard told.isEmpty else { return told }
    return pathFaults() + fillFaults()
  }

  private func keyFaults() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    if need.question(need.start) == nil { faults.append(filed.fault(["start"], "there is no question \(need.start)")) }
    var keys: Set<String> = []
    for (index, question) in need.questions.enumerated() where !keys.insert(question.key).inserted {
      faults.append(filed.fault(["questions", String(index), "key"], "the question \(question.key) stands twice"))
    }
    keys = []
    for (index, answer) in need.answers.enumerated() where !keys.insert(answer.key).inserted {
      faults.append(filed.fault(["answers", String(index), "key"], "the answer \(answer.key) stands twice"))
    }
    return faults
  }

  private func choiceFaults() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    for (index, question) in need.questions.enumerated() {
      if question.choices.isEmpty {
        faults.append(filed.fault(["questions", String(index)], "\(question.key) can't be answered"))
      }
      var keys: Set<String> = []
      for (place, choice) in question.choices.enumerated() {
        let path = ["questions", String(index), "choices", String(place)]
        if !keys.insert(choice.key).inserted {
          faults.append(filed.fault(path + ["key"], "the choice \(choice.key) stands twice"))
        }
        switch (choice.next, choice.answer) {
        case (nil, nil): faults.append(filed.fault(path, "a choice leads to next or to answer"))
        case (.some, .some): faults.append(filed.fault(path, "a choice leads to next or to answer, not to both"))
        case (let next?, nil):
          if need.question(next) == nil { faults.append(filed.fault(path + ["next"], "there is no question \(next)")) }
        case (nil, let answer?):
          if need.answer(answer) == nil {
            faults.append(filed.fault(path + ["answer"], "there is no answer \(answer)"))
          }
        }
      }
    }
    return faults
  }

  private func answerFaults() -> [CatalogueFault] {
    need.answers.enumerated().flatMap { index, answer in
      let path = ["answers", String(index)]
      var faults: [CatalogueFault] = []
      if let code = answer.procedure, !scope.holds(code) {
        faults.append(filed.fault(path + ["procedure"], "there is no procedure \(code.rawValue)"))
      }
      for (place, code) in (answer.also ?? []).enumerated() where !scope.holds(code) {
        faults.append(filed.fault(path + ["also", String(place)], "there is no procedure \(code.rawValue)"))
      }
      return faults
    }
  }

  // MARK: - Paths

  private func pathFaults() -> [CatalogueFault] {
    /// How many choices lead to each question that was not asked yet.
    var waiting: [String: Int] = [:]
    for key in reachable(from: need.start) {
      for next in need.question(key)?.choices.compactMap(\.next) ?? [] { waiting[next, default: 0] += 1 }
    }
    var asked: Set<String> = []
    var open = waiting[need.start] == nil ? [need.start] : []
    while let key = open.popLast() {
      asked.insert(key)
      for next in need.question(key)?.choices.compactMap(\.next) ?? [] {
        waiting[next, default: 0] -= 1
        if waiting[next] == 0 { open.append(next) }
      }
    }
    let reached = reachable(from: need.start)
    var faults: [CatalogueFault] = []
    for (index, question) in need.questions.enumerated() {
      if !reached.contains(question.key) {
        faults.append(filed.fault(["questions", String(index)], "the question \(question.key) is never reached"))
      } else if !asked.contains(question.key) {
        faults.append(
          filed.fault(["questions", String(index)], "the questions never end: they come back to \(question.key)"))
      }
    }
    let answers = Set(reached.flatMap { need.question($0)?.choices.compactMap(\.answer) ?? [] })
    for (index, answer) in need.answers.enumerated() where !answers.contains(answer.key) {
      faults.append(filed.fault(["answers", String(index)], "the answer \(answer.key) is never reached"))
    }
    return faults
  }

  private func reachable(from start: String) -> Set<String> {
    var reached: Set<String> = []
    var open = [start]
    while let key = open.popLast() {
      guard reached.insert(key).inserted else { continue }
      open += need.question(key)?.choices.compactMap(\.next) ?? []
    }
    return reached
  }

  // MARK: - What is filled in

  private func fillFaults() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    for (index, question) in need.questions.enumerated() {
      for (place, choice) in question.choices.enumerated() where !(choice.fills ?? [:]).isEmpty {
        let ends =
          choice.answer.map { [$0] }
          ?? reachable(from: choice.next ?? "").flatMap { need.question($0)?.choices.compactMap(\.answer) ?? [] }
        let procedures = Set(ends.compactMap { need.answer($0)?.procedure }).compactMap(scope.procedure)
        let path = ["questions", String(index), "choices", String(place), "fills"]
        faults += fillFaults(choice.fills ?? [:], procedures, path)
      }
    }
    for (index, answer) in need.answers.enumerated() {
      let procedures = answer.procedure.flatMap(scope.procedure).map { [$0] } ?? []
      faults += fillFaults(answer.fills ?? [:], procedures, ["answers", String(index), "fills"])
    }
    return faults
  }

  /// A value must fit the form of one of the procedures that the choice can lead to.
  private func fillFaults(_ fills: [String: String], _ procedures: [Procedure], _ path: [String]) -> [CatalogueFault] {
    fills.sorted { $0.key < $1.key }.compactMap { key, value in
      let fields = procedures.compactMap { $0.form?.field(key) }
      if fields.isEmpty {
        let names = procedures.map(\.code.rawValue).sorted().joined(separator: ", ")
        return filed.fault(
          path + [key], names.isEmpty ? "it leads to no procedure to fill in" : "\(names) has no field \(key)")
      }
      return fields.contains { Self.fits(value, $0, scope) }
        ? nil : filed.fault(path + [key], "\(key) can't be \(value)")
    }
  }

  private static func fits(_ value: String, _ field: FormField, _ scope: CatalogueScope) -> Bool {
    switch field.kind {
    case .choices: value.split(separator: "\n").allSatisfy { Conditions.mayHold(String($0), field) }
    case .codes:
      value.split(whereSeparator: { $0.isNewline || $0 == "," }).allSatisfy { code in
        field.list.flatMap { scope.lists[$0] }?.entry(String(code)) != nil
      }
    default: Conditions.mayHold(value, field)
    }
  }
}
