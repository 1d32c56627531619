import Domain
import Testing

/// Circular 226/2016/TT-BTC: 2,000 đ a page for the first two pages, 1,000 đ from the third, at most 200,000 đ a copy.
@Suite struct FeeTests {
  private static let start = CivilDate(dayNumber: 17_167)
  private static let tariff = FeeTariff(
    from: start,
    pages: FeeTariff.Pages(perFirstPage: 2000, firstPages: 2, perFurtherPage: 1000, maximumACopy: 200_000),
    source: Citation(text: "Thông tư 226/2016/TT-BTC"))

  @Test(arguments: [
    (1, 1, 2000), (2, 1, 4000), (3, 1, 5000), (10, 1, 12_000), (3, 4, 20_000), (198, 1, 200_000), (199, 1, 200_000),
    (1000, 2, 400_000),
  ])
  func aFeeByPagesAndCopies(_ pages: Int, _ copies: Int, _ fee: Int) {
    #expect(Self.tariff.fee(for: [Self.original(pages, copies)], Answers()) == fee)
  }

  private static func original(_ pages: Int, _ copies: Int) -> Original {
    Original(
      position: 1, name: "Bằng tốt nghiệp", number: nil, issuer: nil, issuedOn: nil, pages: pages, copies: copies,
      scans: [])
  }

  @Test func aFeeByTheCaseAndByANumberOnlyWhenItIsDue() {
    let late = FieldCondition(field: "late", values: ["yes"])
    let tariff = FeeTariff(
      from: Self.start, perCase: 5000, each: FeeTariff.Each(field: "copies", amount: 8000), when: late,
      source: Citation(text: "HĐND"))
    #expect(tariff.fee(for: [], Answers(["late": "yes", "copies": "3"])) == 29_000)
    #expect(tariff.fee(for: [], Answers(["late": "no", "copies": "3"])) == 0)
    #expect(tariff.fee(for: [], Answers(["late": "yes"])) == 5000)
  }

  /// A birth registered late, with copies: both are owed; who is exempt from the one still pays for the other.
  private static let late = FeeRule(
    tariffs: [
      FeeTariff(
        from: start,
        parts: [
          FeePart(
            key: "late", when: FieldCondition(field: "late", values: ["yes"]), perCase: 5000,
            source: Citation(text: "HĐND")),
          FeePart(
            key: "copies", each: FeeTariff.Each(field: "copies", amount: 8000),
            source: Citation(text: "Thông tư 281/2016/TT-BTC")),
        ], source: Citation(text: "HĐND"))
    ], exemptions: [exemption("poor", ["late"]), exemption("merit", nil)])

  private static func exemption(_ key: String, _ frees: [String]?) -> FeeExemption {
    let name = LocalizedText(vi: key, en: key, ar: key)
    return FeeExemption(key: key, name: name, proof: name, frees: frees, source: Citation(text: "Điều 11"))
  }

  @Test(arguments: [
    ("yes", "2", nil, 21_000), ("no", "2", nil, 16_000), ("yes", "", nil, 5000), ("no", "0", nil, 0),
    ("yes", "2", "poor", 16_000), ("yes", "", "poor", 0), ("yes", "2", "merit", 0), ("yes", "2", "unknown", 21_000),
  ])
  func theFeeIsTheSumOfThePartsThatHold(_ late: String, _ copies: String, _ exemption: String?, _ fee: Int) {
    let answers = Answers(["late": late, "copies": copies])
    let tariff = Self.late.tariffs[0]
    #expect(tariff.fee(for: [], answers, freed: Self.late.freed(by: exemption)) == fee)
  }

  @Test func whatIsChargedIsToldOneByOne() {
    let charges = Self.late.tariffs[0].charges(for: Answers(["late": "yes", "copies": "2"]))
    #expect(charges == [FeeCharge(amount: 5000, count: 1), FeeCharge(amount: 8000, count: 2)])
  }

  /// An exemption that names parts leaves the tariff's own fee, one that names none leaves nothing.
  @Test func theTariffsOwnFeeIsFreeOnlyWithEverything() {
    func fee(_ freed: FreedFee) -> Int { Self.tariff.fee(for: [Self.original(3, 1)], Answers(), freed: freed) }
    #expect(fee(.nothing) == 5000 && fee(.parts(["late"])) == 5000 && fee(.everything) == 0)
  }

  @Test func aProvincesDecisionTakesTheTariffsPlace() {
    let free = FeeTariff(
      from: Self.start.adding(days: 10), until: Self.start.adding(days: 20), source: Citation(text: "HĐND"))
    let rule = FeeRule(
      tariffs: [Self.tariff], overrides: [FeeOverride(unit: "68", channels: [.online], tariff: free)])
    func fee(_ day: Int, _ channel: Channel, _ unit: UnitCode = "24958") -> Int? {
      rule.tariff(on: Self.start.adding(days: day), channel: channel, unit: unit, parent: "68")?.fee(
        for: [Self.original(1, 1)], Answers())
    }
    #expect(fee(9, .online) == 2000)
    #expect(fee(10, .online) == 0)
    #expect(fee(20, .online) == 0)
    #expect(fee(21, .online) == 2000)
    #expect(fee(15, .counter) == 2000)
    #expect(fee(-1, .counter) == nil)
  }
}
