import Domain
import Paper

extension Centre {
  /// The notice that work on a dossier stops (thông báo dừng giải quyết hồ sơ), by the unit or because the applicant
  /// withdrew.
  func stop(_ history: History, reason: String, money: String?, byApplicant: Bool) throws -> Notice {
    let before = history.before ?? history.dossier
    let stage = before.turn.flatMap { history.procedure.step($0.step) }?.name
    let payments = history.events.filter { $0.sequence < history.event.sequence }.compactMap { event in
      if case .paid(let payment) = event.change { (payment: payment, year: event.at.date.year) } else { nil }
    }
    return .stop(
      try matter(history),
      Notice.Stop(
        byApplicant: byApplicant, at: history.event.at, stage: stage.map { ReaderText($0, for: history.language) },
        reason: reason, paid: payments.reduce(0) { $0 + $1.payment.amount },
        receipts: payments.map { FeeReceipt.printed($0.payment.receiptNumber, year: $0.year) }, money: money),
      formTexts(history.language))
  }
}
