public import Domain

/// A bank's notice with what became of it. It is never changed and never removed.
public struct KeptBankNotice: Hashable, Sendable {
  /// How a person settled it.
  public struct Closing: Hashable, Sendable {
    /// When.
    public let at: Instant
    /// Who.
    public let by: ActorReference
    /// What was done.
    public let note: String

    /// Describes how it was settled.
    public init(at: Instant, by: ActorReference, note: String) {
      self.at = at
      self.by = by
      self.note = note
    }
  }

  /// What the bank told.
  public let notice: BankNotice
  /// When it was told.
  public let receivedAt: Instant
  /// The unit whose account it is; `nil` when that is not known.
  public let unit: UnitCode?
  /// The dossier that it names.
  public let dossier: DossierCode?
  /// What became of it.
  public let outcome: BankNoticeOutcome
  /// The number of the fee receipt, when a fee was paid by it.
  public let receiptNumber: Int?
  /// How a person settled it; `nil` while nobody has.
  public let closing: Closing?

  /// Describes a notice that was just taken.
  public init(
    notice: BankNotice, receivedAt: Instant, unit: UnitCode?, dossier: DossierCode?, outcome: BankNoticeOutcome,
    receiptNumber: Int? = nil, closing: Closing? = nil
  ) {
    self.notice = notice
    self.receivedAt = receivedAt
    self.unit = unit
    self.dossier = dossier
    self.outcome = outcome
    self.receiptNumber = receiptNumber
    self.closing = closing
  }

  /// What a list is searched by: the bank's number, the words, the account, the dossier and the amount.
  fileprivate var searchText: String {
    let words = [
      notice.reference, notice.memo, notice.account, dossier?.rawValue ?? "", dossier?.paymentMemo ?? "",
      String(notice.amount),
    ]
    return SearchText.kept(words.joined(separator: " "))
  }
}

/// What a list of notices is asked for.
public struct BankNoticeFilter: Sendable {
  /// Which notices by whether a person must look at them.
  public enum Progress: String, Sendable, CaseIterable {
    /// A person must look at them and none has.
    case waiting
    /// A person has settled them.
    case settled
    /// Fees paid by them.
    case paid
    /// All.
    case all
  }

  /// The unit whose account it is; `nil` for all, those of no unit among them.
  public var unit: UnitCode?
  /// By whether a person must look at them.
  public var progress = Progress.waiting
  /// What became of them; `nil` for anything.
  public var outcome: BankNoticeOutcome?
  /// Words to be found in number, words, account, dossier and amount. At most eight are used.
  public var words = ""
  /// How many at most.
  public var limit = 50
  /// How many to pass over.
  public var offset = 0

  /// A list of what waits in a unit.
  public init(unit: UnitCode?) { self.unit = unit }
}

extension Transaction {
  /// Keeps a notice.
  ///
  /// - Throws: `StorageError.uniqueViolation` when the bank's number is there already.
  public func insert(_ kept: KeptBankNotice) throws {
    let notice = kept.notice
    _ = try execute(
      """
      INSERT INTO bank_notice (bank, reference, account, amount, memo, at, received_at, unit, dossier, outcome,
        receipt_number, search)
      VALUES (\(notice.bank), \(notice.reference), \(notice.account), \(notice.amount), \(notice.memo), \(notice.at),
        \(kept.receivedAt), \(kept.unit?.rawValue), \(kept.dossier?.rawValue), \(kept.outcome.rawValue),
        \(kept.receiptNumber), \(kept.searchText))
      """)
    seal(
      JournalEntry(
        kind: .bankNotice, subject: "\(notice.bank) \(notice.reference)", sequence: 1, at: kept.receivedAt,
        parts: [
          notice.account, String(notice.amount), notice.memo, String(notice.at.milliseconds), kept.unit?.rawValue,
          kept.dossier?.rawValue, kept.outcome.rawValue, kept.receiptNumber.map { String($0) },
        ]))
  }

