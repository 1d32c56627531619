import Domain

/// How official papers write dates, hours and sums.
enum OfficialWriting {
  /// "24 tháng 02 năm 2026": days below ten and January and February take a nought (Decree 30/2020/NĐ-CP, Annex I).
  static func date(_ date: CivilDate) -> String {
    let month = date.month < 3 ? twoDigits(date.month) : String(date.month)
    return "\(twoDigits(date.day)) tháng \(month) năm \(date.year)"
  }

  /// "10 giờ 05 phút, ngày 24 tháng 02 năm 2026".
  static func moment(_ instant: Instant) -> String {
    let minutes = instant.time.minutes
    return "\(twoDigits(minutes / 60)) giờ \(twoDigits(minutes % 60)) phút, ngày \(date(instant.date))"
  }

  /// "10:05, 24/02/2026", for readers of every language.
  static func short(_ instant: Instant) -> String {
    "\(instant.time.text), \(instant.date.display)"
  }

  /// "1.234.000".
  static func number(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped.append(".") }
      grouped.append(digit)
    }
    return number < 0 ? "-" + grouped : grouped
  }

  /// "02": official papers write counts with two digits.
  static func twoDigits(_ number: Int) -> String {
    (0..<10).contains(number) ? "0\(number)" : String(number)
  }

  /// A personal number with only its last four digits left.
  static func masked(_ number: String) -> String {
    let count = number.count
    return count <= 4 ? number : String(repeating: "•", count: count - 4) + number.suffix(4)
  }
}
