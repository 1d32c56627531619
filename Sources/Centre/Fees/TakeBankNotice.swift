public import Domain
public import Storage

/// A bank's notification of money that came, as it is sent.
public struct BankNoticeForm: Codable, Hashable, Sendable {
  /// The bank's own number of the transfer.
  public var reference: String
  /// The account into which the money came.
  public var account: String
  /// The amount in đồng.
  public var amount: Int
  /// The words of the transfer.
  public var memo: String?
  /// When the money came, ISO 8601.
  public var at: String

  /// Takes what is told.
  public init(reference: String, account: String, amount: Int, memo: String?, at: String) {
    self.reference = reference
    self.account = account
    self.amount = amount
    self.memo = memo
    self.at = at
  }
}

/// Why a bank's notification is not taken, beside faults of its fields.
public enum BankNoticeRefusal: Refusal, Hashable {
  /// It is not signed by a bank that we know, or not now.
  case signature
  /// The same number was told before with other contents.
  case otherContent
  /// There is no such notice that the person may see.
  case unknown
  /// Notices are the receiving officer's and the leader's.
  case notYours
  /// A fee was paid by it; there is nothing to settle.
  case nothingToSettle
  /// Somebody settled it already.
  case settledAlready

  /// What kind of "no" it is.
  public var kind: RefusalKind {
    switch self {
    case .signature: .unauthenticated
    case .unknown: .missing
    case .notYours: .forbidden
    case .otherContent, .nothingToSettle, .settledAlready: .conflict
    }
  }

  /// The sentence.
  public var textKey: String {
    switch self {
    case .signature: "payment.error.signature"
    case .otherContent: "payment.error.other-content"
    case .unknown: "payment.error.unknown"
    case .notYours: "payment.error.not-yours"
    case .nothingToSettle: "payment.error.nothing-to-settle"
    case .settledAlready: "payment.error.settled-already"
    }
  }

  /// The field.
  public var field: String? { self == .otherContent ? "reference" : nil }
}

extension Centre {
  /// Takes a bank's notification and pays the dossier that its words name, once. The same notification again gets the
  /// first answer; what can't be matched is kept for a person.
  ///
  /// - Throws: `InvalidInput`, `BankNoticeRefusal.otherContent`, `StorageError`.
  public func takeBankNotice(_ form: BankNoticeForm, from bank: SignedBank) async throws -> KeptBankNotice {
    let notice = try form.checked(bank: bank.bank)
    let at = now()
    // Whoever was faster, by another notice or at the counter, is seen by the next try.
    for _ in 0..<8 {
      do {
        return try await database.write { try self.take(notice, at, $0) }
      } catch StorageError.uniqueViolation {
        continue
      } catch DossierRefusal.changedMeanwhile {
        continue
      }
    }
    throw StorageError.busy
  }

  private func take(_ notice: BankNotice, _ at: Instant, _ tx: Transaction) throws -> KeptBankNotice {
    if let kept = try tx.bankNotice(bank: notice.bank, reference: notice.reference) {
      guard kept.notice == notice else { throw BankNoticeRefusal.otherContent }
      return kept
    }
    let owners = catalogue.units.units(bank: notice.bank, account: notice.account).map(\.code)
    let named = try PaymentMemo.codes(in: notice.memo, agencies: catalogue.units.all.flatMap(\.agencyCodes))
      .compactMap { try tx.dossier($0) }
    let dossier = named.count == 1 ? named.first : nil
    let outcome = outcome(of: notice, dossier, owners)
    let receiver = dossier?.reception.receivingUnit
    var receipt: Int?
    if outcome == .paid, let dossier { receipt = try pay(dossier, by: notice, at, tx) }
    let kept = KeptBankNotice(
      notice: notice, receivedAt: at,
      unit: owners.isEmpty || owners.contains { $0 == receiver } ? receiver : owners.count == 1 ? owners.first : nil,
      dossier: dossier?.reception.code, outcome: outcome, receiptNumber: receipt)
    try tx.insert(kept)
    return kept
  }

  private func outcome(of notice: BankNotice, _ dossier: Dossier?, _ owners: [UnitCode]) -> BankNoticeOutcome {
    guard !owners.isEmpty else { return .unknownAccount }
    guard let dossier else { return .unknownCode }
    guard owners.contains(dossier.reception.receivingUnit) else { return .otherAccount }
    return dossier.outcome(ofTransfer: notice.amount)
  }

  /// Pays a dossier by a notice and answers the number of its fee receipt.
  private func pay(_ dossier: Dossier, by notice: BankNotice, _ at: Instant, _ tx: Transaction) throws -> Int {
    let decision = DossierDecision(dossier: dossier, procedure: try procedure(of: dossier))
    let number = try nextFeeReceipt(dossier, at, tx)
    let change = try decision.paid(
      amount: notice.amount, method: .bank, receiptNumber: number, bankReference: notice.reference)
    let bank = ActorReference(
      kind: .client, id: "bank:\(notice.bank)", name: notice.bank, title: "", unit: dossier.reception.receivingUnit)
    _ = try append(change, to: dossier, by: bank, at, tx)
    return number
  }
}

extension BankNoticeForm {
  /// The notice, when every field can be kept. The words are taken as they are, whatever a bank puts into them.
  fileprivate func checked(bank: String) throws(InvalidInput) -> BankNotice {
    var problems: [FieldProblem] = []
    let isName = (1...100).contains(reference.utf8.count) && reference.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    if !isName { problems.append(FieldProblem("reference", "payment.error.reference")) }
    do {
      _ = try VietQR(bank: bank, account: account, amount: amount, memo: nil)
    } catch {
      problems += error.problems
    }
    let moment = at.utf8.count <= 40 ? Instant(iso8601: at) : nil
    guard problems.isEmpty, let moment else {
      throw InvalidInput(problems + (moment == nil ? [FieldProblem("at", "payment.error.at")] : []))
    }
    var words = String.UnicodeScalarView()
    for scalar in (memo ?? "").prefix(500).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        words.append(" ")
      default: words.append(scalar)
      }
    }
    return BankNotice(
      bank: bank, reference: reference, account: account, amount: amount, memo: String(words), at: moment)
  }
}
