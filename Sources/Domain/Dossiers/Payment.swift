/// Money taken for a dossier.
public struct Payment: Codable, Hashable, Sendable {
  /// How money comes.
  public enum Method: String, Codable, Hashable, Sendable, CaseIterable {
    /// Cash at the counter.
    case cash
    /// A bank transfer that the officer has seen arrive.
    case transfer
    /// A bank transfer by the code on the receipt, told by the bank itself.
    case bank
  }

  /// The amount in đồng.
  public let amount: Int
  /// Cash or transfer.
  public let method: Method
  /// The running number of the unit's fee receipts in the year.
  public let receiptNumber: Int
  /// The bank's own number of the transfer.
  public let bankReference: String?

  /// Describes a payment.
  public init(amount: Int, method: Method, receiptNumber: Int, bankReference: String? = nil) {
    self.amount = amount
    self.method = method
    self.receiptNumber = receiptNumber
    self.bankReference = bankReference
  }
}
