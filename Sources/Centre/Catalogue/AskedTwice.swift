import Domain

/// Finds fields that ask a person for what the program asks by itself, or for the same thing twice.
///
/// Only labels that can mean nothing else count: "Họ tên cha của người yêu cầu" is the father's name, "Họ và tên người
/// yêu cầu" is the applicant's.
struct AskedTwice {
  /// The fields, with why.
  let found: [(path: [String], reason: String)]

  /// What a person is told by, folded.
  private static let data = [
    "ho va ten", "ho ten", "ho, chu dem, ten", "ho, chu dem va ten", "ten", "ngay sinh", "ngay, thang, nam sinh",
    "ngay thang nam sinh", "so dinh danh", "so dinh danh ca nhan", "so can cuoc", "so cccd", "so can cuoc cong dan",
    "so giay to tuy than", "so dien thoai", "dien thoai", "gioi tinh", "noi cu tru", "dia chi", "dia chi thuong tru",
    "noi thuong tru", "noi o hien nay", "dia chi lien he", "noi o hien tai",
  ]
  /// Words for who files, folded.
  private static let applicant = [
    "nguoi yeu cau", "nguoi nop", "nguoi nop ho so", "nguoi de nghi", "nguoi lam don", "nguoi nop don",
    "nguoi viet don", "nguoi dang ky ho so",
  ]
  private static let applicantData: Set<String> = Set(
    data.flatMap { datum in applicant.flatMap { ["\(datum) \($0)", "\(datum) cua \($0)"] } })
  private static let applicantSections: Set<String> = Set(
    applicant.flatMap { [$0, "thong tin \($0)", "thong tin ve \($0)", "thong tin cua \($0)"] })

  init(_ fields: [FieldCheck.PlacedField]) {
    var found: [(path: [String], reason: String)] = []
    var seen: [Place: FieldCheck.PlacedField] = [:]
    for placed in fields {
      let field = placed.field
      let label = Self.plain(field.label.vi)
      let section = Self.plain(placed.section.title.vi)
      let ofApplicant =
        Self.applicantData.contains(label) || (Self.applicantSections.contains(section) && Self.data.contains(label))
      if ofApplicant, field.prefill == nil, placed.step == nil {
        found.append((placed.path, "the program asks this of the applicant itself: leave it out or prefill it"))
      }
      let place = Place(step: placed.step, section: section, label: label)
      if let other = seen[place], !Self.apart(field.when, other.field.when),
        !Self.apart(placed.section.when, other.section.when)
      {
        let reason = "\(field.label.vi) is asked twice in one section, as \(other.field.key) and \(field.key)"
        found.append((placed.path, reason))
      }
      seen[place] = placed
    }
    self.found = found
  }

  private struct Place: Hashable {
    let step: StepKey?
    let section: String
    let label: String
  }

  /// Whether two conditions never hold at once.
  private static func apart(_ one: FieldCondition?, _ other: FieldCondition?) -> Bool {
    guard let one, let other else { return false }
    return one.field != other.field || Set(one.values).isDisjoint(with: other.values)
  }

  /// A label folded, without what stands in brackets, without numbers before it and signs after it.
  private static func plain(_ label: String) -> String {
    var text = ""
    var depth = 0
    for sign in SearchText.fold(label) {
      switch sign {
      case "(": depth += 1
      case ")": depth = max(0, depth - 1)
      default: if depth == 0 { text.append(sign) }
      }
    }
    let front = text.drop { $0.isNumber || " .)-".contains($0) }
    let end = front.lastIndex { !" :.*".contains($0) }
    return end.map { String(front[...$0]) } ?? ""
  }
}
