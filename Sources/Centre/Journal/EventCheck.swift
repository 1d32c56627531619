import Domain
import Storage

/// Compares one entry with its event, and tells what was done to it.
struct EventCheck {
  let tx: Transaction
  let event: SealedEvent

  func note(in report: inout JournalReport, _ heads: HeadCheck) throws {
    let kept = event.kept
    guard let stored = event.stored else {
      return report.note(fault(.missing, "the event is gone"))
    }
    if kept.seals(stored) {
      if let signed = heads.signedBefore, !heads.isBeforeFirst(kept.position),
        stored.at.milliseconds < signed.milliseconds - JournalAudit.tolerance
      {
        report.note(
          fault(
            .backdated,
            "it claims to be of \(stored.at.iso8601), but a head of \(signed.iso8601) does not cover it"))
      }
      return
    }
    if let other = try whose(stored) {
      return report.note(fault(.outOfOrder, "what is stored here was sealed as event \(other)"))
    }
    if stored.at < kept.at {
      return report.note(
        fault(.backdated, "it is stored as of \(stored.at.iso8601) and was sealed as of \(kept.at.iso8601)"))
    }
    report.note(fault(.changed, "what is stored is not what was sealed"))
  }

  /// The place in the same history at which what is stored here was sealed.
  private func whose(_ stored: JournalEntry) throws -> Int? {
    guard let kind = event.kept.kind else { return nil }
    for other in try tx.journalEntries(of: event.kept.subject, kind: kind) where other.position != event.kept.position {
      if other.seals(stored.moved(to: other.sequence)) { return other.sequence }
      // The bodies alone may have been exchanged.
      let beside = try tx.sealedEvents(in: other.position..<other.position + 1).first?.stored
      guard let beside, let body = stored.parts.last else { continue }
      let exchanged = JournalEntry(
        kind: kind, subject: stored.subject, sequence: other.sequence, at: other.at,
        parts: Array(beside.parts.dropLast()) + [body])
      if other.seals(exchanged) { return other.sequence }
    }
    return nil
  }

  private func fault(_ kind: JournalFault.Kind, _ words: String) -> JournalFault {
    let kept = event.kept
    return JournalFault(
      kind, record: kept.kind, subject: kept.subject, sequence: kept.sequence, position: kept.position, words)
  }
}
