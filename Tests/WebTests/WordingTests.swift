import Centre
import Domain
import Foundation
import TestSupport
import Testing

@testable import Web

/// Dates, times, money and numbers as people read them.
@Suite struct WordingTests {
  private func wording(_ language: Language) throws -> Wording {
    Wording(try TestStore.catalogue().texts, language)
  }

  @Test func momentsNameTheirDay() throws {
    let moment = try #require(Instant(iso8601: "2026-02-24T17:00:00+07:00"))
    #expect(try wording(.vi).moment(moment) == "thứ Ba, 24/02/2026, 17:00")
    #expect(try wording(.en).moment(moment) == "Tuesday, 24/02/2026, 17:00")
    #expect(try wording(.ar).moment(moment) == "الثلاثاء، 24/02/2026، 17:00")
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1.000"), (12_000, "12.000"), (1_234_567, "1.234.567"),
  ])
  func moneyHasDotsAndStaysOnOneLine(_ amount: Int, _ shown: String) throws {
    #expect(try wording(.vi).money(amount) == shown + "\u{a0}đ")
    #expect(try wording(.ar).money(amount) == "\u{2066}\(shown)\u{a0}đ\u{2069}")
  }

  @Test(arguments: [
    (Language.en, 1, "1 page"), (.en, 2, "2 pages"), (.en, 21, "21 pages"), (.vi, 1, "1 trang"), (.ar, 1, "صفحة واحدة"),
    (.ar, 2, "صفحتان"), (.ar, 5, "5 صفحات"), (.ar, 11, "11 صفحة"), (.ar, 103, "103 صفحات"), (.ar, 100, "100 صفحة"),
  ])
  func wordsFollowTheirNumber(_ language: Language, _ number: Int, _ told: String) throws {
    #expect(try wording(language).counted("pages", number) == told)
  }

  @Test(arguments: [
    (5, "5 phút"), (60, "1 giờ"), (150, "2 giờ 30 phút"), (959, "15 giờ 59 phút"), (960, "2 ngày làm việc"),
  ])
  func spansAreShort(_ minutes: Int, _ told: String) throws {
    #expect(try wording(.vi).span(workingMinutes: minutes) == told)
  }

  @Test func timeLeftHasAWordBesideItsColour() throws {
    let catalogue = try TestStore.catalogue()
    let calendar = catalogue.calendar(for: "24958")
    let due = try #require(Instant(iso8601: "2026-03-02T17:00:00+07:00"))
    func told(_ now: String, finished: String? = nil) throws -> TimeLeft {
      TimeLeft(
        dueAt: due, finishedAt: finished.flatMap { Instant(iso8601: $0) },
        now: try #require(Instant(iso8601: now)), calendar: calendar, Wording(catalogue.texts, .en))
    }
    #expect(try told("2026-03-02T09:00:00+07:00").level == "fine")
    let soon = try told("2026-03-02T16:00:00+07:00")
    #expect(soon.level == "soon" && soon.text == "1 h left")
    let late = try told("2026-03-02T20:00:00+07:00")
    #expect(late.level == "late" && late.text == "Late")
    #expect(try told("2026-03-03T09:00:00+07:00", finished: "2026-03-02T16:59:00+07:00").level == "done")
    #expect(try told("2026-03-03T09:00:00+07:00", finished: "2026-03-02T17:01:00+07:00").level == "late")
  }

  /// Every sentence that a template asks for is there in each language: a missing one would be shown as nothing.
  @Test func everySentenceOfTheTemplatesIsThere() throws {
    let texts = try TestStore.catalogue().texts
    var asked: Set<String> = []
    for url in Resources.files(["mustache"]) {
      let template = try String(contentsOf: url, encoding: .utf8)
      for match in template.matches(of: /\{\{t\.([a-z0-9.-]+)\}\}/) { asked.insert(String(match.1)) }
    }
    #expect(asked.count > 100)
    for language in Language.allCases {
      for key in asked { #expect(texts.text(key, language) != key, "\(language) \(key)") }
    }
  }
}
