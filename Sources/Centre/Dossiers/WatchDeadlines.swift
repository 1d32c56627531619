import Domain
import Storage

extension Centre {
  /// What the watch did.
  public struct Watched: Hashable, Sendable {
    /// Apologies prepared for what will be late.
    public var prepared = 0
    /// Apologies that went out.
    public var sent = 0
    /// Reminders of results that wait.
    public var reminded = 0
    /// Due dates that moved because of a closure, when that had been left undone.
    public var rescheduled = 0

    /// Whether there was nothing to do.
    public var isNothing: Bool { self == Watched() }
  }

  /// Looks after the dossiers that will be late, are late, or wait to be collected: an apology is prepared before the
  /// due date and goes out when it has passed; a result that nobody collects is asked after.
  ///
  /// It can run at any time, in several processes, and again: each dossier is looked at anew in its own transaction.
  public func watchDeadlines() async throws -> Watched {
    var watched = Watched()
    watched.rescheduled = try await moveDueDatesLeftOpen()
    let now = now()
    let codes = try await database.read { tx in
      try tx.dossiersToWatch(dueBefore: self.widestHorizon(at: now), now: now, limit: 500)
    }
    for code in codes {
      let done = try await database.write { tx -> Watched in
        var done = Watched()
        if let dossier = try tx.dossier(code) { try self.watch(dossier, now, &done, tx) }
        return done
      }
      watched.prepared += done.prepared
      watched.sent += done.sent
      watched.reminded += done.reminded
    }
    return watched
  }

  private func watch(_ dossier: Dossier, _ now: Instant, _ watched: inout Watched, _ tx: Transaction) throws {
    let unit = dossier.reception.competentUnit
    let program = Actor.program(in: unit).reference
    let decision = DossierDecision(dossier: dossier, procedure: try procedure(of: dossier))
    if dossier.state == .resultReady {
      guard let days = decision.procedure.collectWithinDays,
        let since = dossier.remindedAt ?? dossier.finishedAt, now.date.dayNumber - since.date.dayNumber >= days
      else { return }
      let waited = now.date.dayNumber - (dossier.finishedAt ?? since).date.dayNumber
      _ = try append(.reminded(Reminder(days: waited)), to: dossier, by: program, now, tx)
      watched.reminded += 1
      return
    }
    guard !dossier.state.isWaiting, !dossier.state.isClosed, dossier.apologySentAt == nil else { return }
    var dossier = dossier
    if dossier.apology == nil, dossier.dueAt <= warningHorizon(for: unit, at: now) {
      let reason = catalogue.texts.text("shared.apology.reason", .vi)
      let change = try decision.apologyPrepared(
        reason: reason, newDueAt: newDueDate(of: dossier, try calendar(for: unit, tx)))
      dossier = try append(change, to: dossier, by: program, now, tx)
      watched.prepared += 1
    }
    if let apology = dossier.apology, now > dossier.dueAt {
      // A date that has passed meanwhile is no promise.
      let kept = apology.newDueAt > now
      let new = kept ? apology.newDueAt : newDueDate(of: dossier, try calendar(for: unit, tx), after: now)
      _ = try append(
        .apologySent(Apology(reason: apology.reason, newDueAt: new)), to: dossier, by: program, now, tx)
      watched.sent += 1
    }
  }

  /// The day that an apology offers when nobody has named another: three working days after the due date.
  func newDueDate(of dossier: Dossier, _ calendar: WorkingCalendar, after: Instant? = nil) -> Instant {
    // A due moment is the end of a working day: it belongs to that day, and the first of the three is the next one.
    let due = dossier.dueAt.adding(minutes: -1)
    return calendar.deadline(.workingDays(3), received: max(due, after ?? due)).dueAt
  }

  private func widestHorizon(at now: Instant) -> Instant {
    catalogue.commonCalendar.deadline(.workingDays(1), received: now).dueAt
  }
}
