import Centre
import Domain
import Foundation
import TestSupport
import Testing

/// Every proof of the catalogue's check, each by one fault in a sample that has none.
@Suite struct ProcedureCheckTests {
  private static let procedureFile = "procedures/9.000001.yaml"
  private static let needFile = "needs/toi-can-xac-nhan.yaml"
  private static let listFile = "lists/sample-lines.yaml"
  private static let files = [
    procedureFile: TestCatalogue.procedure, needFile: TestCatalogue.need, listFile: TestCatalogue.list,
  ]

  @Test func theSampleHasNoFault() throws {
    let catalogue = try TestCatalogue.load(adding: Self.files)
    #expect(
      catalogue.procedures.count == 2 && catalogue.needs.count == 1
        && Set(catalogue.lists.keys) == ["sample-lines", CodeList.elsewhere])
    // Marked in a citation, in a text that begins so, and in a list.
    let marks = catalogue.unverified.filter { Self.files.keys.contains($0.file) }
    #expect(marks.map(\.file).sorted() == [Self.listFile, Self.procedureFile, Self.procedureFile])
    #expect(marks.allSatisfy { $0.line > 0 })
  }

  /// Changes one file of the sample; the fault must name the file, and the line of the change.
  private func expectFault(
    _ file: String, _ old: String, _ new: String, _ reason: String, elsewhere: Bool = false
  ) throws {
    var files = Self.files
    let text = try #require(files[file])
    let range = try #require(text.range(of: old), "\(old) is not in \(file)")
    files[file] = text.replacingCharacters(in: range, with: new)
    let error = try #require(throws: CatalogueFaults.self, "it was loaded") { try TestCatalogue.load(adding: files) }
    let fault = try #require(error.faults.first { $0.reason.contains(reason) }, "\(error.description)")
    #expect(fault.file == file)
    let first = text[..<range.lowerBound].count { $0 == "\n" } + 1
    let lines = first...(first + max(old.count { $0 == "\n" }, new.count { $0 == "\n" }))
    #expect(fault.line > 0 && (elsewhere || lines.contains(fault.line)), "\(fault)")
  }

  @Test(arguments: [
    ("key: granted,", "key: rejected,", "the outcome rejected stands twice"),
    ("next: posting}", "next: nowhere}", "there is no step nowhere"),
    ("minutes: 480\n", "minutes: 480\n    next: approval\n", "a next step or outcomes, not both"),
    ("minutes: 480\n", "minutes: 480\n    waits: {working_days: 1, source: \"-\"}\n", "only what is posted waits"),
    ("waits: {working_days: 3", "waits: {working_days: 0", "from 1 to"),
    ("name: {vi: \"Đủ điều kiện\"", "early: true, name: {vi: \"Đủ điều kiện\"", "nothing can come early"),
    ("can_send_back_to: [reception]", "can_send_back_to: [signing]", "signing does not come before verification"),
    ("can_send_back_to: [reception]", "can_send_back_to: [verification]", "does not come before"),
    (
      "next: returning\n    can_send_back_to: []", "next: returning\n    can_send_back_to: [signing]",
      "nothing goes back"
    ),
    ("next: numbering", "next: null", "without its result being returned"),
    ("next: returning", "next: null", "without its result being returned"),
    ("action: approve", "action: number", "approval"),
    ("action: receive", "action: check", "the first step receives"),
    ("role: leader", "role: citizen", "not by citizen"),
    ("minutes: 480", "minutes: 9223372036854775807", "at most"),
    ("key: reception", "key: \"Tiếp nhận\"", "small letters"),
  ])
  func stepsAreProved(_ old: String, _ new: String, _ reason: String) throws {
    try expectFault(Self.procedureFile, old, new, reason, elsewhere: reason == "approval" || reason.contains("twice"))
  }

  /// Told where the steps begin, or at another step than the one that was changed.
  @Test(arguments: [
    ("working_days: 10}", "working_days: 4}", "the law gives 1920: reception → verification → posting → approval"),
    ("next: returning", "next: reception", "comes back to reception"),
    ("next: posting}", "next: approval}", "posting is never reached"),
    ("action: issue", "action: sign", "the order is approve, sign, number"),
    ("action: issue", "action: approve", "approve (issuing) comes after number (numbering)"),
    ("register_book:", "#", "the register that the number comes from is missing"),
    ("working_days: 9}", "working_days: 11}", "promises more time"),
  ])
  func pathsAreProved(_ old: String, _ new: String, _ reason: String) throws {
    try expectFault(Self.procedureFile, old, new, reason, elsewhere: true)
  }

  @Test(arguments: [
    ("key: plot", "key: kind", "the field kind stands twice"),
    ("key: ground,", "key: plot,", "the field plot stands twice"),
    ("key: plot", "key: verification", "named like a step"), ("key: plot", "key: Plot", "small letters"),
    ("key: house,", "key: land,", "the choice land stands twice"),
    ("kind: number", "kind: choice", "has no choices"), ("kind: number", "kind: codes", "the list"),
    ("kind: number", "kind: codes\n          list: moon", "there is no list moon"),
    ("most: 100\n", "list: sample-lines\n", "only codes come from a list"),
    ("least: 1\n", "least: 30\n", "least is more than most"), ("most: 100", "most: 9223372036854775807", "from 0 to"),
    ("least: 18,", "least: 18, most: 12,", "the youngest is older"),
    ("kind: name", "kind: name\n          most: 5", "has no least or most"),
    ("prefill: owner.name", "prefill: owner.shoe", "owner.shoe is not held"),
    ("prefill: owner.name", "prefill: \"1.001193:child_name\"", "there is no procedure 1.001193"),
    ("prefill: owner.name", "prefill: \"2.000815:name\"", "no result of 2.000815 keeps name"),
    ("held: [identity]", "held: [\"1.001193\"]", "there is no procedure 1.001193"),
    ("key: card", "key: request", "the paper request stands twice"), ("count: 1", "count: 0", "from 1 to 100"),
    (
      "most: 100\n          when: {field: kind, is: [land]}", "most: 100\n          when: {field: kind, is: [moon]}",
      "can't be moon"
    ),
  ])
  func fieldsAreProved(_ old: String, _ new: String, _ reason: String) throws {
    try expectFault(Self.procedureFile, old, new, reason)
  }

  /// A condition must name what is known by then, and a value that it can have.
  @Test(arguments: [
    ("is: [land]}\n    source", "is: [moon]}\n    source", "can't be moon"),
    (
      "when: {field: kind, is: [land]}\n    source", "when: {field: ground, is: [a]}\n    source",
      "not filled in by then"
    ),
    (
      "when: {field: kind, is: [land]}\n    source", "when: {field: verification, is: [granted]}\n    source",
      "not known by then"
    ),
    ("when: {field: kind, is: [land]}\n    source", "when: {field: kind, is: []}\n    source", "names no value"),
    ("when: {field: verification, is: [granted]}", "when: {field: verification, is: [grant]}", "no outcome grant"),
    ("when: {field: verification, is: [granted]}", "when: {field: moon, is: [granted]}", "there is no field moon"),
    ("when: {field: kind, is: [land]}, source", "when: {field: kind, is: [sea]}, source", "can't be sea"),
    (
      "100\n          when: {field: kind, is: [land]}", "100\n          when: {field: plot, is: [x]}",
      "not filled in by then"
    ),
    (
      "100\n          when: {field: kind, is: [land]}", "100\n          when: {field: copies_wanted, is: [\"2\"]}",
      "not filled in by then"
    ),
  ])
  func conditionsAreProved(_ old: String, _ new: String, _ reason: String) throws {
    try expectFault(Self.procedureFile, old, new, reason)
  }

  @Test(arguments: [
    ("key: notice", "key: confirmation", "the result confirmation stands twice"),
    (
      "kind: document\n    when: {field: verification, is: [rejected]}",
      "kind: certified-copies\n    when: {field: verification, is: [rejected]}", "originals: true is missing"
    ),
    (
      "kind: document\n    when: {field: verification, is: [rejected]}",
      "kind: guidance\n    when: {field: verification, is: [rejected]}", "a field target"
    ),
    ("{applicant.name}", "{applicant.shoe}", "{applicant.shoe} stands for nothing"),
    ("{ground}", "{grounds}", "{grounds} stands for nothing"), ("{ground}.", "{ground.", "a brace is not closed"),
    ("- paragraph: \"Xác", "- heading: \"Xác nhận\"\n          paragraph: \"Xác", "exactly one"),
    ("- paragraph: \"Xác", "- {codes: plot}\n        - paragraph: \"Xác", "no field of codes plot"),
    ("keeps: [person_name]", "keeps: [person_shoe]", "there is no field person_shoe"),
  ])
  func resultsAreProved(_ old: String, _ new: String, _ reason: String) throws {
    try expectFault(Self.procedureFile, old, new, reason)
  }

  @Test(arguments: [
    ("code: \"9.000001\"", "code: \"9.1\"", "no code like"), ("version: 1", "version: 0", "count from 1"),
    ("level: commune", "level: province", "the authority that decides it is missing"),
    ("level: commune", "level: commune\nauthority: \"68\"", "the commune decides it itself"),
    ("level: commune", "level: province\nauthority: \"99\"", "there is no unit 99"),
    ("applicants: [citizen]", "applicants: []", "nobody may apply"),
    ("connected: [\"2.000815\"]", "connected: [\"2.000816\"]", "there is no procedure 2.000816"),
    ("each: {field: copies_wanted", "each: {field: plot", "no field of a number plot"),
    ("collect_within_days: 30", "collect_within_days: -1", "from 1 to 3650"),
    (
      "non_boundary: false",
      "non_boundary: false\nbeyond_authority: [{case: {vi: \"a\", en: \"a\", ar: \"a\"}, procedure: \"1.000001\"}]",
      "there is no procedure 1.000001"
    ),
    ("ar: \"اختبار\"}", "ar: \"\"}", "field.ar is empty"),
  ])
  func whatItNamesIsThere(_ old: String, _ new: String, _ reason: String) throws {
    try expectFault(Self.procedureFile, old, new, reason)
  }

  @Test(arguments: [
    ("start: what", "start: moon", "there is no question moon"),
    ("next: where,", "next: moon,", "there is no question moon"),
    ("answer: confirm}", "answer: moon}", "there is no answer moon"),
    ("answer: confirm}", "answer: confirm, next: what}", "not to both"),
    (
      "{key: here, label: {vi: \"Ở xã này\", en: \"Here\", ar: \"هنا\"}, answer: confirm}",
      "{key: here, label: {vi: \"a\", en: \"a\", ar: \"a\"}}", "to next or to answer"
    ),
    ("key: other,", "key: land,", "the choice land stands twice"),
    ("key: where\n", "key: what\n", "the question what stands twice"),
    ("key: elsewhere\n", "key: confirm\n", "the answer confirm stands twice"),
    ("procedure: \"9.000001\"", "procedure: \"9.000009\"", "there is no procedure 9.000009"),
    ("fills: {kind: land}", "fills: {kind: sea}", "kind can't be sea"),
    ("fills: {kind: land}", "fills: {colour: red}", "9.000001 has no field colour"),
    ("fills: {copies_wanted: \"2\"}", "fills: {copies_wanted: \"99\"}", "copies_wanted can't be 99"),
    (
      "answer: elsewhere}\n  - key: where", "answer: elsewhere, fills: {kind: land}}\n  - key: where",
      "leads to no procedure"
    ),
    ("key: toi-can-xac-nhan", "key: \"../x\"", "small letters"),
  ])
  func needsAreProved(_ old: String, _ new: String, _ reason: String) throws {
    try expectFault(Self.needFile, old, new, reason)
  }

  @Test(arguments: [
    ("answer: confirm}", "next: what}", "they come back to"),
    ("answer: confirm}", "answer: elsewhere}", "confirm is never reached"),
    ("next: where, ", "answer: confirm, ", "the question where is never reached"),
  ])
  func everyQuestionLeadsOn(_ old: String, _ new: String, _ reason: String) throws {
    try expectFault(Self.needFile, old, new, reason, elsewhere: true)
  }

  @Test(arguments: [
    ("code: \"0112\"", "code: \"0111\"", "the code 0111 stands twice"),
    ("code: \"0112\"", "code: \"01 12\"", "no spaces"),
    ("ar: \"الذرة\"", "ar: \"\"", "ar is empty"),
    ("key: sample-lines", "key: sample-lines\ncolour: red", "unknown key colour"),
  ])
  func listsAreProved(_ old: String, _ new: String, _ reason: String) throws {
    try expectFault(Self.listFile, old, new, reason)
  }

  // MARK: - Asked twice

  private func faults(label: String, section: String = "Nội dung", extra: String = "") throws -> [String] {
    let text = TestCatalogue.procedure.replacing(
      "vi: \"Thửa đất\", en: \"Plot\"", with: "vi: \"\(label)\", en: \"Plot\""
    )
    .replacing("title: {vi: \"Nội dung\"", with: "title: {vi: \"\(section)\"")
    .replacing("kind: text\n", with: "kind: text\n\(extra)")
    do {
      _ = try TestCatalogue.load(adding: [Self.procedureFile: text])
      return []
    } catch let error as CatalogueFaults { return error.faults.map(\.reason) }
  }

  @Test(arguments: [
    "Họ và tên người yêu cầu", "Họ, chữ đệm, tên của người yêu cầu (viết hoa):", "Số điện thoại người nộp hồ sơ",
    "3. Địa chỉ người làm đơn",
  ])
  func nobodyIsAskedForWhatTheProgramAsks(_ label: String) throws {
    #expect(try faults(label: label).contains { $0.contains("asks this of the applicant itself") })
    #expect(try faults(label: label, extra: "          prefill: applicant.name\n").isEmpty)
  }

  @Test func underTheApplicantsHeadingABareLabelIsTheApplicants() throws {
    #expect(try faults(label: "Họ và tên", section: "Thông tin người yêu cầu").count == 1)
    #expect(try faults(label: "Họ và tên", section: "Người làm chứng").isEmpty)
  }

  /// Other people's data, and what only sounds like the applicant's.
  @Test(arguments: [
    "Họ và tên cha của người yêu cầu", "Quan hệ với người yêu cầu", "Họ và tên người làm chứng", "Địa chỉ nhà đất",
    "Tên hộ kinh doanh", "Ý kiến của người nộp hồ sơ",
  ])
  func otherPeoplesDataMayBeAsked(_ label: String) throws { #expect(try faults(label: label).isEmpty) }

  @Test func theSameLabelTwiceInASectionIsAFault() throws {
    #expect(try faults(label: "Số bản").contains { $0.contains("asked twice in one section") })
    #expect(try faults(label: "Họ và tên").isEmpty)
  }

  /// The birth that an earlier result keeps is not asked again.
  @Test func whatAnEarlierResultKeepsIsPrefilled() throws {
    let later = TestCatalogue.procedure.replacing("9.000001", with: "9.000002")
      .replacing("held: [identity]", with: "held: [\"9.000001\"]")
    let asked = later.replacing("          prefill: owner.name\n", with: "")
    let error = try #require(throws: CatalogueFaults.self) {
      try TestCatalogue.load(adding: [Self.procedureFile: TestCatalogue.procedure, "procedures/9.000002.yaml": asked])
    }
    #expect(error.faults.map(\.reason) == ["9.000001 holds person_name already: prefill it with 9.000001:person_name"])
    let prefilled = later.replacing("prefill: owner.name", with: "prefill: \"9.000001:person_name\"")
    _ = try TestCatalogue.load(
      adding: [Self.procedureFile: TestCatalogue.procedure, "procedures/9.000002.yaml": prefilled])
  }

  // MARK: - Versions

  private func versions(_ first: String, _ second: String) throws -> Catalogue {
    try TestCatalogue.load(adding: [
      Self.procedureFile: TestCatalogue.procedure.replacing("from: \"2025-07-01\"\nname", with: first + "\nname"),
      "procedures/9.000001-v2.yaml": TestCatalogue.procedure.replacing(
        "version: 1\nfrom: \"2025-07-01\"", with: second),
    ])
  }

  @Test(arguments: [
    ("from: \"2025-07-01\"", "version: 1\nfrom: \"2027-01-01\"", "version 1 stands twice"),
    ("from: \"2025-07-01\"", "version: 2\nfrom: \"2025-07-01\"", "a later version begins later"),
    ("from: \"2025-07-01\"\nuntil: \"2027-01-01\"", "version: 2\nfrom: \"2027-01-01\"", "in force until 2027-01-01"),
  ])
  func versionsNeverOverlap(_ first: String, _ second: String, _ reason: String) throws {
    let error = try #require(throws: CatalogueFaults.self) { try versions(first, second) }
    let fault = try #require(error.faults.first { $0.reason.contains(reason) }, "\(error.description)")
    #expect(fault.file.hasPrefix("procedures/9.000001") && (2...3).contains(fault.line))
  }

  // MARK: - Time and fees by case

  private static let timeText = "text: {vi: \"10 ngày làm việc\""
  private static func timeCase(_ keys: String) -> String {
    "cases: [{\(keys), source: \"-\", text: {vi: a, en: a, ar: a}}]\n  \(timeText)"
  }

  @Test(arguments: [
    ("when: {field: kind, is: [house]}, rule: {working_days: 1}", "shortest way through the steps takes 690"),
    ("when: {field: kind, is: [barn]}, rule: {working_days: 5}", "kind can't be barn"),
    ("when: {field: ground, is: [a]}, rule: {working_days: 5}", "ground is not filled in by then"),
    ("when: {field: verification, is: [granted]}, rule: {working_days: 5}", "what verification comes to is not known"),
    (
      "when: {field: kind, is: [house]}, rule: {working_days: 5}, promised: {working_days: 6}",
      "promises more time than the law"
    ),
    ("when: {field: kind, is: [house]}, rule: {working_days: 5}, colour: red", "unknown key colour"),
    ("rule: {working_days: 5}", "when is missing"),
  ])
  func aCaseOfTheTimeLimitIsProved(_ keys: String, _ reason: String) throws {
    try expectFault(Self.procedureFile, Self.timeText, Self.timeCase(keys), reason)
  }

  @Test func aShorterCaseIsTakenWhenTheShortestWayFitsIt() throws {
    var files = Self.files
    files[Self.procedureFile] = TestCatalogue.procedure.replacingOccurrences(
      of: Self.timeText, with: Self.timeCase("when: {field: kind, is: [house]}, rule: {working_days: 3}"))
    #expect(try TestCatalogue.load(adding: files).newestProcedure("9.000001")?.timeLimit.cases?.count == 1)
  }

  @Test(arguments: [
    ("{key: late, per_case: -1, source: \"-\"}", "per_case must be from 0"),
    ("{key: late, source: \"-\"}", "the part says no fee"),
    ("{key: late, each: {field: person_name, amount: 1}, source: \"-\"}", "no field of a number person_name"),
    ("{key: Late, per_case: 1, source: \"-\"}", "the key Late is not of small letters"),
    ("{key: late, per_case: 1, source: \"-\"}, {key: late, per_case: 2, source: \"-\"}", "the part late stands twice"),
    ("{key: late, per_case: 1, when: {field: kind, is: [barn]}, source: \"-\"}", "kind can't be barn"),
  ])
  func aPartOfAFeeIsProved(_ parts: String, _ reason: String) throws {
    let old = "each: {field: copies_wanted, amount: 8000}"
    try expectFault(Self.procedureFile, old, "\(old), parts: [\(parts)]", reason)
  }

  @Test(arguments: [("[late]", "no tariff has a part late"), ("[]", "it frees nothing")])
  func anExemptionFreesPartsThatAreThere(_ frees: String, _ reason: String) throws {
    let text = "{vi: a, en: a, ar: a}"
    try expectFault(
      Self.procedureFile, "  overrides: []\n",
      "  overrides: []\n  exemptions: [{key: poor, name: \(text), proof: \(text), frees: \(frees), source: \"-\"}]\n",
      reason)
  }

  @Test func onEachDayTheRightVersionIsInForce() throws {
    let catalogue = try versions("from: \"2025-07-01\"", "version: 2\nfrom: \"2027-01-01\"")
    func version(_ day: String) throws -> Int? {
      catalogue.procedure("9.000001", on: try #require(CivilDate(iso: day)))?.version
    }
    #expect(try version("2025-06-30") == nil)
    #expect(try version("2026-12-31") == 1)
    #expect(try version("2027-01-01") == 2)
    let gap = try versions("from: \"2025-07-01\"\nuntil: \"2026-06-30\"", "version: 2\nfrom: \"2027-01-01\"")
    #expect(gap.procedure("9.000001", on: try #require(CivilDate(iso: "2026-08-01"))) == nil)
  }

  // MARK: - Hostile files

  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      String(repeating: "  - {key: a, next: a}\n", count: 40_000),
      "  - " + String(repeating: "{a: ", count: 60) + "1" + String(repeating: "}", count: 60) + "\n",
      "  - [1, 2]\n", "  - null\n", "  - &a {key: *a}\n", "  - key: \"\\0\"\n", "  - {key: 1e999999999}\n",
      "  - !!binary aGVsbG8=\n", "  - ? {a: b}\n    : c\n",
    ])
  func aHostileListOfStepsIsRefused(_ steps: String) throws {
    let start = try #require(TestCatalogue.procedure.range(of: "steps:\n"))
    let text = TestCatalogue.procedure[..<start.upperBound] + steps
    let error = try #require(throws: CatalogueFaults.self) {
      try TestCatalogue.load(adding: [Self.procedureFile: String(text)])
    }
    #expect(error.faults.allSatisfy { $0.file == Self.procedureFile && $0.line > 0 })
  }

  /// Four thousand steps, each of which could send back to all others: told in one line.
  @Test(.timeLimit(.minutes(5))) func tooManyStepsAreTold() throws {
    let start = try #require(TestCatalogue.procedure.range(of: "steps:\n"))
    let step =
      "  - {key: s#, name: {vi: a, en: a, ar: a}, role: leader, action: work, minutes: 1, next: s#, "
      + "can_send_back_to: [], guide: {checks: [], law: [], mistakes: []}}\n"
    let steps = (0..<4000).map { step.replacing("#", with: String($0)) }.joined()
    let error = try #require(throws: CatalogueFaults.self) {
      try TestCatalogue.load(adding: [Self.procedureFile: TestCatalogue.procedure[..<start.upperBound] + steps])
    }
    #expect(error.faults.contains { $0.reason.contains("more than 300 steps") })
  }
}
