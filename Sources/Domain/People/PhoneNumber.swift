/// A telephone number that a notice can be sent to.
public enum PhoneNumber {
  /// What is wrong with a number, or the number as it is kept: digits, with a leading `+` when it is foreign.
  ///
  /// Vietnamese numbers have ten digits from 0 (mobile) or eleven (fixed); foreign ones are taken in E.164 form, 8
  /// to 15 digits.
  public static func check(_ text: String, field: String) -> Result<String, FieldProblem> {
    guard text.utf8.count <= 40 else { return .failure(FieldProblem(field, "error.phone.form")) }
    var number = text.filter { !$0.isWhitespace && $0 != "." && $0 != "-" && $0 != "(" && $0 != ")" }
    guard !number.isEmpty else { return .failure(FieldProblem(field, "error.phone.missing")) }
    if number.hasPrefix("+84") { number = "0" + number.dropFirst(3) }
    let digits = number.hasPrefix("+") ? number.dropFirst() : number[...]
    guard digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      return .failure(FieldProblem(field, "error.phone.form"))
    }
    let fits =
      number.hasPrefix("+")
      ? (8...15).contains(digits.utf8.count)
      : number.hasPrefix("0") && (10...11).contains(digits.utf8.count)
    return fits ? .success(number) : .failure(FieldProblem(field, "error.phone.form"))
  }
}
