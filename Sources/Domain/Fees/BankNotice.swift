/// What a bank tells of money that came into an account.
public struct BankNotice: Codable, Hashable, Sendable {
  /// The bank that tells it, by its identification number.
  public let bank: String
  /// The bank's own number of the transfer; it never stands for two.
  public let reference: String
  /// The account into which it came.
  public let account: String
  /// The amount in đồng.
  public let amount: Int
  /// The words of the transfer, as the bank has them.
  public let memo: String
  /// When it came.
  public let at: Instant

  /// Describes a notice.
  public init(bank: String, reference: String, account: String, amount: Int, memo: String, at: Instant) {
    self.bank = bank
    self.reference = reference
    self.account = account
    self.amount = amount
    self.memo = memo
    self.at = at
  }
}

/// What became of a notice.
public enum BankNoticeOutcome: String, Codable, Hashable, Sendable, CaseIterable {
  /// A dossier's fee is paid by it.
  case paid
  /// It names a dossier and is more or less than what is unpaid.
  case wrongAmount = "wrong-amount"
  /// It names a dossier of which nothing is unpaid: paid twice, at the counter or by another transfer.
  case alreadyPaid = "already-paid"
  /// It names a dossier that is closed: returned, refused, withdrawn or stopped.
  case late
  /// It names no dossier, or more than one.
  case unknownCode = "unknown-code"
  /// It names a dossier whose unit has another account.
  case otherAccount = "other-account"
  /// No unit has the account.
  case unknownAccount = "unknown-account"

  /// Whether a person must look at it: money came that no fee receipt stands for.
  public var needsPerson: Bool { self != .paid }
}

extension Dossier {
  /// What a transfer comes to that names this dossier.
  public func outcome(ofTransfer amount: Int) -> BankNoticeOutcome {
    if state.isClosed { return .late }
    if unpaid == 0 { return .alreadyPaid }
    return amount == unpaid ? .paid : .wrongAmount
  }
}
