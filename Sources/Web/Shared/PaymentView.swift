import Domain
import Paper

/// How a fee is paid by transfer, as a page shows it: the code to scan, and the same to type by hand.
struct PaymentView: Sendable {
  /// The code as a picture, made by us of nothing but dark squares.
  let picture: String
  let amountText: String
  let bankName: String
  let account: String
  let holder: String
  let memo: String
  /// Whether the account is made up.
  let isSample: Bool

  /// `nil` when nothing is to be paid.
  init?(_ order: PaymentOrder?, _ wording: Wording) {
    guard let order, let code = try? QRCode(order.payload) else { return nil }
    picture = code.svg(label: wording.text("payment.picture"))
    amountText = wording.money(order.amount)
    bankName = order.account.bankName
    account = order.account.number
    holder = order.account.holder
    memo = order.memo
    isSample = order.account.isSample
  }
}