  /// The notice of a bank's number.
  public func bankNotice(bank: String, reference: String) throws -> KeptBankNotice? {
    try row("\(Self.bankNotices) WHERE notice.bank = \(bank) AND notice.reference = \(reference)")
      .map(KeptBankNotice.init(row:))
  }

  /// The notices that fit, the latest first.
  public func bankNotices(_ filter: BankNoticeFilter) throws -> [KeptBankNotice] {
    try rows(
      """
      \(Self.bankNotices) WHERE \(condition(filter))
      ORDER BY notice.received_at DESC, notice.bank, notice.reference
      LIMIT \(min(filter.limit, 10_000)) OFFSET \(filter.offset)
      """
    ).map(KeptBankNotice.init(row:))
  }

  /// How many notices fit, whatever the limit.
  public func bankNoticeCount(_ filter: BankNoticeFilter) throws -> Int {
    try row(
      """
      SELECT COUNT(*) AS count FROM bank_notice AS notice
      LEFT JOIN bank_notice_closing AS closing
        ON closing.bank = notice.bank AND closing.reference = notice.reference
      WHERE \(condition(filter))
      """)?.int("count") ?? 0
  }

  /// Keeps how a person settled a notice.
  ///
  /// - Throws: `StorageError.uniqueViolation` when somebody did already.
  public func settle(bank: String, reference: String, _ closing: KeptBankNotice.Closing) throws {
    let actor = try JSONText.encode(closing.by)
    _ = try execute(
      """
      INSERT INTO bank_notice_closing (bank, reference, at, actor, note)
      VALUES (\(bank), \(reference), \(closing.at), \(actor), \(closing.note))
      """)
    seal(
      JournalEntry(
        kind: .bankNoticeClosing, subject: "\(bank) \(reference)", sequence: 1, at: closing.at,
        parts: [actor, closing.note]))
  }

  private static let bankNotices: SQL = """
    SELECT notice.bank, notice.reference, notice.account, notice.amount, notice.memo, notice.at, notice.received_at,
      notice.unit, notice.dossier, notice.outcome, notice.receipt_number, closing.at AS closed_at,
      closing.actor AS closed_by, closing.note AS closing_note
    FROM bank_notice AS notice
    LEFT JOIN bank_notice_closing AS closing
      ON closing.bank = notice.bank AND closing.reference = notice.reference
    """

  private func condition(_ filter: BankNoticeFilter) -> SQL {
    var conditions: [SQL] = ["1 = 1"]
    if let unit = filter.unit { conditions.append("notice.unit = \(unit.rawValue)") }
    if let outcome = filter.outcome { conditions.append("notice.outcome = \(outcome.rawValue)") }
    switch filter.progress {
    case .waiting: conditions.append("notice.outcome <> 'paid' AND closing.at IS NULL")
    case .settled: conditions.append("closing.at IS NOT NULL")
    case .paid: conditions.append("notice.outcome = 'paid'")
    case .all: break
    }
    return SQL.joined(conditions + SQL.everyWord(of: SearchText.words(filter.words)), separator: " AND ")
  }
}

extension KeptBankNotice {
  fileprivate init(row: Row) throws {
    guard let outcome = BankNoticeOutcome(rawValue: try row.text("outcome")) else {
      throw StorageError.inconsistent("a bank notice has no known outcome")
    }
    let closing = try row.instantIfPresent("closed_at").map { at in
      Closing(
        at: at, by: try JSONText.decode(ActorReference.self, from: row.text("closed_by")),
        note: try row.text("closing_note"))
    }
    self.init(
      notice: BankNotice(
        bank: try row.text("bank"), reference: try row.text("reference"), account: try row.text("account"),
        amount: try row.int("amount"), memo: try row.text("memo"), at: try row.instant("at")),
      receivedAt: try row.instant("received_at"),
      unit: try row.textIfPresent("unit").map { UnitCode(rawValue: $0) },
      dossier: try row.textIfPresent("dossier").map { DossierCode(rawValue: $0) }, outcome: outcome,
      receiptNumber: try row.intIfPresent("receipt_number"), closing: closing)
  }
}
