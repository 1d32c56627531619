import Foundation
import Testing

@testable import Domain

@Suite("Why a deadline is what it is") struct DeadlineReasonTests {
  private func keys(_ rule: DeadlineRule, _ received: String, extra: Int = 0) -> [String] {
    SampleCalendar.common.deadline(rule, received: SampleCalendar.moment(received), extraWorkingDays: extra).why.map {
      "\($0.date.iso) \($0.textKey.dropFirst("deadline.".count)) \($0.counted ? "+" : "-")"
    }
  }

  private let sameDay = DeadlineRule.sameDay(cutoff: TimeOfDay(hour: 15, minute: 0))

  @Test("A receipt before the cutoff says so") func beforeCutoff() {
    #expect(keys(sameDay, "2026-02-24 09:00") == ["2026-02-24 before-cutoff +", "2026-02-24 due +"])
  }

  @Test("Every day over Tết is named") func overTet() {
    #expect(
      keys(sameDay, "2026-02-13 15:00") == [
        "2026-02-13 after-cutoff -", "2026-02-14 weekend -", "2026-02-15 weekend -", "2026-02-16 holiday -",
        "2026-02-17 holiday -", "2026-02-18 holiday -", "2026-02-19 holiday -", "2026-02-20 holiday -",
        "2026-02-21 weekend -", "2026-02-22 weekend -", "2026-02-23 due +",
      ])
  }

  @Test("A night's receipt says that the office was closed and when it opens") func atNight() {
    #expect(
      keys(sameDay, "2026-03-06 18:00") == [
        "2026-03-06 after-closing -", "2026-03-07 weekend -", "2026-03-08 weekend -", "2026-03-09 clock-starts +",
        "2026-03-09 due +",
      ])
  }

  @Test("A swapped day off names the day worked for it") func swapped() throws {
    let deadline = SampleCalendar.common.deadline(sameDay, received: SampleCalendar.moment("2026-01-01 09:00"))
    let swap = try #require(deadline.why.first { $0.textKey == "deadline.in-lieu" })
    #expect(swap.date.iso == "2026-01-02")
    #expect(swap.values(.vi) == ["date": "02/01/2026", "worked": "10/01/2026"])
  }

  @Test("An extension keeps the explanation of what it extends") func extended() {
    #expect(
      keys(sameDay, "2026-03-05 09:00", extra: 2) == [
        "2026-03-05 before-cutoff +", "2026-03-06 extension-day +", "2026-03-07 weekend -", "2026-03-08 weekend -",
        "2026-03-09 extension-day +", "2026-03-09 due +",
      ])
  }

  @Test("Working hours tell the spans that count, the lunch and the night that don't") func hours() {
    let deadline = SampleCalendar.common.deadline(.workingHours(8), received: SampleCalendar.moment("2026-03-02 10:00"))
    let told = deadline.why.map { reason in
      "\(reason.textKey.dropFirst("deadline.".count)) \(reason.span.map { "\($0.from.text)–\($0.to.text)" } ?? "")"
    }
    #expect(
      told == [
        "open-hours 10:00–11:30", "lunch 11:30–13:30", "open-hours 13:30–17:00", "closed-for-the-day 17:00–24:00",
        "open-hours 07:00–10:00", "due ",
      ])
    #expect(deadline.workingMinutes == 480)
  }

  @Test("A receipt in the lunch break starts after it") func inLunch() {
    let deadline = SampleCalendar.common.deadline(.workingHours(1), received: SampleCalendar.moment("2026-03-02 12:10"))
    #expect(deadline.why.map(\.textKey) == ["deadline.lunch", "deadline.open-hours", "deadline.due"])
  }

  @Test("A holiday is named in the reader's language") func languages() throws {
    let deadline = SampleCalendar.common.deadline(sameDay, received: SampleCalendar.moment("2026-02-17 09:00"))
    let tet = try #require(deadline.why.first)
    #expect(tet.values(.vi)["name"] == "Tết Âm lịch")
    #expect(tet.values(.en)["name"] == "Lunar New Year")
    #expect(tet.values(.ar)["name"] == "رأس السنة القمرية")
  }

  @Test("The working time from receipt to due is counted") func workingTime() {
    let calendar = SampleCalendar.common
    #expect(calendar.deadline(sameDay, received: SampleCalendar.moment("2026-02-24 09:00")).workingMinutes == 360)
    #expect(calendar.deadline(sameDay, received: SampleCalendar.moment("2026-02-13 15:00")).workingMinutes == 600)
    #expect(calendar.deadline(sameDay, received: SampleCalendar.moment("2026-02-15 09:00")).workingMinutes == 480)
  }

  @Test("A deadline can be written and read again") func coding() throws {
    for rule in [sameDay, .workingDays(3), .workingHours(5), .calendarDays(9)] {
      let deadline = SampleCalendar.common.deadline(rule, received: SampleCalendar.moment("2026-02-13 16:00"))
      let again = try JSONDecoder().decode(Deadline.self, from: JSONEncoder().encode(deadline))
      #expect(again == deadline)
    }
  }
}
