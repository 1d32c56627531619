import Domain

/// Proves a catalogue before anything runs on it: every path ends, every step can be reached and has a role, step
/// times fit the legal limit, fees are laid down for every day, texts stand in every language, codes are unique.
struct CatalogueCheck {
  let catalogue: Catalogue
  let procedures: [Filed<Procedure>]
  let units: [Filed<Unit>]
  let texts: [String: CatalogueFile]

  func faults() -> [CatalogueFault] {
    unitFaults() + procedures.flatMap(faults(of:)) + versionFaults() + textFaults()
  }

  private func fault<Value>(_ filed: Filed<Value>, _ path: [String], _ reason: String) -> CatalogueFault {
    CatalogueFault(file: filed.file.name, line: filed.file.line(filed.path + path), reason: reason)
  }

  // MARK: - Units

  private func unitFaults() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    var codes: Set<UnitCode> = []
    var agencies: Set<String> = []
    for filed in units {
      let unit = filed.value
      if !codes.insert(unit.code).inserted {
        faults.append(fault(filed, ["code"], "the unit code \(unit.code.rawValue) stands twice"))
      }
      if !agencies.insert(unit.agencyCode).inserted {
        faults.append(fault(filed, ["agency_code"], "the agency code \(unit.agencyCode) stands twice"))
      }
      if let parent = unit.parent, catalogue.units.unit(parent) == nil {
        faults.append(fault(filed, ["parent"], "there is no unit \(parent.rawValue)"))
      }
    }
    return faults
  }

  // MARK: - Procedures

  private func faults(of filed: Filed<Procedure>) -> [CatalogueFault] {
    let procedure = filed.value
    guard let first = procedure.firstStep else { return [fault(filed, ["steps"], "there is no step")] }
    var faults: [CatalogueFault] = []
    var keys: Set<StepKey> = []
    for (index, step) in procedure.steps.enumerated() {
      let path = ["steps", String(index)]
      if !keys.insert(step.key).inserted {
        faults.append(fault(filed, path + ["key"], "the step \(step.key.rawValue) stands twice"))
      }
      for next in step.successors where procedure.step(next) == nil {
        faults.append(fault(filed, path + [step.next == next ? "next" : "outcomes"], "there is no step \(next.rawValue)"))
      }
      if step.outcomes != nil && step.next != nil {
        faults.append(fault(filed, path + ["next"], "a step has a next step or outcomes, not both"))
      }
      for back in step.canSendBackTo where procedure.step(back) == nil {
        faults.append(fault(filed, path + ["can_send_back_to"], "there is no step \(back.rawValue)"))
      }
      if step.minutes <= 0 { faults.append(fault(filed, path + ["minutes"], "a step takes at least a minute")) }
    }
    faults += pathFaults(filed, from: first)
    if procedure.registerBook != nil && procedure.role(of: .number) == nil {
      faults.append(fault(filed, ["register_book"], "no step takes the number"))
    }
    if let until = procedure.until, until < procedure.from {
      faults.append(fault(filed, ["until"], "it ends before it begins"))
    }
    if procedure.legalBasis.isEmpty { faults.append(fault(filed, ["legal_basis"], "no law is cited")) }
    return faults + FeeCheck(filed: filed, units: catalogue.units).faults() + filed.file.emptyTexts()
  }

  private func pathFaults(_ filed: Filed<Procedure>, from first: ProcedureStep) -> [CatalogueFault] {
    let procedure = filed.value
    let walk = StepGraph(procedure).walk(from: first.key)
    if let back = walk.cycle {
      return [fault(filed, ["steps"], "the path never ends: it comes back to \(back.rawValue)")]
    }
    var faults: [CatalogueFault] = []
    for (index, step) in procedure.steps.enumerated() where !walk.reached.contains(step.key) {
      faults.append(fault(filed, ["steps", String(index)], "the step \(step.key.rawValue) is never reached"))
    }
    if let limit = legalMinutes(procedure.deadlineRule), walk.longest > limit {
      let way = walk.longestPath.map(\.rawValue).joined(separator: " → ")
      faults.append(
        fault(filed, ["steps"], "the steps take \(walk.longest) working minutes, the law gives \(limit): \(way)"))
    }
    return faults
  }

  /// The working minutes that a rule gives at least; `nil` when that can't be said in minutes.
  private func legalMinutes(_ rule: DeadlineRule) -> Int? {
    switch rule {
    case .sameDay: 480
    case .workingDays(let days): days * 480
    case .workingHours(let hours): hours * 60
    case .calendarDays(let days): days * 5 / 7 * 480
    }
  }

  private func versionFaults() -> [CatalogueFault] {
    var seen: Set<String> = []
    return procedures.compactMap { filed in
      let name = "\(filed.value.code.rawValue) version \(filed.value.version)"
      return seen.insert(name).inserted ? nil : fault(filed, ["version"], "\(name) stands twice")
    }
  }

  // MARK: - Texts

  private func textFaults() -> [CatalogueFault] {
    let texts = catalogue.texts
    let wanted = texts.keys(.vi)
    var faults: [CatalogueFault] = []
    for language in Language.allCases where language != .vi {
      let there = texts.keys(language)
      for key in wanted.subtracting(there).sorted() {
        faults.append(textFault(language, key, "\(key) is missing"))
      }
      for key in there.subtracting(wanted).sorted() {
        faults.append(textFault(language, key, "\(key) has no Vietnamese text"))
      }
      for key in wanted.intersection(there).sorted()
      where texts.placeholders(key, .vi) != texts.placeholders(key, language) {
        faults.append(textFault(language, key, "\(key) has other placeholders than in Vietnamese"))
      }
    }
    return faults
  }

  private func textFault(_ language: Language, _ key: String, _ reason: String) -> CatalogueFault {
    let path = key.split(separator: ".").map(String.init)
    let name = "texts/\(language.rawValue)/\(path[0]).yaml"
    return CatalogueFault(file: name, line: texts[name]?.line(Array(path.dropFirst())) ?? 0, reason: reason)
  }
}
