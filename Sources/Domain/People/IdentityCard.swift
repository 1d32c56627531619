/// What the QR on the front of a chip identity card tells.
///
/// `number|old number|name|ddMMyyyy|sex|address|ddMMyyyy`: seven fields; newer cards add fields at the end, the old
/// number may be empty. A QR is not proof: anybody can print one. What was read from it is marked as read, not as
/// authenticated.
public struct IdentityCard: Hashable, Sendable {
  /// The personal number.
  public let number: PersonalNumber
  /// The nine-digit number of the card before, or empty.
  public let oldNumber: String
  /// The name as printed on the card.
  public let name: String
  /// The date of birth.
  public let born: CivilDate
  /// The sex.
  public let sex: Sex
  /// The place of residence as printed.
  public let address: String
  /// The day the card was issued.
  public let issued: CivilDate

  /// Reads the text of a QR.
  ///
  /// - Throws: `InvalidInput` that names each field that can't be read; a text over 1,000 bytes is refused whole.
  public static func read(_ text: String) throws(InvalidInput) -> IdentityCard {
    guard text.utf8.count <= 1000 else { throw InvalidInput([FieldProblem("qr", "error.identity-card.too-long")]) }
    let line = text.trimmingNewlines
    let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard fields.count >= 7 else {
      throw InvalidInput([FieldProblem("qr", "error.identity-card.fields", ["count": String(fields.count)])])
    }
    var problems: [FieldProblem] = []
    func take<T>(_ result: Result<T, FieldProblem>) -> T? {
      switch result {
      case .success(let value): return value
      case .failure(let problem):
        problems.append(problem)
        return nil
      }
    }
    let number = take(PersonalNumber.check(fields[0], field: "number"))
    let old = fields[1]
    if !old.isEmpty && !(old.utf8.count == 9 && old.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }) {
      problems.append(FieldProblem("old_number", "error.identity-card.old-number"))
    }
    let name = take(PersonName.check(fields[2], field: "name"))
    let born = take(date(fields[3], field: "born"))
    let sex = take(sex(fields[4]))
    let address = take(PlainText.check(fields[5], field: "address", limit: 300))
    let issued = take(date(fields[6], field: "issued"))
    if let number, let problem = number.contradiction(born: born, sex: sex, field: "number") {
      problems.append(problem)
    }
    if let born, let issued, issued < born { problems.append(FieldProblem("issued", "error.identity-card.issued")) }
    guard let number, let name, let born, let sex, let address, let issued, problems.isEmpty else {
      throw InvalidInput(problems)
    }
    return IdentityCard(
      number: number, oldNumber: old, name: name, born: born, sex: sex, address: address, issued: issued)
  }

  private static func date(_ text: String, field: String) -> Result<CivilDate, FieldProblem> {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 8, digits.allSatisfy({ (0...9).contains($0) }),
      let date = CivilDate(
        year: digits[4...].reduce(0) { $0 * 10 + $1 }, month: digits[2] * 10 + digits[3],
        day: digits[0] * 10 + digits[1]),
      date.year >= 1900
    else { return .failure(FieldProblem(field, "error.date.impossible")) }
    return .success(date)
  }

  private static func sex(_ text: String) -> Result<Sex, FieldProblem> {
    switch SearchText.fold(text) {
    case "nam": .success(.male)
    case "nu": .success(.female)
    default: .failure(FieldProblem("sex", "error.identity-card.sex"))
    }
  }
}

extension String {
  /// Scanners end a line with a return, some with a tab.
  fileprivate var trimmingNewlines: Substring {
    var rest = self[...]
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    while let first = rest.first, first.isWhitespace || first == "\u{FEFF}" { rest.removeFirst() }
    return rest
  }
}
