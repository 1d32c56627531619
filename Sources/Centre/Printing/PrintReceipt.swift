public import Domain
import Paper
import Storage

extension Centre {
  /// The receipt (giấy tiếp nhận hồ sơ và hẹn trả kết quả) for an officer to print, in the citizen's language beside
  /// Vietnamese.
  public func printReceipt(of code: DossierCode, by actor: Actor, language: Language) async throws -> [UInt8] {
    let events = try await database.read { tx in
      _ = try self.dossier(code, for: actor, tx)
      return try tx.events(of: code)
    }
    let pdf = try await receipt(events, language)
    try await note(.form, "receipt", of: [code], by: actor)
    return pdf
  }

  /// The receipt for the citizen who holds the secret.
  public func printReceipt(
    code: String, secret: String, place: String, language: Language
  ) async throws -> [UInt8] {
    try await receipt(try await opened(code, secret, place).1, language)
  }

  private func receipt(_ events: [DossierEvent], _ language: Language) async throws -> [UInt8] {
    guard let dossier = Dossier(events: events), let first = events.first else { throw DossierRefusal.unknown }
    let reception = dossier.reception
    let unit = try unit(reception.receivingUnit)
    let procedure = try procedure(of: dossier)
    let texts = catalogue.texts
    func both(_ key: String) -> ReaderText { ReaderText(texts.text(key, .vi), texts.text(key, language), language) }
    let secret = key.lookUpSecret(of: reception.code)
    let limit = procedure.timeLimit(for: dossier.answers)
    let check = try await sealReceipt(of: dossier)
    let receipt = Receipt(
      head: centreHead(of: unit, on: reception.receivedAt.date),
      code: reception.code.rawValue,
      lookUp: Receipt.LookUp(
        url: lookUpURL(reception.code, secret), page: "\(settings.publicURL)/tra-cuu",
        secret: ReadableSecret.printed(secret)),
      filer: reception.filer.party, owner: reception.owner?.party,
      channel: both("shared.channel.\(reception.channel.rawValue)"),
      request: procedure.request(language),
      papers: reception.originals.map { original in
        Receipt.Paper(
          name: original.name, number: original.number, issuer: original.issuer, issuedOn: original.issuedOn,
          pages: original.pages, copies: original.copies,
          kind: reception.channel == .counter ? .original : .electronic)
      },
      legalTime: ReaderText(limit.text.vi, limit.text[language], language),
      receivedAt: reception.receivedAt, dueAt: dossier.dueAt,
      resultPlace: ReaderText(
        "\(texts.text("shared.centre", .vi)) \(unit.nameInSentence)",
        "\(texts.text("shared.centre", language)), \(unit.name[language])",
        language),
      fee: Receipt.Fee(
        amount: reception.fee, workedOut: feeWorkedOut(reception, procedure, language),
        isPaid: dossier.unpaid == 0),
      payment: paymentOrder(of: dossier).map(Receipt.Payment.init), checkURL: check.map(checkURL),
      officer: first.actor.kind == .staff ? first.actor.name : nil)
    return try receipt.pdf(formTexts(language))
  }

  /// The address that the receipt's QR leads to. Code and secret stand in the fragment, which a browser does not
  /// send and servers do not log.
  public func lookUpURL(_ code: DossierCode, _ secret: String) -> String {
    "\(settings.publicURL)/tra-cuu#\(code.rawValue).\(secret)"
  }

  /// How the fee was worked out: pages and copies of each original, or what was charged: "8.000 đ + 2 × 8.000 đ".
  private func feeWorkedOut(_ reception: Reception, _ procedure: Procedure, _ language: Language) -> ReaderText? {
    guard reception.fee > 0 else { return nil }
    if reception.originals.isEmpty {
      let tariff = procedure.fee.tariff(
        on: reception.receivedAt.date, channel: reception.channel, unit: reception.receivingUnit,
        parent: catalogue.units.unit(reception.receivingUnit)?.parent)
      let charges = tariff?.charges(for: reception.answers, freed: procedure.fee.freed(by: reception.exemption)) ?? []
      guard charges.contains(where: { $0.count > 1 }) || charges.count > 1 else { return nil }
      let told = charges.map { charge in
        charge.count == 1
          ? DocumentValues.money(charge.amount) : "\(charge.count) × \(DocumentValues.money(charge.amount))"
      }.joined(separator: " + ")
      return ReaderText(told, told, language)
    }
    let lines = reception.originals.map { "\($0.pages) × \($0.copies)" }.joined(separator: " + ")
    let values = ["lines": lines]
    return ReaderText(
      catalogue.texts.text("shared.fee-worked-out", .vi, values),
      catalogue.texts.text("shared.fee-worked-out", language, values),
      language)
  }
}

extension Receipt.Payment {
  fileprivate init(_ order: PaymentOrder) {
    self.init(
      code: order.payload, bank: order.account.bankName, account: order.account.number, holder: order.account.holder,
      amount: order.amount, memo: order.memo, isSample: order.account.isSample)
  }
}
