extension DossierChange {
  /// What was said with it, between officers: a remark, or the reason.
  public var remark: String? {
    switch self {
    case .stepDone(let done): done.note
    case .sentBack(let back): back.reason
    case .takenBack(let back): back.reason
    case .reassigned(let given): [given.to?.name, given.reason].compactMap { $0 }.joined(separator: ": ")
    case .supplementRequested(let request): request.items.map(\.text).joined(separator: "; ")
    case .supplemented(let supplement): supplement.note
    case .paused(let pausing): pausing.reason
    case .extended(let extended): extended.reason
    case .rescheduled(let moved): moved.reason
    case .apologyPrepared(let apology), .apologySent(let apology):
      "\(apology.reason) → \(apology.newDueAt.date.display)"
    case .refused(let refused): refused.reason
    case .withdrawn(let withdrawal): withdrawal.reason
    case .stopped(let stopping): [stopping.reason, stopping.money].compactMap { $0 }.joined(separator: " ")
    case .partReturned(let part): part.collectedBy
    case .externalStatus(let told): "\(told.system): \(told.status)"
    case .received, .paid, .resumed, .reminded: nil
    }
  }
}

extension Dossier {
  /// Every file of the dossier in its order: the scans of the originals, then those of the papers.
  public var attachments: [Attachment] { reception.originals.flatMap(\.scans) + papers.flatMap(\.scans) }
}
