import Domain
import Foundation
import Testing

/// A time limit that depends on what was asked for: the first case that holds decides, whole.
@Suite struct TimeLimitTests {
  private static func limit() throws -> TimeLimit {
    func text(_ vi: String) -> String { #"{"vi": "\#(vi)", "en": "\#(vi)", "ar": "\#(vi)"}"# }
    let json = """
      {"rule": {"working_days": 3}, "promised": {"working_days": 2}, "extra_working_days": 3, "source": "Điều 28",
       "text": \(text("3 ngày.")), "cases": [
        {"when": {"field": "kind", "is": ["addition"]}, "rule": {"same_day_before": "15:00"}, "source": "Điều 29",
         "text": \(text("Bổ sung: trong ngày."))},
        {"when": {"field": "kind", "is": ["addition", "ethnic"]}, "rule": {"working_days": 5}, "extra_working_days": 1,
         "source": "Điều 30", "text": \(text("Dân tộc: 5 ngày."))}]}
      """
    return try JSONDecoder().decode(TimeLimit.self, from: Data(json.utf8))
  }

  @Test func theFirstCaseThatHoldsDecidesElseTheMainRule() throws {
    let limit = try Self.limit()
    let cutoff = try #require(TimeOfDay("15:00"))
    #expect(limit.decided(by: Answers(["kind": "addition"])).rule == .sameDay(cutoff: cutoff))
    #expect(limit.decided(by: Answers(["kind": "ethnic"])).rule == .workingDays(5))
    #expect(limit.decided(by: Answers(["kind": "correction"])) == limit)
    #expect(limit.decided(by: Answers()) == limit)
  }

  /// What the main rule lets add or promises is not the case's.
  @Test func aCaseStandsWholeByItself() throws {
    let limit = try Self.limit()
    let addition = limit.decided(by: Answers(["kind": "addition"]))
    #expect(addition.extraWorkingDays == nil && addition.promised == nil)
    #expect(addition.source.text == "Điều 29" && addition.wholeText.vi == "Bổ sung: trong ngày.")
    #expect(limit.decided(by: Answers(["kind": "ethnic"])).extraWorkingDays == 1)
  }

  @Test func theWholeTextTellsEveryCase() throws {
    #expect(try Self.limit().wholeText.vi == "3 ngày. Bổ sung: trong ngày. Dân tộc: 5 ngày.")
  }
}
