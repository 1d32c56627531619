import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// A time limit that depends on the e-form: what was filed decides it, what is corrected decides it anew.
@Suite struct TimeByCaseTests {
  /// The course's procedure, in which goods other than food have 15 working days, no promise and no more.
  private static func house(_ engine: Engine) async throws -> TestHouse {
    let file = "procedures/9.000101.yaml"
    let text = try String(contentsOfFile: TestStore.root + "/Tests/Catalogue/" + file, encoding: .utf8)
    let cased = text.replacingOccurrences(
      of: "  extra_working_days: 2\n",
      with: """
          extra_working_days: 2
          cases:
            - when: {field: goods, is: [other]}
              rule: {working_days: 15}
              source: "Quy định mẫu"
              text: {vi: "Hàng khác: 15 ngày làm việc", en: "Other goods: 15 working days", ar: "أخرى: 15 يوم عمل"}

        """)
    #expect(cased != text)
    return try await TestHouse.open(engine, catalogue: TestCatalogue.load(adding: [file: cased]))
  }

  private static func form(_ goods: String) -> DossierForm {
    var form = TestHouse.courseForm(shop: "Cửa hàng \(goods)")
    form.answers?["goods"] = goods
    if goods != "food" { form.answers?["cook"] = nil }
    return form
  }

  private func receive(_ house: TestHouse, _ goods: String) async throws -> ReceivedDossier {
    let form = Self.form(goods)
    return try await house.centre.receiveDossier(
      form, by: house.officer(.receivingOfficer), key: IdempotencyKey(UUID().uuidString, request: form))
  }

  private static let ten = "2026-03-16T17:00:00+07:00"
  private static let fifteen = "2026-03-23T17:00:00+07:00"

  @Test(arguments: Engine.allCases)
  func theAnswersAtFilingDecide(_ engine: Engine) async throws {
    let house = try await Self.house(engine)
    let food = try await receive(house, "food")
    #expect(food.dueAt.iso8601 == Self.ten && food.promisedAt != nil)
    let other = try await receive(house, "other")
    #expect(other.dueAt.iso8601 == Self.fifteen && other.promisedAt == nil)
    let preview = try house.centre.preview(Self.form("other"))
    #expect(preview.dueAt == other.dueAt && preview.promisedAt == nil)
    // What may be added is the case's too: here nothing.
    var more = DossierAct(note: "Nhiều việc")
    more.workingDays = 1
    let extended = more
    try await house.act(.extend, food.code, by: house.officer(.specialist), extended)
    await #expect(throws: DossierRefusal.cannotExtend) {
      try await house.act(.extend, other.code, by: house.officer(.specialist), extended)
    }
  }

  @Test(arguments: Engine.allCases)
  func correctedAnswersDecideAnew(_ engine: Engine) async throws {
    let house = try await Self.house(engine)
    let code = try await receive(house, "food").code
    try house.clock("2026-03-03T10:00")
    var request = DossierAct()
    request.items = [SupplementRequest.Item(about: nil, text: "Ghi đúng loại hàng")]
    try await house.act(.requestSupplement, code, by: house.officer(.specialist), request)
    try house.clock("2026-03-05T10:00")
    var act = DossierAct()
    act.answers = ["goods": "other"]
    try await house.act(.supplement, code, act)
    let after = try await house.dossier(code)
    // Fifteen working days, and the two that were waited.
    #expect(after.dueAt.iso8601 == "2026-03-25T17:00:00+07:00" && after.promisedAt == nil)
  }
}
