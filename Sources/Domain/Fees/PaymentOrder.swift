/// What a citizen pays by transfer for one dossier: to whom, how much, under which words. It is there while something
/// is unpaid and gone after.
public struct PaymentOrder: Codable, Hashable, Sendable {
  /// The account of the unit that received the dossier, whose fee receipt the payment gets.
  public let account: BankAccount
  /// The amount in đồng: all that is unpaid.
  public let amount: Int
  /// The words that the bank's notification is matched by; nothing personal.
  public let memo: String
  /// The text of the VietQR code.
  public let payload: String

  /// The order to pay what a dossier still costs; `nil` when nothing is to be paid, the dossier is closed, the unit has
  /// no account, or its codes are too long for a transfer's words.
  public init?(for dossier: Dossier, to account: BankAccount?) {
    guard let account, !dossier.state.isClosed, dossier.unpaid > 0, let memo = dossier.reception.code.paymentMemo,
      let code = try? VietQR(bank: account.bank, account: account.number, amount: dossier.unpaid, memo: memo)
    else { return nil }
    self.account = account
    amount = dossier.unpaid
    self.memo = memo
    payload = code.payload
  }
}
