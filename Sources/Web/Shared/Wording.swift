import Centre
import Domain

/// Dates, times and money as people read them, in one language.
struct Wording: Sendable {
  let texts: Texts
  let language: Language

  init(_ texts: Texts, _ language: Language) {
    self.texts = texts
    self.language = language
  }

  func text(_ key: String, _ values: [String: String] = [:]) -> String { texts.text(key, language, values) }

  /// `thứ Ba, 24/02/2026, 17:00`
  func moment(_ instant: Instant) -> String {
    text(
      "shared.moment",
      [
        "weekday": text("shared.weekday.\(instant.date.weekday.rawValue)"), "date": instant.date.display,
        "time": instant.time.text,
      ])
  }

  /// `3 trang`, `1 page`, `صفحتان`: the form that goes with the number.
  func counted(_ what: String, _ number: Int) -> String {
    let form =
      switch number {
      case 1: "one"
      case 2: "two"
      default: (3...10).contains(number % 100) ? "few" : "many"
      }
    return text("shared.count.\(what).\(form)", ["number": String(number)])
  }

  /// The same for a number as typed; what is no number is shown as it is.
  func counted(_ what: String, typed: String?) -> String { Int(typed ?? "").map { counted(what, $0) } ?? typed ?? "" }

  /// `12.000`, as numbers are written in Viet Nam.
  func number(_ number: Int) -> String {
    let digits = String(number)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { grouped.append(".") }
      grouped.append(digit)
    }
    return grouped
  }

  /// `12.000 đ`, never parted at a line's end and in its own order in a text from right to left.
  func money(_ amount: Int) -> String {
    let amount = number(amount) + "\u{a0}đ"
    return language.isRightToLeft ? Self.leftToRight(amount) : amount
  }

  /// Keeps what is written from left to right so within a text from right to left.
  static func leftToRight(_ text: String) -> String { "\u{2066}\(text)\u{2069}" }

  /// How long working minutes are: `2 giờ 30 phút`, `3 ngày làm việc`.
  func span(workingMinutes: Int) -> String {
    let minutes = abs(workingMinutes)
    if minutes >= 960 { return counted("days", minutes / 480) }
    if minutes >= 60, minutes.isMultiple(of: 60) {
      return text("shared.span.whole-hours", ["hours": String(minutes / 60)])
    }
    if minutes >= 60 {
      return text("shared.span.hours", ["hours": String(minutes / 60), "minutes": String(minutes % 60)])
    }
    return text("shared.span.minutes", ["minutes": String(minutes)])
  }
}

/// The time left of a dossier: a word and a sign beside the colour.
struct TimeLeft: Sendable {
  let text: String
  /// `late`, `soon`, `fine` or `done`.
  let level: String
  let sign: String

  /// The time stands still.
  init(standingStill wording: Wording) {
    text = wording.text("dossier.time.stands-still")
    level = "still"
    sign = "Ⅱ"
  }

  init(dueAt: Instant, finishedAt: Instant?, now: Instant, calendar: WorkingCalendar, _ wording: Wording) {
    if let finishedAt {
      let late = finishedAt > dueAt
      level = late ? "late" : "done"
      sign = late ? "!" : "✓"
      text = wording.text(late ? "shared.time.finished-late" : "shared.time.finished")
      return
    }
    let left = calendar.workingMinutes(from: now, to: dueAt)
    if now > dueAt {
      level = "late"
      sign = "!"
      text =
        left == 0
        ? wording.text("shared.time.late-now")
        : wording.text("shared.time.late", ["span": wording.span(workingMinutes: left)])
    } else if left <= 120 {
      level = "soon"
      sign = "◔"
      text = wording.text("shared.time.left", ["span": wording.span(workingMinutes: left)])
    } else {
      level = "fine"
      sign = "○"
      text = wording.text("shared.time.left", ["span": wording.span(workingMinutes: left)])
    }
  }
}
