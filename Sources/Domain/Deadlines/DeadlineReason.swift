/// One day, or a span of one, that was counted or left out when a deadline was worked out.
///
/// It is told in any language: `texts.text(reason.textKey, language, reason.values(language))`.
public struct DeadlineReason: Codable, Hashable, Sendable {
  /// What happened on the day or in the span.
  public enum Cause: Codable, Hashable, Sendable {
    /// A day of the weekly rest.
    case weekend
    /// A public holiday or a day in its place.
    case holiday(name: LocalizedText)
    /// A working day swapped with a day of rest.
    case inLieu(worked: CivilDate)
    /// The unit was closed.
    case closed(reason: LocalizedText)
    /// Received before the hour up to which the same day counts.
    case beforeCutoff(TimeOfDay)
    /// Received at that hour or later.
    case afterCutoff(TimeOfDay)
    /// Received when the office had closed for the day.
    case afterClosing(TimeOfDay)
    /// The time begins when the office opens.
    case clockStarts(TimeOfDay)
    /// The day of receipt, which does not count.
    case dayOfReceipt
    /// A working day, by its number.
    case workingDay(Int)
    /// A working day added by an extension, by its number.
    case extensionDay(Int)
    /// The end of so many days of the calendar.
    case calendarDays(Int)
    /// Hours in which the office was open.
    case openHours
    /// The break between two spans of a day.
    case lunch
    /// The time after closing, while the count goes on the next working day.
    case closedForTheDay
    /// A part of a working day in which the unit was closed.
    case closedForAPart(reason: LocalizedText)
    /// When it would be due without the pauses told after it.
    case dueWithoutPauses(TimeOfDay)
    /// A pause that moves the due moment by the working time that lies in it, in minutes.
    case pause(Pause.Cause, from: Instant, until: Instant, minutes: Int)
    /// A pause in which no working time lies that is not counted already.
    case pauseOfNothing(from: Instant, until: Instant)
    /// A pause that lies outside the time from receipt to due.
    case pauseOutside(from: Instant, until: Instant)
    /// A pause that has not ended, by the moment given as the present.
    case pauseOpen(Pause.Cause, from: Instant)
    /// Working time made up for a long pause, told as a whole.
    case madeUp(until: Instant, minutes: Int)
    /// Not earlier than was promised before.
    case promised(TimeOfDay)
    /// The due moment.
    case due(TimeOfDay)
  }

  /// What happened.
  public let cause: Cause
  /// The day it is about.
  public let date: CivilDate
  /// The span of the day; `nil` for the whole of it.
  public let span: WorkingSpan?
  /// Whether it counts.
  public let counted: Bool

  /// The key of the sentence.
  public var textKey: String { "deadline." + name }

  /// The values of the sentence in a language.
  public func values(_ language: Language) -> [String: String] {
    var values = ["date": date.display]
    if let span {
      values["from"] = span.from.text
      values["to"] = span.to.text
    }
    switch cause {
    case .holiday(let name): values["name"] = name[language]
    case .inLieu(let worked): values["worked"] = worked.display
    case .closed(let reason), .closedForAPart(let reason): values["reason"] = reason[language]
    case .beforeCutoff(let time), .afterCutoff(let time), .afterClosing(let time), .clockStarts(let time),
      .dueWithoutPauses(let time), .promised(let time), .due(let time):
      values["time"] = time.text
    case .workingDay(let number), .extensionDay(let number), .calendarDays(let number):
      values["number"] = String(number)
    case .pause(_, let from, let until, let minutes):
      values["begin"] = Self.display(from)
      values["end"] = Self.display(until)
      Self.put(minutes, into: &values)
    case .pauseOfNothing(let from, let until), .pauseOutside(let from, let until):
      values["begin"] = Self.display(from)
      values["end"] = Self.display(until)
    case .pauseOpen(_, let from): values["begin"] = Self.display(from)
    case .madeUp(let until, let minutes):
      values["end"] = Self.display(until)
      Self.put(minutes, into: &values)
    case .weekend, .dayOfReceipt, .openHours, .lunch, .closedForTheDay: break
    }
    return values
  }

  /// `09:30 24/02/2026`.
  private static func display(_ moment: Instant) -> String { "\(moment.time.text) \(moment.date.display)" }

  private static func put(_ minutes: Int, into values: inout [String: String]) {
    values["hours"] = String(minutes / 60)
    values["minutes"] = String(minutes % 60)
  }

  private var name: String {
    switch cause {
    case .weekend: "weekend"
    case .holiday: "holiday"
    case .inLieu: "in-lieu"
    case .closed: "closed"
    case .beforeCutoff: "before-cutoff"
    case .afterCutoff: "after-cutoff"
    case .afterClosing: "after-closing"
    case .clockStarts: "clock-starts"
    case .dayOfReceipt: "day-of-receipt"
    case .workingDay: "working-day"
    case .extensionDay: "extension-day"
    case .calendarDays: "calendar-days"
    case .openHours: "open-hours"
    case .lunch: "lunch"
    case .closedForTheDay: "closed-for-the-day"
    case .closedForAPart: "closed-for-a-part"
    case .dueWithoutPauses: "due-without-pauses"
    case .pause(let cause, _, _, _): "pause-\(cause.rawValue)"
    case .pauseOfNothing: "pause-of-nothing"
    case .pauseOutside: "pause-outside"
    case .pauseOpen(let cause, _): "pause-open-\(cause.rawValue)"
    case .madeUp: "made-up"
    case .promised: "promised"
    case .due: "due"
    }
  }
}
