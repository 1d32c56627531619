/// Sex as the identity papers and the personal number tell it.
public enum Sex: String, Codable, Hashable, Sendable {
  /// Nam.
  case male
  /// Nữ.
  case female
}

/// The personal number (số định danh cá nhân): 12 digits, of which the fourth tells century and sex and the next two
/// the year of birth.
///
/// Its structure is laid down in Decree 137/2015/NĐ-CP art. 13, as carried on by the law on identity of 2023
/// (unverified: article of the decree now in force).
public struct PersonalNumber: Hashable, Codable, Sendable {
  /// The twelve digits.
  public let digits: String

  /// Reads a personal number; spaces and points between digits are left out.
  public static func check(_ text: String, field: String) -> Result<PersonalNumber, FieldProblem> {
    guard text.utf8.count <= 64 else {
      return .failure(FieldProblem(field, "error.personal-number.length", ["count": "64+"]))
    }
    let digits = text.filter { !$0.isWhitespace && $0 != "." && $0 != "-" }
    guard !digits.isEmpty else { return .failure(FieldProblem(field, "error.personal-number.missing")) }
    guard digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      return .failure(FieldProblem(field, "error.personal-number.digits"))
    }
    guard digits.utf8.count == 12 else {
      return .failure(FieldProblem(field, "error.personal-number.length", ["count": String(digits.utf8.count)]))
    }
    let number = PersonalNumber(digits: digits)
    guard (1...96).contains(number.value(0, 3)) else {
      return .failure(FieldProblem(field, "error.personal-number.province"))
    }
    return .success(number)
  }

  private init(digits: String) { self.digits = digits }

  /// Reads the digits as they were kept.
  public init(from decoder: any Decoder) throws {
    digits = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits)
  }

  private func value(_ start: Int, _ length: Int) -> Int {
    digits.utf8.dropFirst(start).prefix(length).reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// The year of birth that the number tells.
  public var birthYear: Int { 1900 + (value(3, 1) / 2) * 100 + value(4, 2) }

  /// The sex that the number tells.
  public var sex: Sex { value(3, 1).isMultiple(of: 2) ? .male : .female }

  /// The problem when the number contradicts a birth date or a sex given beside it, or `nil`.
  public func contradiction(born: CivilDate?, sex: Sex?, field: String) -> FieldProblem? {
    if let born, born.year != birthYear {
      return FieldProblem(field, "error.personal-number.birth-year", ["year": String(birthYear)])
    }
    if let sex, sex != self.sex { return FieldProblem(field, "error.personal-number.sex") }
    return nil
  }

  /// The number with all but its last four digits hidden, as it is shown where the whole is not needed.
  public var masked: String { "••••••••" + digits.suffix(4) }
}
