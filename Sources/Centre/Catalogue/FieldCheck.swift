import Domain

/// Proves what a procedure asks: keys are unique, choices and lists are there, conditions name what is known by then,
/// what the office holds is found, and nobody is asked for what the program or an earlier paper tells.
struct FieldCheck {
  private let filed: Filed<Procedure>
  private let procedure: Procedure
  private let scope: CatalogueScope
  private let all: [PlacedField]

  /// A field and where it stands.
  struct PlacedField {
    let field: FormField
    let path: [String]
    let section: FormSection
    /// The step in whose form it stands; `nil` for the e-form.
    let step: StepKey?
  }

  init(_ filed: Filed<Procedure>, in scope: CatalogueScope) {
    self.filed = filed
    procedure = filed.value
    self.scope = scope
    var all = procedure.form.map { Self.fields(of: $0, ["form"], nil) } ?? []
    for (index, step) in procedure.steps.enumerated() {
      if let form = step.form { all += Self.fields(of: form, ["steps", String(index), "form"], step.key) }
    }
    self.all = all
  }

  /// The most characters, the largest number.
  private static let mostValue = 1_000_000_000_000
  private static let mostText = 100_000

  func faults() -> [CatalogueFault] {
    var faults = keyFaults() + paperFaults()
    for placed in all { faults += fieldFaults(placed) }
    faults += conditionFaults() + doubleFaults()
    faults += AskedTwice(all).found.map { filed.fault($0.path + ["label"], $0.reason) }
    return faults
  }

  private static func fields(of form: ProcedureForm, _ path: [String], _ step: StepKey?) -> [PlacedField] {
    form.sections.enumerated().flatMap { number, section in
      section.fields.enumerated().map { index, field in
        PlacedField(
          field: field, path: path + ["sections", String(number), "fields", String(index)], section: section, step: step
        )
      }
    }
  }

  // MARK: - Keys and values

  private func keyFaults() -> [CatalogueFault] {
    var keys: Set<String> = Set(procedure.steps.filter { $0.outcomes != nil }.map(\.key.rawValue))
    var faults: [CatalogueFault] = []
    for placed in all {
      let key = placed.field.key
      if !keys.insert(key).inserted {
        faults.append(filed.fault(placed.path + ["key"], "the field \(key) stands twice, or is named like a step"))
      }
      if !StepCheck.isKey(key) || key.contains("-") {
        faults.append(filed.fault(placed.path + ["key"], "the key \(key) is not of small letters, digits and _"))
      }
    }
    return faults
  }

  private func fieldFaults(_ placed: PlacedField) -> [CatalogueFault] {
    let field = placed.field
    var faults: [CatalogueFault] = []
    func note(_ key: String, _ reason: String) { faults.append(filed.fault(placed.path + [key], reason)) }
    let chooses = field.kind == .choice || field.kind == .choices
    if chooses, (field.choices ?? []).isEmpty { note("kind", "\(field.key) has no choices") }
    if !chooses, field.choices != nil { note("choices", "only choice and choices have choices") }
    var keys: Set<String> = []
    for (index, choice) in (field.choices ?? []).enumerated() where !keys.insert(choice.key).inserted {
      faults.append(filed.fault(placed.path + ["choices", String(index)], "the choice \(choice.key) stands twice"))
    }
    if field.kind == .codes {
      if let list = field.list {
        if scope.lists[list] == nil { note("list", "there is no list \(list)") }
      } else {
        note("kind", "the list that the codes come from is missing")
      }
    } else if field.list != nil {
      note("list", "only codes come from a list")
    }
    let measured: Set<FormField.Kind> = [.number, .money, .text, .address, .longText, .codes]
    if field.least != nil || field.most != nil, !measured.contains(field.kind) {
      note(field.least == nil ? "most" : "least", "\(field.kind.rawValue) has no least or most")
    }
    let limit = [.text, .address, .longText].contains(field.kind) ? Self.mostText : Self.mostValue
    for (key, value) in [("least", field.least), ("most", field.most)] {
      if let value, !(0...limit).contains(value) { note(key, "\(key) must be from 0 to \(limit)") }
    }
    if let least = field.least, let most = field.most, least > most { note("least", "least is more than most") }
    if let age = field.age {
      if field.kind != .date && field.kind != .pastDate { note("age", "only a day has an age") }
      if let least = age.least, let most = age.most, least > most {
        note("age", "the youngest is older than the oldest")
      }
      if ![age.least, age.most].allSatisfy({ (0...150).contains($0 ?? 0) }) { note("age", "an age is from 0 to 150") }
    }
    if let reason = field.prefill.flatMap(prefillFault) { note("prefill", reason) }
    return faults
  }

