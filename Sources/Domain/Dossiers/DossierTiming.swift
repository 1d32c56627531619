/// What may happen to a dossier's time: supplements, pauses, extensions, closures, apologies.
extension DossierDecision {
  /// The working days that an applicant has to complete papers when the officer names no other time.
  public static let supplementDays = 30

  /// The change when the applicant is asked to complete papers: once only, everything in one request.
  public func supplementRequested(items: [SupplementRequest.Item], until: Instant) throws(DossierRefusal)
    -> DossierChange
  {
    guard let turn = dossier.turn, turn.action != .returnResult else { throw .closed }
    if dossier.state == .paused { throw .paused }
    guard dossier.supplementRequest == nil else { throw .supplementOnce }
    guard dossier.evidence(of: .sign) == nil else { throw .alreadySigned }
    return .supplementRequested(SupplementRequest(items: items, until: until))
  }

  /// The change when the papers came. The due date moves by the working time that was waited; where corrected answers
  /// come under another time limit, it is worked out by that one.
  public func supplemented(
    answers: Answers, papers: [FiledPaper], note: String?, calendar: WorkingCalendar, now: Instant
  ) throws(DossierRefusal) -> DossierChange {
    guard dossier.state == .supplement else { throw .noSupplementAsked }
    let due = due(calendar, pauses: closedPauses(now), answers: dossier.answers.merging(answers))
    return .supplemented(
      Supplement(answers: answers, papers: papers, note: note, dueAt: due.legal, promisedAt: due.promised))
  }

  /// The change when the time is made to stand still.
  public func paused(_ cause: Pause.Cause, reason: String) throws(DossierRefusal) -> DossierChange {
    guard let turn = dossier.turn, turn.action != .returnResult else { throw .closed }
    if dossier.state == .supplement { throw .waitsForApplicant }
    if dossier.state == .paused { throw .paused }
    return .paused(Pausing(cause: cause, reason: reason))
  }

  /// The change when the time runs on.
  public func resumed(calendar: WorkingCalendar, now: Instant) throws(DossierRefusal) -> DossierChange {
    guard dossier.state == .paused else { throw .notPaused }
    let due = due(calendar, pauses: closedPauses(now))
    return .resumed(Resuming(dueAt: due.legal, promisedAt: due.promised))
  }

  /// The change when the time is extended: up to the procedure's limit, more only with the applicant's written
  /// agreement (Decree 23/2015/NĐ-CP art. 21 for certification), and only before it has run out.
  public func extended(
    workingDays: Int, reason: String, agreedInWriting: Bool, calendar: WorkingCalendar, now: Instant
  ) throws(DossierRefusal) -> DossierChange {
    guard let turn = dossier.turn, turn.action != .returnResult else { throw .closed }
    if dossier.state == .supplement { throw .waitsForApplicant }
    if dossier.state == .paused { throw .paused }
    // What another system fixed is not ours to extend.
    let limit = procedure.timeLimit(for: dossier.answers)
    guard let allowed = limit.extraWorkingDays, procedure.owned.status == .here else { throw .cannotExtend }
    guard now <= dossier.dueAt else { throw .extendedTooLate }
    guard (1...30).contains(workingDays) else { throw .extensionDays }
    guard givenDays + workingDays <= allowed || agreedInWriting else { throw .extensionNeedsAgreement(limit: allowed) }
    let due = due(calendar, pauses: dossier.pauses, extraDays: givenDays + workingDays)
    return .extended(
      Extension(
        previousDueAt: dossier.dueAt, dueAt: due.legal, workingDays: workingDays, reason: reason,
        agreedInWriting: agreedInWriting))
  }

  /// The change when the office was closed unplanned; `nil` when the due date stays where it is.
  ///
  /// - Parameter calendar: the unit's calendar, with the closure in it.
  public func rescheduled(reason: String, calendar: WorkingCalendar) -> DossierChange? {
    guard let turn = dossier.turn, turn.action != .returnResult, dossier.external == nil else { return nil }
    let due = due(calendar, pauses: dossier.pauses)
    guard due.legal > dossier.dueAt else { return nil }
    return .rescheduled(
      Rescheduling(previousDueAt: dossier.dueAt, dueAt: due.legal, promisedAt: due.promised, reason: reason))
  }

  /// The change when an apology is prepared: before the due date, for a date after it.
  public func apologyPrepared(reason: String, newDueAt: Instant) throws(DossierRefusal) -> DossierChange {
    guard let turn = dossier.turn, turn.action != .returnResult else { throw .closed }
    guard dossier.apologySentAt == nil else { throw .apologySent }
    guard newDueAt > dossier.dueAt else { throw .apologyDate }
    return .apologyPrepared(Apology(reason: reason, newDueAt: newDueAt))
  }

  private var givenDays: Int { dossier.extensions.reduce(0) { $0 + $1.workingDays } }

  private func closedPauses(_ now: Instant) -> [Pause] {
    dossier.pauses.map { $0.until == nil ? Pause(from: $0.from, until: now, cause: $0.cause) : $0 }
  }

  /// The due dates by law and by promise. What another system fixed is never worked out anew: it only moves on.
  private func due(
    _ calendar: WorkingCalendar, pauses: [Pause], extraDays: Int? = nil, answers: Answers? = nil
  ) -> (legal: Instant, promised: Instant?) {
    let received = dossier.reception.receivedAt
    let extra = extraDays ?? givenDays
    let limit = procedure.timeLimit(for: answers ?? dossier.answers)
    let ended = pauses.filter { $0.until != nil }
    let legal =
      procedure.owned.status == .here
      ? calendar.deadline(limit.rule, received: received, extraWorkingDays: extra, pauses: ended).dueAt
      : dossier.dueAt
    guard extra == 0, let rule = limit.promised else { return (legal, nil) }
    return (legal, calendar.deadline(rule, received: received, extraWorkingDays: 0, pauses: ended).dueAt)
  }
}
