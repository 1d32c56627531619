import Centre
import Domain
import Storage

/// What a sample bank tells of the sample account of xã Đức Trọng: a fee that is paid by it, and one of each kind that a
/// person must look at.
struct SampleTransfers: Sendable {
  let centre: Centre
  /// The moment the demo starts.
  let present: Instant

  private static let unit: UnitCode = "24958"

  /// The banks of the sample accounts, with secrets that everybody may know.
  static let banks = ["970436", "970415"].map {
    Configuration.BankSettings(bank: $0, secret: "sample-secret-of-bank-\($0)-for-the-demo")
  }

  /// Lets the bank tell it once; a second start leaves everything as it is.
  func tell() async throws {
    var all = BankNoticeFilter(unit: nil)
    all.progress = .all
    let asked = all
    guard let account = centre.catalogue.units.unit(Self.unit)?.bankAccount,
      try await centre.database.read({ try $0.bankNoticeCount(asked) }) == 0
    else { return }
    var filter = DossierFilter(unit: Self.unit)
    filter.progress = .all
    filter.limit = 200
    let wanted = filter
    let now = present
    let dossiers = try await centre.database.read { try $0.dossiers(wanted, now: now) }
    func memo(_ item: DossierListItem?) -> String { item?.code.paymentMemo ?? "" }
    let unpaid = dossiers.filter { $0.unpaid > 0 && !$0.state.isClosed }
    let paid = dossiers.first { $0.fee > 0 && $0.unpaid == 0 && !$0.state.isClosed }
    let closed = dossiers.first { $0.state == .refused }
    var told: [(memo: String, amount: Int)] = [("NGUYEN VAN MAU NOP PHI CHUNG THUC", 8_000)]
    if let item = unpaid.first { told.append(("MBVCB.2611.\(memo(item)).CT tu 0071", item.unpaid)) }
    if let item = unpaid.dropFirst().first { told.append((memo(item), item.unpaid + 2_000)) }
    if let paid { told.append((memo(paid), paid.fee)) }
    if let closed { told.append((memo(closed), max(closed.fee, 2_000))) }
    for (index, notice) in told.enumerated() {
      try await tell(
        BankNoticeForm(
          reference: "FT-MAU-\(1001 + index)", account: account.number, amount: notice.amount, memo: notice.memo,
          at: present.adding(minutes: -30 + index).iso8601),
        bank: account.bank)
    }
  }

  private func tell(_ form: BankNoticeForm, bank: String) async throws {
    guard let settings = Self.banks.first(where: { $0.bank == bank }), let secret = BankSecret(settings.secret) else {
      return
    }
    let timestamp = String(centre.now().milliseconds / 1000)
    let signed = try centre.signedBank(
      BankSignature(
        bank: bank, timestamp: timestamp, signature: secret.signature(timestamp: timestamp, body: [])), body: [])
    _ = try await centre.takeBankNotice(form, from: signed)
  }
}
