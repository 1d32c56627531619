/// A VietQR code: whom to pay, how much and what for, as any Vietnamese bank's app reads it.
///
/// It is the transfer to an account of NAPAS's VietQR (service `QRIBFTTA`), an EMVCo merchant-presented QR: fields of a
/// two-digit tag, a two-digit length and a value, closed by a checksum. A code asks for a payment and proves none.
public struct VietQR: Hashable, Sendable {
  /// The bank's identification number, six digits, as the State Bank gives it.
  public let bank: String
  /// The account, 1 to 19 letters and digits.
  public let account: String
  /// The amount in whole đồng, 1 to 9,999,999,999,999; `nil` when the payer types it.
  public let amount: Int?
  /// What the payment is for, in printable ASCII; `nil` when nothing is said.
  public let memo: String?

  /// The largest amount there is room for.
  public static let largestAmount = 9_999_999_999_999
  /// The most characters of a memo that every bank keeps.
  public static let memoLimit = 25
  /// The most bytes of a payload that are looked at.
  static let payloadLimit = 512

  /// Describes a payment.
  ///
  /// The memo loses its diacritics and its needless spaces: `Lệ phí hồ sơ` is sent as `Le phi ho so`.
  ///
  /// - Throws: `InvalidInput` that names each of `bank`, `account`, `amount` and `memo` that a code can't carry.
  public init(bank: String, account: String, amount: Int?, memo: String?) throws(InvalidInput) {
    var problems: [FieldProblem] = []
    if !Self.isBank(bank) { problems.append(FieldProblem("bank", "error.vietqr.bank")) }
    if !Self.isAccount(account) { problems.append(FieldProblem("account", "error.vietqr.account")) }
    if let amount, !(1...Self.largestAmount).contains(amount) {
      problems.append(FieldProblem("amount", "error.vietqr.amount"))
    }
    var folded: String?
    switch VietQRMemo.fold(memo ?? "", limit: Self.memoLimit) {
    case .success(let text): folded = text.isEmpty ? nil : text
    case .failure(let problem): problems.append(problem)
    }
    guard problems.isEmpty else { throw InvalidInput(problems) }
    self.bank = bank
    self.account = account
    self.amount = amount
    self.memo = folded
  }

  /// The text of the code.
  public var payload: String {
    let receiver = Self.field("00", bank) + Self.field("01", account)
    var text = Self.field("00", "01")
    text += Self.field("01", amount == nil ? "11" : "12")
    text += Self.field("38", Self.field("00", Self.napas) + Self.field("01", receiver) + Self.field("02", Self.service))
    text += Self.field("53", Self.currency)
    if let amount { text += Self.field("54", String(amount)) }
    text += Self.field("58", Self.country)
    if let memo { text += Self.field("62", Self.field("08", memo)) }
    text += "6304"
    return text + Self.hex(CRC16.of(text.utf8))
  }

  /// Reads the text of a code of any bank: fields that say nothing here, such as the receiver's name, are passed over.
  ///
  /// - Throws: `InvalidInput` that says what is wrong; a text over 512 bytes is refused whole.
  public init(payload: String) throws(InvalidInput) {
    func refused(_ field: String, _ key: String) -> InvalidInput {
      InvalidInput([FieldProblem(field, "error.vietqr.\(key)")])
    }
    let bytes = Array(payload.utf8.prefix(Self.payloadLimit + 1))
    guard bytes.count <= Self.payloadLimit, let fields = VietQRFields(bytes[...]) else {
      throw refused("payload", "unreadable")
    }
    guard let sum = fields["63"], bytes.suffix(8).starts(with: "6304".utf8),
      sum.uppercased() == Self.hex(CRC16.of(bytes.dropLast(4)))
    else { throw refused("payload", "checksum") }
    guard fields["00"] == "01", let way = fields["01"], way == "11" || way == "12", fields["53"] == Self.currency,
      fields["58"] == Self.country, let account = fields["38"].flatMap({ VietQRFields(Array($0.utf8)[...]) }),
      account["00"] == Self.napas, account["02"] == Self.service,
      let receiver = account["01"].flatMap({ VietQRFields(Array($0.utf8)[...]) })
    else { throw refused("payload", "other-kind") }
    guard let bank = receiver["00"], Self.isBank(bank) else { throw refused("bank", "bank") }
    guard let number = receiver["01"], Self.isAccount(number) else { throw refused("account", "account") }
    self.bank = bank
    self.account = number
    if let text = fields["54"] {
      guard let value = Self.amount(text) else { throw refused("amount", "amount") }
      amount = value
    } else {
      amount = nil
    }
    guard let more = fields["62"] else {
      memo = nil
      return
    }
    guard let said = VietQRFields(Array(more.utf8)[...]) else { throw refused("memo", "unreadable") }
    memo = said["08"]
  }

  private static let napas = "A000000727"
  private static let service = "QRIBFTTA"
  private static let currency = "704"
  private static let country = "VN"

  private static func isBank(_ text: String) -> Bool {
    text.utf8.count == 6 && text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  private static func isAccount(_ text: String) -> Bool {
    (1...19).contains(text.utf8.count) && text.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphanumeric }
  }

  /// A whole amount: `10000`, and `10000.00` as some banks write it.
  private static func amount(_ text: String) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 1 || parts[1].utf8.allSatisfy({ $0 == UInt8(ascii: "0") }),
      (1...13).contains(parts[0].utf8.count),
      parts[0].utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
      let value = Int(parts[0]), value > 0
    else { return nil }
    return value
  }

  private static func field(_ tag: String, _ value: String) -> String {
    tag + CivilDate.padded(value.utf8.count, 2) + value
  }

  private static func hex(_ value: UInt16) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isAlphanumeric: Bool { numericType != nil || isAlphabetic }
}

/// The fields of one level of a code, each tag once.
private struct VietQRFields {
  private var values: [String: String] = [:]

  /// Reads fields up to the end; `nil` when a tag or length is none, a value is cut short or is not printable ASCII, or
  /// a tag stands twice.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      guard rest.count >= 4, CivilDate.number(rest.prefix(2)) != nil,
        let length = CivilDate.number(rest.dropFirst(2).prefix(2)), rest.count >= 4 + length, length > 0
      else { return nil }
      let value = rest.dropFirst(4).prefix(length)
      guard value.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
      let tag = String(decoding: rest.prefix(2), as: UTF8.self)
      guard values.updateValue(String(decoding: value, as: UTF8.self), forKey: tag) == nil else { return nil }
      rest = rest.dropFirst(4 + length)
    }
  }

  subscript(tag: String) -> String? { values[tag] }
}
