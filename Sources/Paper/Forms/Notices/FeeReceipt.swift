public import Domain

/// A receipt for fees (biên lai thu phí, lệ phí; unverified: form and symbol of Decree 123/2020/NĐ-CP are given out by
/// the tax office, so there is room to write them).
public struct FeeReceipt: Hashable, Sendable {
  /// Who collects, where and when.
  public var head: OfficialHead
  /// The running number of the unit's receipts in the year.
  public var number: Int
  /// Who pays.
  public var payer: Receipt.Party
  /// What is paid for.
  public var purpose: ReaderText
  /// What kind of money it is; both are offered to be ticked when that is not known.
  public var kind: FeeKind?
  /// The dossier code.
  public var code: String
  /// The amount in đồng.
  public var amount: Int
  /// How it was paid.
  public var method: ReaderText
  /// The bank's number of the transfer.
  public var bankReference: String?
  /// When.
  public var at: Instant
  /// Who took the money; `nil` when the bank told of it.
  public var collector: String?

  /// Describes a payment.
  public init(
    head: OfficialHead, number: Int, payer: Receipt.Party, purpose: ReaderText, kind: FeeKind?, code: String,
    amount: Int, method: ReaderText, bankReference: String? = nil, at: Instant, collector: String?
  ) {
    self.head = head
    self.number = number
    self.payer = payer
    self.purpose = purpose
    self.kind = kind
    self.code = code
    self.amount = amount
    self.method = method
    self.bankReference = bankReference
    self.at = at
    self.collector = collector
  }

  /// The number as printed: seven digits and the year, in which it stands once.
  public static func printed(_ number: Int, year: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 7 - digits.count)) + digits + "/\(year)"
  }

  /// The receipt in the layout of all forms.
  public func notice(_ texts: FormTexts) -> Notice {
    let printed = Self.printed(number, year: at.date.year)
    let key = kind.map { "fee-receipt.title.\($0.rawValue)" } ?? "fee-receipt.title.either"
    let head = OfficialHead(
      governingBody: head.governingBody, issuingBody: head.issuingBody, symbol: printed, place: head.place,
      date: head.date)
    var notice = Notice(
      name: texts.vietnamese("fee-receipt.name"), date: head.date, head: .office(head), title: texts.text(key),
      subtitle: texts.text("fee-receipt.form"), code: code,
      signature: Notice.Signature(
        texts.text("fee-receipt.collector"), instruction: texts.text("sign-and-name"), name: collector))
    let collecting = [head.governingBody, head.issuingBody].compactMap(\.self).reversed().joined(separator: ", ")
    var lines = [
      Notice.Line(texts.text("fee-receipt.unit"), ReaderText(collecting)),
      Notice.Line(texts.text("fee-receipt.tax-code"), nil),
      Notice.Line(texts.text("fee-receipt.payer"), ReaderText(payer.name), isBold: true),
    ]
    if let address = payer.address { lines.append(Notice.Line(texts.text("address"), ReaderText(address))) }
    lines.append(Notice.Line(texts.text("fee-receipt.purpose"), purpose, isBold: true))
    lines.append(
      Notice.Line(
        texts.text("fee-receipt.kind"),
        kind.map { texts.text("fee-receipt.kinds.\($0.rawValue)") } ?? texts.text("fee-receipt.kinds.either")))
    lines += [
      Notice.Line(
        texts.text("fee-receipt.amount"), ReaderText(OfficialWriting.number(amount) + " đồng"), isBold: true),
      Notice.Line(texts.text("fee-receipt.words"), ReaderText(VietnameseNumber.amount(amount) + ".")),
      Notice.Line(texts.text("fee-receipt.method"), method),
    ]
    if let bankReference {
      lines.append(Notice.Line(texts.text("fee-receipt.bank-reference"), ReaderText(bankReference)))
    }
    lines.append(Notice.Line(texts.text("fee-receipt.at"), texts.moment(at)))
    notice.pieces = lines.map(Notice.Piece.line)
    notice.left = .signature(
      Notice.Signature(
        texts.text("fee-receipt.payer-signs"), instruction: texts.text("sign-and-name"), name: payer.name))
    return notice
  }
}
