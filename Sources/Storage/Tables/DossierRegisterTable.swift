public import Domain

/// A dossier as the register of dossiers tells of it.
public struct RegisteredDossier: Sendable {
  /// Where it stands.
  public let item: DossierListItem
  /// How it came in.
  public let reception: Reception
  /// When a dossier that came in online was taken in hand; at a counter that is when it came in.
  public let acceptedAt: Instant?
  /// When the result was handed over, and to whom.
  public let returned: (at: Instant, to: String?)?
}

extension Transaction {
  /// The dossiers that a unit received or decides, received from a moment on and before another, in the order of
  /// reception; `limit` at most.
  public func registeredDossiers(
    unit: UnitCode, from: Instant, before: Instant, limit: Int, now: Instant
  ) throws -> [RegisteredDossier] {
    var filter = DossierFilter(unit: unit)
    filter.progress = .all
    filter.receivedFrom = from
    filter.receivedBefore = before
    filter.order = .newest
    filter.limit = limit
    let items = try dossiers(filter, now: now).reversed()
    // Of a history only what the register tells is read.
    let told = try rows(
      """
      SELECT dossier_event.dossier AS dossier, dossier_event.body AS body FROM dossier_event
      JOIN dossier ON dossier.code = dossier_event.dossier
      WHERE (dossier.unit = \(unit.rawValue) OR dossier.receiving_unit = \(unit.rawValue))
        AND dossier.received_at >= \(from) AND dossier.received_at < \(before)
        AND (dossier_event.sequence = 1 OR dossier_event.name IN ('accepted', 'returned'))
      ORDER BY dossier_event.dossier, dossier_event.sequence
      """)
    var events: [String: [DossierEvent]] = [:]
    for row in told {
      events[try row.text("dossier"), default: []].append(
        try JSONText.decode(DossierEvent.self, from: row.text("body")))
    }
    return try items.map { item in
      guard let own = events[item.code.rawValue], case .received(let reception) = own.first?.change else {
        throw StorageError.inconsistent("the events of dossier \(item.code) have a gap")
      }
      return RegisteredDossier(
        item: item, reception: reception,
        acceptedAt: own.acceptedAt ?? (reception.receptionDone.map { _ in item.receivedAt }),
        returned: own.returned)
    }
  }
}

extension [DossierEvent] {
  fileprivate var acceptedAt: Instant? {
    last { if case .stepDone(let done) = $0.change { done.action == .receive } else { false } }?.at
  }

  fileprivate var returned: (at: Instant, to: String?)? {
    for event in reversed() {
      if case .stepDone(let done) = event.change, done.action == .returnResult { return (event.at, done.collectedBy) }
    }
    return nil
  }
}
