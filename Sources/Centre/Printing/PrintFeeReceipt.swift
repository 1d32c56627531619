import Domain
import Paper

extension Centre {
  /// The receipt for a payment (biên lai thu phí, lệ phí).
  func feeReceipt(_ history: History, _ payment: Payment) throws -> Notice {
    let reception = history.dossier.reception
    let texts = formTexts(history.language)
    let receipt = FeeReceipt(
      // The number runs in the unit that received the dossier, so that is who collects.
      head: centreHead(of: try unit(reception.receivingUnit), on: history.event.at.date),
      number: payment.receiptNumber, payer: reception.filer.party,
      purpose: history.procedure.request(history.language), kind: history.procedure.fee.kind,
      code: reception.code.rawValue, amount: payment.amount,
      method: texts.text("fee-receipt.methods.\(payment.method.rawValue)"), bankReference: payment.bankReference,
      at: history.event.at, collector: officer(history.event.actor, signs: false)?.name)
    return receipt.notice(texts)
  }
}
