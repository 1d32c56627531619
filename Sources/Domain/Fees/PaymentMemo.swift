extension DossierCode {
  /// The code as it stands in the words of a transfer, which banks strip of signs: letters and digits only. `nil` when
  /// it has more than the 25 characters that every bank keeps.
  public var paymentMemo: String? {
    let memo = String(decoding: PaymentMemo.compact(rawValue), as: UTF8.self)
    return memo.isEmpty || memo.utf8.count > VietQR.memoLimit ? nil : memo
  }
}

/// Reads dossier codes back out of the words of a transfer.
///
/// Banks put their own references around what the payer wrote, change its case and leave signs out; people type the
/// code as it is printed, with dots and dashes, or part it by spaces.
public enum PaymentMemo {
  /// The most characters of a text that are looked at.
  static let limit = 500
  /// Into how many words a typed code may fall apart.
  private static let parts = 6

  /// The codes that a text can be read as, each once, in their order. Nearly always it is one; where agency codes begin
  /// alike it may be more, and which of them exists decides.
  ///
  /// - Parameter agencies: the agency codes that dossier codes begin with, present and former ones.
  public static func codes(in text: String, agencies: [String]) -> [DossierCode] {
    let known = agencies.map { (agency: $0, bytes: compact($0)) }.filter { !$0.bytes.isEmpty }
    let words = SearchText.fold(String(text.prefix(limit))).split(separator: " ").prefix(80)
    var found: [DossierCode] = []
    for word in words {
      let pieces = word.split { !$0.isLetter && !$0.isNumber }
      for part in [word] + pieces { found += codes(in: compact(String(part)), known) }
    }
    if found.isEmpty {
      for first in words.indices {
        for last in first..<min(words.endIndex, first + parts) {
          found += codes(in: compact(words[first...last].joined()), known)
        }
      }
    }
    var seen: Set<DossierCode> = []
    return found.filter { seen.insert($0).inserted }
  }

  /// A text without anything but ASCII letters and digits, in capitals.
  static func compact(_ text: String) -> [UInt8] {
    text.uppercased().utf8.filter { isDigit($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// The codes in letters and digits: an agency code, six digits of a day, and all further digits as the number.
  private static func codes(in bytes: [UInt8], _ agencies: [(agency: String, bytes: [UInt8])]) -> [DossierCode] {
    var found: [DossierCode] = []
    for (agency, wanted) in agencies where bytes.count >= wanted.count + 10 {
      for start in 0...(bytes.count - wanted.count - 10) where bytes[start...].starts(with: wanted) {
        let digits = bytes[(start + wanted.count)...].prefix(while: isDigit)
        guard (10...12).contains(digits.count) else { continue }
        let day = digits.prefix(6)
        let number = digits.dropFirst(6)
        // Four digits are filled up with zeros, more never are.
        guard number.count == 4 || number.first != UInt8(ascii: "0"), isDay(day) else { continue }
        found.append(
          DossierCode(
            rawValue: "\(agency)-\(String(decoding: day, as: UTF8.self))-\(String(decoding: number, as: UTF8.self))"))
      }
    }
    return found
  }

  private static func isDay(_ digits: ArraySlice<UInt8>) -> Bool {
    guard let year = CivilDate.number(digits.prefix(2)), let month = CivilDate.number(digits.dropFirst(2).prefix(2)),
      let day = CivilDate.number(digits.suffix(2))
    else { return false }
    return CivilDate(year: 2000 + year, month: month, day: day) != nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
