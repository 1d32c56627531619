import Domain

/// Collects every problem of a form while it is read, so that all are told at once.
struct FormCheck {
  private(set) var problems: [FieldProblem] = []

  /// Takes a checked value, or notes its problem.
  mutating func take<Value>(_ result: Result<Value, FieldProblem>) -> Value? {
    switch result {
    case .success(let value): return value
    case .failure(let problem):
      problems.append(problem)
      return nil
    }
  }

  /// Notes a problem.
  mutating func note(_ problem: FieldProblem) { problems.append(problem) }

  /// A line of text that may be left out; empty counts as left out.
  mutating func optionalText(_ text: String?, field: String, limit: Int) -> String? {
    guard let text, let line = take(PlainText.check(text, field: field, limit: limit, required: false)) else {
      return nil
    }
    return line.isEmpty ? nil : line
  }

  /// A whole number within a range.
  mutating func number(_ text: String?, field: String, in range: ClosedRange<Int>) -> Int? {
    let values = ["from": String(range.lowerBound), "to": String(range.upperBound)]
    let trimmed = (text ?? "").filter { !$0.isWhitespace }
    guard !trimmed.isEmpty else {
      note(FieldProblem(field, "error.number.missing", values))
      return nil
    }
    guard trimmed.utf8.count <= 9, let number = Int(trimmed), range.contains(number) else {
      note(FieldProblem(field, "error.number.range", values))
      return nil
    }
    return number
  }

  /// A date that may be left out, from 1900 to `today`; `yyyy-MM-dd` or `dd/MM/yyyy`.
  mutating func pastDate(_ text: String?, field: String, today: CivilDate) -> CivilDate? {
    let trimmed = (text ?? "").filter { !$0.isWhitespace }
    guard !trimmed.isEmpty else { return nil }
    guard trimmed.utf8.count <= 20, let date = CivilDate(iso: trimmed) ?? Self.dayFirst(trimmed), date.year >= 1900
    else {
      note(FieldProblem(field, "error.date.impossible"))
      return nil
    }
    guard date <= today else {
      note(FieldProblem(field, "error.date.future"))
      return nil
    }
    return date
  }

  /// A date within a range; `yyyy-MM-dd` or `dd/MM/yyyy`.
  mutating func date(_ text: String, field: String, from: CivilDate, to: CivilDate) -> CivilDate? {
    let trimmed = text.filter { !$0.isWhitespace }
    guard trimmed.utf8.count <= 20, let date = CivilDate(iso: trimmed) ?? Self.dayFirst(trimmed) else {
      note(FieldProblem(field, "error.date.impossible"))
      return nil
    }
    guard (from...to).contains(date) else {
      note(FieldProblem(field, "error.date.range", ["from": from.display, "to": to.display]))
      return nil
    }
    return date
  }

  private static func dayFirst(_ text: String) -> CivilDate? {
    let parts = text.split(whereSeparator: { $0 == "/" || $0 == "-" || $0 == "." }).compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    return CivilDate(year: parts[2], month: parts[1], day: parts[0])
  }
}