  /// Why a value can't be filled in before; `nil` when it can.
  private func prefillFault(_ source: String) -> String? {
    if let colon = source.firstIndex(of: ":") {
      let code = ProcedureCode(rawValue: String(source[..<colon]))
      let key = String(source[source.index(after: colon)...])
      guard scope.holds(code) else { return "there is no procedure \(code.rawValue)" }
      guard scope.kept(by: code).contains(key) else { return "no result of \(code.rawValue) keeps \(key)" }
      return nil
    }
    let parts = source.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, DocumentValues.people.contains(parts[0]), DocumentValues.peopleData.contains(parts[1])
    else {
      return "\(source) is not held: write applicant.name, owner.address …, or CODE:field"
    }
    return nil
  }

  // MARK: - Papers

  private func paperFaults() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    var keys: Set<String> = []
    for (index, paper) in procedure.papers.enumerated() {
      let path = ["papers", String(index)]
      if !keys.insert(paper.key).inserted {
        faults.append(filed.fault(path + ["key"], "the paper \(paper.key) stands twice"))
      }
      if let count = paper.count, !(1...100).contains(count) {
        faults.append(filed.fault(path + ["count"], "must be from 1 to 100"))
      }
      for (place, held) in (paper.held ?? []).enumerated()
      where held != "identity" && !scope.holds(ProcedureCode(rawValue: held)) {
        faults.append(
          filed.fault(path + ["held", String(place)], "there is no procedure \(held); write a code or identity"))
      }
      if paper.isForm ?? false, procedure.form == nil {
        faults.append(filed.fault(path + ["is_form"], "the procedure has no form"))
      }
    }
    var exemptions: Set<String> = []
    for (index, exemption) in (procedure.fee.exemptions ?? []).enumerated()
    where !exemptions.insert(exemption.key).inserted {
      faults.append(filed.fault(["fee", "exemptions", String(index)], "the exemption \(exemption.key) stands twice"))
    }
    return faults
  }

  // MARK: - Conditions

  private func conditionFaults() -> [CatalogueFault] {
    let conditions = Conditions(procedure)
    var faults: [CatalogueFault] = []
    func look(_ when: FieldCondition?, _ path: [String], _ known: Conditions.Known) {
      guard let fault = when.flatMap({ conditions.fault($0, known) }) else { return }
      faults.append(filed.fault(path + ["when", fault.part], fault.reason))
    }
    func look(_ form: ProcedureForm?, _ path: [String], _ known: Conditions.Known) {
      var known = known
      for (number, section) in (form?.sections ?? []).enumerated() {
        let place = path + ["sections", String(number)]
        look(section.when, place, known)
        for (index, field) in section.fields.enumerated() {
          look(field.when, place + ["fields", String(index)], known)
          known.fields.insert(field.key)
        }
      }
    }
    look(procedure.form, ["form"], Conditions.Known(fields: []))
    let filedFields = Conditions.Known(fields: Set(procedure.form?.fields.map(\.key) ?? []))
    for (index, paper) in procedure.papers.enumerated() { look(paper.when, ["papers", String(index)], filedFields) }
    for (index, entry) in (procedure.timeLimit.cases ?? []).enumerated() {
      look(entry.when, ["time_limit", "cases", String(index)], filedFields)
    }
    let tariffs =
      procedure.fee.tariffs.enumerated().map { ($1, ["fee", "tariffs", String($0)]) }
      + procedure.fee.overrides.enumerated().map { ($1.tariff, ["fee", "overrides", String($0), "tariff"]) }
    for (tariff, path) in tariffs {
      look(tariff.when, path, filedFields)
      for (index, part) in (tariff.parts ?? []).enumerated() {
        look(part.when, path + ["parts", String(index)], filedFields)
      }
    }
    for (index, step) in procedure.steps.enumerated() {
      // What other steps wrote down is known when they came before; which did, is for the path to say.
      var known = conditions.everything
      known.fields.subtract(step.form?.fields.map(\.key) ?? [])
      look(step.form, ["steps", String(index), "form"], known)
    }
    for (index, result) in procedure.results.enumerated() {
      look(result.when, ["results", String(index)], conditions.everything)
      for (place, block) in (result.document?.body ?? []).enumerated() {
        look(block.when, ["results", String(index), "document", "body", String(place)], conditions.everything)
      }
    }
    return faults
  }

  // MARK: - Asked twice

  /// Fields that an earlier paper tells: a paper of the dossier may be held, its result keeps a field of the same key
  /// and label, and the form asks it all the same.
  private func doubleFaults() -> [CatalogueFault] {
    let sources = Set(procedure.papers.flatMap { $0.held ?? [] }).map { ProcedureCode(rawValue: $0) }
    guard !sources.isEmpty else { return [] }
    return all.compactMap { placed -> CatalogueFault? in
      let field = placed.field
      guard field.prefill == nil, placed.step == nil else { return nil }
      let holder = sources.sorted { $0.rawValue < $1.rawValue }.first { code in
        code != procedure.code && scope.kept(by: code).contains(field.key)
          && scope.procedure(code)?.anyField(field.key)?.label.vi == field.label.vi
      }
      guard let holder else { return nil }
      return filed.fault(
        placed.path + ["key"],
        "\(holder.rawValue) holds \(field.key) already: prefill it with \(holder.rawValue):\(field.key)")
    }
  }
}
