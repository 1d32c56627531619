public import Domain

/// What stands for the placeholders of a result's template: answers as people read them, the people, the unit, the
/// days. A document is Vietnamese.
struct DocumentValues {
  private var values: [String: String] = [:]

  init(dossier: Dossier, procedure: Procedure, catalogue: Catalogue, today: CivilDate) {
    let reception = dossier.reception
    for (key, value) in dossier.answers.values {
      values[key] = Self.shown(value, key: key, procedure: procedure, catalogue: catalogue, .vi)
    }
    put(dossier.owner, "owner", catalogue)
    put(reception.filer, "applicant", catalogue)
    let unit = catalogue.units.unit(reception.competentUnit)
    values["unit"] = unit?.committee ?? ""
    values["place"] = unit.map(catalogue.units.place) ?? ""
    values["code"] = reception.code.rawValue
    values["received"] = reception.receivedAt.date.display
    values["today"] = today.display
  }

  private mutating func put(_ person: Person, _ prefix: String, _ catalogue: Catalogue) {
    values["\(prefix).name"] = person.name
    values["\(prefix).born"] = person.born?.display ?? ""
    values["\(prefix).sex"] = person.knownSex.map { catalogue.texts.text("shared.sex.\($0.rawValue)", .vi) } ?? ""
    values["\(prefix).number"] = person.identity.number
    values["\(prefix).address"] = person.address ?? ""
    values["\(prefix).phone"] = person.phone ?? ""
  }

  /// The people of a dossier whose data may stand in a template, or be filled in before.
  static let people = ["applicant", "owner"]
  /// What may stand of them.
  static let peopleData = ["name", "born", "sex", "number", "address", "phone"]

  /// The names that may stand in a template of a procedure; the catalogue's check compares with them.
  static func names(of procedure: Procedure) -> Set<String> {
    var names: Set<String> = ["unit", "place", "code", "received", "today"]
    for prefix in people {
      for part in peopleData { names.insert("\(prefix).\(part)") }
    }
    names.formUnion(procedure.form?.fields.map(\.key) ?? [])
    for step in procedure.steps {
      names.formUnion(step.form?.fields.map(\.key) ?? [])
      if step.outcomes != nil { names.insert(step.key.rawValue) }
    }
    return names
  }

  /// The placeholders of a text.
  static func placeholders(in text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// A text with its placeholders filled; what is not known is left as dots, as on paper.
  func fill(_ text: String) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open]
      let value = values[String(rest[rest.index(after: open)..<close])] ?? ""
      filled += value.isEmpty ? "………" : value
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  /// A value as people read it in a language: the label of a choice, a day as it is written, an amount with points.
  static func shown(
    _ value: String, key: String, procedure: Procedure, catalogue: Catalogue, _ language: Language
  ) -> String {
    if let step = procedure.step(StepKey(rawValue: key)), let outcomes = step.outcomes {
      return outcomes.first { $0.key == value }?.name[language] ?? value
    }
    guard let field = procedure.anyField(key) else { return value }
    switch field.kind {
    case .date, .pastDate: return CivilDate(iso: value)?.display ?? value
    case .choice, .choices:
      return value.split(separator: "\n").map { chosen in
        field.choices?.first { $0.key == chosen }?.label[language] ?? String(chosen)
      }.joined(separator: ", ")
    case .yesNo: return catalogue.texts.text("shared.\(value == "yes" ? "yes" : "no")", language)
    case .money: return Int(value).map(Self.money) ?? value
    case .codes:
      let list = field.list.flatMap { catalogue.lists[$0] }
      return value.split(separator: "\n").map { code in
        list?.entry(String(code)).map { "\(code) – \($0.name[language])" } ?? String(code)
      }.joined(separator: "; ")
    default: return value
    }
  }

  /// An amount as papers write it: 200.000 đ.
  static func money(_ amount: Int) -> String { "\(grouped(amount)) đ" }

  private static func grouped(_ amount: Int) -> String {
    var digits = Array(String(amount))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(".", at: place)
      place -= 3
    }
    return String(digits)
  }
}

extension Catalogue {
  /// A value of a procedure's form or step as people read it in a language.
  public func shown(_ value: String, of key: String, in procedure: Procedure, _ language: Language) -> String {
    DocumentValues.shown(value, key: key, procedure: procedure, catalogue: self, language)
  }
}
