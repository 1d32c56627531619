/// Whole numbers in Vietnamese words, as amounts are written on receipts.
public enum VietnameseNumber {
  /// How a nought between hundreds and ones is said.
  public enum Nought: String, Sendable {
    /// "một trăm linh năm", the northern and official way.
    case linh
    /// "một trăm lẻ năm", the southern way.
    case lẻ
  }

  private static let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]

  /// The number in words: 21 is "hai mươi mốt", 1,005,000 "một triệu không trăm linh năm nghìn".
  public static func words(_ number: Int, nought: Nought = .linh) -> String {
    if number < 0 { return "âm " + words(number.magnitude, nought) }
    return words(number.magnitude, nought)
  }

  /// A sum of money in words, with a capital letter: "Hai mươi mốt nghìn đồng".
  public static func amount(_ number: Int, nought: Nought = .linh) -> String {
    let words = words(number, nought: nought) + " đồng"
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func words(_ number: UInt, _ nought: Nought) -> String {
    number == 0 ? digits[0] : parts(number, isInside: false, nought).joined(separator: " ")
  }

  /// Billions are counted on in billions: "một nghìn tỷ", "một triệu tỷ".
  private static func parts(_ number: UInt, isInside: Bool, _ nought: Nought) -> [String] {
    let billions = number / 1_000_000_000
    var parts: [String] = []
    if billions > 0 { parts += self.parts(billions, isInside: isInside, nought) + ["tỷ"] }
    for (divisor, name) in [(1_000_000, "triệu"), (1000, "nghìn"), (1, "")] as [(UInt, String)] {
      let group = number / divisor % 1000
      guard group > 0 else { continue }
      parts += self.group(group, isInside: isInside || !parts.isEmpty, nought)
      if !name.isEmpty { parts.append(name) }
    }
    return parts
  }

  /// Up to three digits; inside a number the hundreds are always said ("không trăm").
  private static func group(_ number: UInt, isInside: Bool, _ nought: Nought) -> [String] {
    let hundreds = Int(number / 100)
    let tens = Int(number / 10 % 10)
    let ones = Int(number % 10)
    var parts: [String] = []
    if hundreds > 0 || isInside { parts += [digits[hundreds], "trăm"] }
    switch tens {
    case 0: if ones > 0, !parts.isEmpty { parts.append(nought.rawValue) }
    case 1: parts.append("mười")
    default: parts += [digits[tens], "mươi"]
    }
    switch (tens, ones) {
    case (_, 0): break
    case (2..., 1): parts.append("mốt")
    case (2..., 4): parts.append("tư")
    case (1..., 5): parts.append("lăm")
    default: parts.append(digits[ones])
    }
    return parts
  }
}
