import Foundation
import Testing

@testable import Domain

@Suite("Working time and closures") struct WorkingTimeTests {
  private let calendar = SampleCalendar.common

  @Test(
    "So many working minutes later is the first such moment, earlier the last",
    arguments: [
      ("2026-03-02 07:00", 0, "2026-03-02 07:00"), ("2026-03-02 12:00", 0, "2026-03-02 12:00"),
      ("2026-03-02 07:00", 1, "2026-03-02 07:01"), ("2026-03-02 07:00", 270, "2026-03-02 11:30"),
      ("2026-03-02 07:00", 271, "2026-03-02 13:31"), ("2026-03-02 07:00", 480, "2026-03-02 17:00"),
      ("2026-03-02 07:00", 481, "2026-03-03 07:01"), ("2026-03-02 16:59:30", 1, "2026-03-03 07:00:30"),
      ("2026-03-06 18:00", 60, "2026-03-09 08:00"), ("2026-02-13 17:00", 480, "2026-02-23 17:00"),
      ("2026-02-13 16:00", 480, "2026-02-23 16:00"), ("2026-01-09 17:00", 30, "2026-01-10 07:30"),
      ("2026-03-02 17:00", -480, "2026-03-02 07:00"), ("2026-03-02 17:00", -210, "2026-03-02 13:30"),
      ("2026-03-02 13:30", -1, "2026-03-02 11:29"), ("2026-03-02 07:00", -1, "2026-02-27 16:59"),
      ("2026-02-23 07:00", -480, "2026-02-13 07:00"), ("2026-03-03 12:00", -90, "2026-03-03 10:00"),
      // 249 working days of 2026: 261 weekdays, 14 holidays and days in lieu on them, 2 Saturdays worked.
      ("2026-01-01 00:00", 249 * 480, "2026-12-31 17:00"),
    ])
  func adding(_ from: String, _ minutes: Int, _ to: String) {
    #expect(
      calendar.adding(workingMinutes: minutes, to: SampleCalendar.moment(from)).iso8601
        == SampleCalendar.moment(to).iso8601)
  }

  @Test(
    "When the office is open, or opens next",
    arguments: [
      ("2026-03-02 06:59:59", "2026-03-02 07:00"), ("2026-03-02 07:00", "2026-03-02 07:00"),
      ("2026-03-02 11:30", "2026-03-02 11:30"), ("2026-03-02 11:30:00.001", "2026-03-02 13:30"),
      ("2026-03-02 17:00", "2026-03-02 17:00"), ("2026-03-02 17:00:01", "2026-03-03 07:00"),
      ("2026-02-14 10:00", "2026-02-23 07:00"), ("2026-01-10 10:00", "2026-01-10 10:00"),
    ])
  func openMoment(_ from: String, _ to: String) {
    #expect(
      calendar.openMoment(notBefore: SampleCalendar.moment(from)).iso8601 == SampleCalendar.moment(to).iso8601)
  }

  @Test("A closure of a part of a day is cut out of its hours") func cutOut() throws {
    func hours(_ from: String?, _ to: String?) throws -> [String] {
      let closure = try #require(
        Closure(
          unit: "24958", date: SampleCalendar.day("2026-03-02"), from: from.flatMap { TimeOfDay($0) },
          to: to.flatMap { TimeOfDay($0) }, reason: SampleCalendar.name("mất điện")))
      return calendar.closing([closure]).hours(on: SampleCalendar.day("2026-03-02")).map {
        "\($0.from.text)–\($0.to.text)"
      }
    }
    #expect(try hours("09:00", "10:00") == ["07:00–09:00", "10:00–11:30", "13:30–17:00"])
    #expect(try hours("11:00", "14:00") == ["07:00–11:00", "14:00–17:00"])
    #expect(try hours("12:00", "13:00") == ["07:00–11:30", "13:30–17:00"])
    #expect(try hours(nil, "13:30") == ["13:30–17:00"])
    #expect(try hours("11:30", nil) == ["07:00–11:30"])
    #expect(try hours("07:00", "17:00") == [])
    #expect(try hours(nil, nil) == [])
    #expect(calendar.hours(on: SampleCalendar.day("2026-03-02")).count == 2)
  }

  @Test("A closure is read from a year's file, whole or in part") func read() throws {
    func read(_ times: String) throws -> Closure {
      try JSONDecoder().decode(
        Closure.self,
        from: Data(
          #"{"unit": "24958", "date": "2026-10-01", \#(times) "reason": {"vi": "lũ", "en": "flood", "ar": "فيضان"}}"#
            .utf8))
    }
    #expect(try read("").span?.minutes == 1440)
    #expect(try read(#""from": "13:30","#).span?.from.text == "13:30")
    #expect(try read(#""to": "09:00","#).span?.minutes == 540)
    let part = try read(#""from": "08:00", "to": "09:30","#)
    #expect(try JSONDecoder().decode(Closure.self, from: JSONEncoder().encode(part)) == part)
    for times in [
      #""from": "09:00", "to": "09:00","#, #""from": "10:00", "to": "09:00","#, #""from": "24:00","#, #""to": "x","#,
    ] {
      #expect(throws: DecodingError.self) { try read(times) }
    }
  }

  private func told(_ deadline: Deadline) -> [String] {
    deadline.why.map { reason in
      let span = reason.span.map { " \($0.from.text)–\($0.to.text)" } ?? ""
      return "\(reason.date.iso) \(reason.textKey.dropFirst("deadline.".count))\(span) \(reason.counted ? "+" : "-")"
    }
  }

  @Test("Each pause and each span made up for is told") func toldPauses() {
    let deadline = calendar.deadline(
      .sameDay(cutoff: TimeOfDay(hour: 15, minute: 0)), received: SampleCalendar.moment("2026-03-06 10:00"),
      pauses: [
        Pause(from: SampleCalendar.moment("2026-03-06 15:00"), until: nil, cause: .council),
        Pause(
          from: SampleCalendar.moment("2026-03-06 10:30"), until: SampleCalendar.moment("2026-03-06 16:00"),
          cause: .supplement),
        Pause(
          from: SampleCalendar.moment("2026-03-06 11:00"), until: SampleCalendar.moment("2026-03-06 12:00"),
          cause: .payment),
        Pause(
          from: SampleCalendar.moment("2026-03-05 11:00"), until: SampleCalendar.moment("2026-03-05 12:00"),
          cause: .other),
      ], now: SampleCalendar.moment("2026-03-06 16:30"))
    #expect(
      told(deadline) == [
        "2026-03-06 before-cutoff +", "2026-03-06 due-without-pauses +", "2026-03-05 pause-outside -",
        "2026-03-06 pause-supplement -", "2026-03-06 closed-for-the-day 17:00–24:00 -", "2026-03-07 weekend -",
        "2026-03-08 weekend -", "2026-03-09 open-hours 07:00–10:30 +", "2026-03-06 pause-of-nothing -",
        "2026-03-06 pause-council -", "2026-03-09 open-hours 10:30–11:00 +", "2026-03-06 pause-open-council -",
        "2026-03-09 due +",
      ])
    #expect(deadline.dueAt.iso8601 == "2026-03-09T11:00:00+07:00")
    #expect(deadline.pausedMinutes == 240)
    let pause = deadline.why[3].values(.vi)
    #expect(pause["begin"] == "10:30 06/03/2026" && pause["end"] == "16:00 06/03/2026")
    #expect(pause["hours"] == "3" && pause["minutes"] == "30")
  }

  @Test("A closure of a part is told beside the day that counts, and instead of a lunch break") func toldClosure()
    throws
  {
    let closures = ["2026-03-03", "2026-03-04"].compactMap { day in
      Closure(
        unit: "24958", date: SampleCalendar.day(day), from: TimeOfDay(hour: 11, minute: 0),
        to: TimeOfDay(hour: 14, minute: 0), reason: LocalizedText(vi: "bão", en: "storm", ar: "عاصفة"))
    }
    let closed = calendar.closing(closures)
    let days = closed.deadline(.workingDays(1), received: SampleCalendar.moment("2026-03-02 09:00"))
    #expect(
      told(days) == [
        "2026-03-02 day-of-receipt -", "2026-03-03 closed-for-a-part 11:00–14:00 -", "2026-03-03 working-day +",
        "2026-03-03 due +",
      ])
    #expect(days.why[1].values(.en)["reason"] == "storm")
    let hours = closed.deadline(.workingHours(2), received: SampleCalendar.moment("2026-03-03 10:30"))
    #expect(
      told(hours) == [
        "2026-03-03 closed-for-a-part 11:00–14:00 -", "2026-03-03 open-hours 10:30–11:00 +",
        "2026-03-03 open-hours 14:00–15:30 +", "2026-03-03 due +",
      ])
  }

  @Test("A closure up to the day's end is told within the day's hours, also to who comes too late for it")
  func toldEnd() throws {
    let closure = try #require(
      Closure(
        unit: "24958", date: SampleCalendar.day("2026-03-03"), from: TimeOfDay(hour: 9, minute: 30), to: nil,
        reason: SampleCalendar.name("lũ")))
    let late = calendar.closing([closure]).deadline(
      .sameDay(cutoff: TimeOfDay(hour: 15, minute: 0)), received: SampleCalendar.moment("2026-03-03 14:00"))
    #expect(
      told(late) == [
        "2026-03-03 closed-for-a-part 09:30–17:00 -", "2026-03-03 after-closing -", "2026-03-04 clock-starts +",
        "2026-03-04 due +",
      ])
  }

  @Test("A long pause is told in one line, so that an explanation stays short") func toldAsAWhole() {
    let deadline = calendar.deadline(
      .workingDays(3), received: SampleCalendar.moment("2026-03-02 10:00"),
      pauses: [
        Pause(
          from: SampleCalendar.moment("2026-03-03 00:00"), until: SampleCalendar.moment("2030-03-03 00:00"),
          cause: .council)
      ])
    #expect(deadline.why.count == 8)
    #expect(deadline.why.contains { $0.textKey == "deadline.made-up" })
    #expect(
      calendar.workingMinutes(from: SampleCalendar.moment("2026-03-05 17:00"), to: deadline.dueAt)
        == deadline.pausedMinutes)
  }

  @Test("A pause that ends before it begins, or begins after the present, counts nothing either way")
  func backwards() {
    let received = SampleCalendar.moment("2026-03-02 10:00")
    let from = SampleCalendar.moment("2026-03-02 16:00")
    let earlier = SampleCalendar.moment("2026-03-02 14:00")
    let plain = calendar.deadline(.workingDays(1), received: received)
    for until in [earlier, nil] {
      let deadline = calendar.deadline(
        .workingDays(1), received: received, pauses: [Pause(from: from, until: until, cause: .other)], now: earlier)
      #expect(deadline.dueAt == plain.dueAt)
      #expect(deadline.workingMinutes == plain.workingMinutes)
      #expect(deadline.pausedMinutes == 0)
    }
  }

  @Test("A deadline with pauses can be written and read again") func coding() throws {
    let deadline = calendar.deadline(
      .workingDays(3), received: SampleCalendar.moment("2026-03-02 10:00"),
      pauses: Pause.Cause.allCases.map {
        Pause(
          from: SampleCalendar.moment("2026-03-03 08:00"), until: SampleCalendar.moment("2026-03-03 09:00"), cause: $0)
      })
    #expect(try JSONDecoder().decode(Deadline.self, from: JSONEncoder().encode(deadline)) == deadline)
  }
}
