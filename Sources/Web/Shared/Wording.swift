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
    "\(text("shared.weekday.\(instant.date.weekday.rawValue)")), \(instant.date.display), \(instant.time.text)"
  }

  /// `12.000 đ`
  func money(_ amount: Int) -> String {
    let digits = String(amount)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { grouped.append(".") }
      grouped.append(digit)
    }
    return grouped + " đ"
  }

  /// How long working minutes are: `2 giờ 30 phút`, `3 ngày làm việc`.
  func span(workingMinutes: Int) -> String {
    let minutes = abs(workingMinutes)
    if minutes >= 960 { return text("shared.span.days", ["number": String(minutes / 480)]) }
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
