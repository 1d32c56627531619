/// The account that a unit's fees are paid into by transfer.
public struct BankAccount: Codable, Hashable, Sendable {
  /// The bank's identification number (BIN), six digits, as the State Bank gives it.
  public let bank: String
  /// The bank's name, as people know it, for who types the transfer by hand.
  public let bankName: String
  /// The number of the account, 1 to 19 letters and digits.
  public let number: String
  /// Whose account it is, as a bank's app shows it before money goes.
  public let holder: String
  /// Whether it is made up: nobody must send money there.
  public let isSample: Bool

  /// Describes an account.
  public init(bank: String, bankName: String, number: String, holder: String, isSample: Bool = false) {
    self.bank = bank
    self.bankName = bankName
    self.number = number
    self.holder = holder
    self.isSample = isSample
  }
}
