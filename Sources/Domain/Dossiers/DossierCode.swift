/// The code of a dossier (mã hồ sơ): the unit's agency code, the day, and the running number of that unit's day.
///
/// `H36.24958-261124-0001`, as in use under Circular 03/2025/TT-VPCP (unverified: its exact wording was not seen). The
/// number has four digits and grows to five beyond 9,999. A code is never used again.
public struct DossierCode: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
  /// The code as printed.
  public let rawValue: String

  /// Takes a code as it was kept, without checking its form.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Makes the code of the `number`-th dossier that a unit received on `date`.
  public init(agencyCode: String, date: CivilDate, number: Int) {
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    rawValue =
      agencyCode + "-" + padded(date.year % 100, 2) + padded(date.month, 2) + padded(date.day, 2) + "-"
      + padded(number, 4)
  }

  /// Reads a code that a person typed: capital letters, spaces left out, other dashes taken for `-`. `nil` when it
  /// can't be a code.
  public init?(typed text: String) {
    guard text.utf8.count <= 80 else { return nil }
    let code = SearchText.fold(text).filter { !$0.isWhitespace }.uppercased()
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, (1...40).contains(parts[0].utf8.count), parts[1].utf8.count == 6,
      (4...6).contains(parts[2].utf8.count),
      parts[0].utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || $0 == 46 }),
      (parts[1] + parts[2]).utf8.allSatisfy({ $0 >= 48 && $0 <= 57 })
    else { return nil }
    rawValue = code
  }

  /// The code as printed.
  public var description: String { rawValue }
}
