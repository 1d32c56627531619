import Domain

/// Checks what was filled in against the fields of a form: the same rules for a page, the API and an officer's step.
struct AnswersCheck {
  let form: ProcedureForm
  let lists: [String: CodeList]
  let today: CivilDate
  /// What stands before the field's key in the names of problems: `answers` or `step`.
  let prefix: String

  /// The most characters of a line and of a text, when the field says nothing.
  static let lineLimit = 200
  static let textLimit = 2000

  /// The answers as they are kept. What a condition no longer asks for is left out; a key that the form has not is a
  /// problem.
  func checked(_ typed: [String: String], known: Answers = Answers(), _ check: inout FormCheck) -> Answers {
    for key in typed.keys.sorted() where form.field(key) == nil {
      check.note(FieldProblem("\(prefix).\(String(key.prefix(60)))", "error.answers.unknown"))
    }
    var answers = Answers()
    for section in form.sections where section.when?.holds(known.merging(answers)) ?? true {
      for field in section.fields where field.when?.holds(known.merging(answers)) ?? true {
        if let value = value(of: field, typed[field.key] ?? "", &check) { answers[field.key] = value }
      }
    }
    return answers
  }

  private func value(of field: FormField, _ typed: String, _ check: inout FormCheck) -> String? {
    let name = "\(prefix).\(field.key)"
    guard typed.utf8.count <= 64 * 1024 else {
      check.note(FieldProblem(name, "error.text.too-long", ["limit": String(Self.textLimit)]))
      return nil
    }
    if typed.allSatisfy(\.isWhitespace) {
      if field.isRequired { check.note(FieldProblem(name, missingText(field))) }
      return nil
    }
    guard let value = read(field, typed, name, &check) else { return nil }
    if let words = field.forbiddenWords, let found = Self.forbidden(words, in: value) {
      check.note(FieldProblem(name, "error.answers.forbidden-word", ["word": found]))
    }
    return value
  }

  private func missingText(_ field: FormField) -> String {
    switch field.kind {
    case .choice, .choices, .yesNo, .codes: "error.answers.not-chosen"
    case .date, .pastDate: "error.answers.no-date"
    default: "error.text.missing"
    }
  }

  private func read(_ field: FormField, _ typed: String, _ name: String, _ check: inout FormCheck) -> String? {
    switch field.kind {
    case .text, .address:
      return check.take(PlainText.check(typed, field: name, limit: field.most ?? Self.lineLimit))
    case .longText: return check.lines(typed, field: name, limit: field.most ?? Self.textLimit)
    case .name: return check.take(PersonName.check(typed, field: name))
    case .number, .money:
      let plain = field.kind == .money ? typed.filter { $0 != "." && $0 != "," } : typed
      let range = (field.least ?? 0)...max(field.least ?? 0, field.most ?? 999_999_999)
      return check.number(plain, field: name, in: range).map(String.init)
    case .date, .pastDate: return date(field, typed, name, &check)
    case .choice, .choices: return choice(field, typed, name, &check)
    case .yesNo:
      let folded = SearchText.fold(typed)
      if ["yes", "on", "true", "1"].contains(folded) { return "yes" }
      if ["no", "off", "false", "0"].contains(folded) { return "no" }
      check.note(FieldProblem(name, "error.answers.not-chosen"))
      return nil
    case .personalNumber: return check.take(PersonalNumber.check(typed, field: name))?.digits
    case .phone: return check.take(PhoneNumber.check(typed, field: name))
    case .codes: return codes(field, typed, name, &check)
    }
  }

  private func date(_ field: FormField, _ typed: String, _ name: String, _ check: inout FormCheck) -> String? {
    let date =
      field.kind == .pastDate
      ? check.pastDate(typed, field: name, today: today)
      : check.date(typed, field: name, from: today.adding(days: -40_000), to: today.adding(days: 40_000))
    guard let date else { return nil }
    if let age = field.age {
      let years = date.wholeYears(until: today)
      if let least = age.least, years < least {
        check.note(FieldProblem(name, "error.answers.too-young", ["years": String(least)]))
      }
      if let most = age.most, years > most {
        check.note(FieldProblem(name, "error.answers.too-old", ["years": String(most)]))
      }
    }
    return date.iso
  }

  private func choice(_ field: FormField, _ typed: String, _ name: String, _ check: inout FormCheck) -> String? {
    let keys = Set((field.choices ?? []).map(\.key))
    let chosen = typed.split(whereSeparator: \.isNewline).map(String.init)
    guard chosen.allSatisfy(keys.contains), field.kind == .choices || chosen.count == 1 else {
      check.note(FieldProblem(name, "error.answers.no-such-choice"))
      return nil
    }
    // In the order of the form, each once.
    return (field.choices ?? []).map(\.key).filter(chosen.contains).joined(separator: "\n")
  }

  private func codes(_ field: FormField, _ typed: String, _ name: String, _ check: inout FormCheck) -> String? {
    var chosen: [String] = []
    for part in typed.split(whereSeparator: { $0.isNewline || $0 == "," || $0 == ";" }) {
      let code = part.filter { !$0.isWhitespace }
      if !code.isEmpty && !chosen.contains(code) { chosen.append(code) }
    }
    let range = (field.least ?? 0)...max(field.least ?? 0, field.most ?? 50)
    guard range.contains(chosen.count) else {
      check.note(
        FieldProblem(
          name, "error.answers.codes-count", ["from": String(range.lowerBound), "to": String(range.upperBound)]))
      return nil
    }
    let list = field.list.flatMap { lists[$0] }
    guard chosen.allSatisfy({ list?.entry($0) != nil }) else {
      check.note(FieldProblem(name, "error.answers.unknown-code"))
      return nil
    }
    return chosen.joined(separator: "\n")
  }

  /// The first of the words that stands in a value as whole words, folded.
  private static func forbidden(_ words: [String], in value: String) -> String? {
    let folded = " " + SearchText.fold(value) + " "
    return words.first { folded.contains(" " + SearchText.fold($0) + " ") }
  }
}

extension CivilDate {
  /// The whole years from this day to another.
  func wholeYears(until other: CivilDate) -> Int {
    let years = other.year - year
    return (other.month, other.day) < (month, day) ? years - 1 : years
  }
}

extension FormCheck {
  /// Several lines of text: each is checked as one, the lines stay.
  mutating func lines(_ text: String, field: String, limit: Int) -> String? {
    guard text.utf8.count <= limit * 8 else {
      note(FieldProblem(field, "error.text.too-long", ["limit": String(limit)]))
      return nil
    }
    var lines: [String] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      guard let line = take(PlainText.check(String(line), field: field, limit: limit, required: false)) else {
        return nil
      }
      lines.append(line)
    }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    let joined = lines.joined(separator: "\n")
    guard joined.count <= limit else {
      note(FieldProblem(field, "error.text.too-long", ["limit": String(limit)]))
      return nil
    }
    guard !joined.isEmpty else {
      note(FieldProblem(field, "error.text.missing"))
      return nil
    }
    return joined
  }
}
