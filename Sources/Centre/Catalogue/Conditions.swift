import Domain

/// Proves the conditions of a procedure: the field is known by then, and has the values that it is compared with.
struct Conditions {
  private let procedure: Procedure

  /// What is known when a condition is looked at.
  struct Known {
    /// The fields that are filled in by then.
    var fields: Set<String>
    /// The steps whose outcome may be known by then.
    var outcomes: Set<StepKey> = []
  }

  init(_ procedure: Procedure) { self.procedure = procedure }

  /// All fields and all outcomes.
  var everything: Known {
    var fields = Set(procedure.form?.fields.map(\.key) ?? [])
    for step in procedure.steps { fields.formUnion(step.form?.fields.map(\.key) ?? []) }
    return Known(fields: fields, outcomes: Set(procedure.steps.filter { $0.outcomes != nil }.map(\.key)))
  }

  /// What is wrong with a condition, and with which part of it.
  func fault(_ when: FieldCondition, _ known: Known) -> (part: String, reason: String)? {
    if when.values.isEmpty { return ("is", "the condition can never hold: it names no value") }
    let key = when.field
    if let step = procedure.step(StepKey(rawValue: key)), let outcomes = step.outcomes {
      guard known.outcomes.contains(step.key) else { return ("field", "what \(key) comes to is not known by then") }
      let wrong = when.values.first { value in !outcomes.contains { $0.key == value } }
      return wrong.map { ("is", "\(key) has no outcome \($0)") }
    }
    guard let field = procedure.anyField(key) else {
      return ("field", "there is no field \(key), and no step \(key) with outcomes")
    }
    guard known.fields.contains(key) else { return ("field", "\(key) is not filled in by then") }
    guard let wrong = when.values.first(where: { !Self.mayHold($0, field) }) else { return nil }
    return ("is", "\(key) can't be \(wrong.isEmpty ? "empty" : wrong)")
  }

  /// Whether a field may have a value.
  static func mayHold(_ value: String, _ field: FormField) -> Bool {
    switch field.kind {
    case .choice, .choices: field.choices?.contains { $0.key == value } ?? false
    case .yesNo: value == "yes" || value == "no"
    case .number, .money: Int(value).map { $0 >= (field.least ?? 0) && $0 <= (field.most ?? .max) } ?? false
    case .date, .pastDate: CivilDate(iso: value) != nil
    default: !value.isEmpty
    }
  }
}
