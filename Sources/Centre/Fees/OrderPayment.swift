public import Domain

extension Centre {
  /// How a dossier's fee is paid by transfer; `nil` when nothing is to be paid, or the unit that received it has no
  /// account.
  public func paymentOrder(of dossier: Dossier) -> PaymentOrder? {
    PaymentOrder(for: dossier, to: catalogue.units.unit(dossier.reception.receivingUnit)?.bankAccount)
  }
}
