public import Centre
import Domain
public import Storage

/// The banks of the tests, and what they tell.
public enum BankSigning {
  /// The bank of the sample account of xã Đức Trọng.
  public static let bank = "970436"
  /// That account.
  public static let account = "MAU24958"

  /// The secrets of two banks.
  public static func secrets() throws -> [String: BankSecret] {
    [bank: try secret(bank), "970415": try secret("970415")]
  }

  /// The secret of a bank.
  public static func secret(_ bank: String) throws -> BankSecret {
    guard let secret = BankSecret("a secret of \(bank) that only the tests know") else { throw TestStore.Missing.key }
    return secret
  }
}

extension TestHouse {
  /// Lets a bank tell of a transfer, signed now.
  public func tell(
    _ memo: String, _ amount: Int, reference: String, account: String = BankSigning.account,
    bank: String = BankSigning.bank, at: String = "2026-03-02T08:59:00+07:00"
  ) async throws -> KeptBankNotice {
    let form = BankNoticeForm(reference: reference, account: account, amount: amount, memo: memo, at: at)
    let timestamp = String(clock.now.milliseconds / 1000)
    let signature = try BankSigning.secret(bank).signature(timestamp: timestamp, body: [])
    let signed = try centre.signedBank(
      BankSignature(bank: bank, timestamp: timestamp, signature: signature), body: [])
    return try await centre.takeBankNotice(form, from: signed)
  }
}
