public import Domain
public import Storage

/// A closure as typed.
public struct ClosureForm: Codable, Hashable, Sendable {
  /// The day, `yyyy-MM-dd` or `dd/MM/yyyy`.
  public var date: String?
  /// From when on, `HH:mm`; empty for the day's beginning.
  public var from: String?
  /// Until when, `HH:mm`; empty for the day's end.
  public var to: String?
  /// Why.
  public var reason: String?

  /// An empty form.
  public init() {}
}

/// Why somebody does not look after a unit's absences and closures.
public enum UnitRefusal: Refusal, Hashable {
  /// The actor is neither leader nor administrator of a unit.
  case notYours
  /// The actor is no officer of a unit.
  case notOfficer

  /// Forbidden.
  public var kind: RefusalKind { .forbidden }
  /// The sentence.
  public var textKey: String {
    switch self {
    case .notYours: "office.error.not-yours"
    case .notOfficer: "office.error.not-officer"
    }
  }
}

extension Centre {
  /// The unit of an officer who may do something that concerns all of it.
  func ledUnit(_ actor: Actor, for permission: Permission) throws(UnitRefusal) -> UnitCode {
    guard actor.kind == .staff, let unit = ownUnit(of: actor, for: permission) else { throw .notYours }
    return unit
  }

  /// The closures of the actor's unit, the latest first.
  public func listClosures(by actor: Actor) async throws -> [KeptClosure] {
    let unit = try ledUnit(actor, for: .closeUnit)
    return try await database.read { try $0.closures(of: unit).reversed() }
  }

  /// Closes the actor's unit unplanned, and moves the due dates of its open dossiers that move by it.
  ///
  /// - Returns: how many due dates moved.
  /// - Throws: `UnitRefusal`, `InvalidInput`.
  public func closeUnit(_ form: ClosureForm, by actor: Actor) async throws -> Int {
    let unit = try ledUnit(actor, for: .closeUnit)
    let at = now()
    let closure = try form.checked(unit: unit, today: at.date, calendar: catalogue.calendar(for: unit))
    try await database.write { tx in
      try tx.save(KeptClosure(closure: closure, by: actor.reference, at: at, isDone: false))
    }
    return try await moveDueDates(after: closure)
  }

  /// Takes a closure back. Due dates that were told stay: what was promised is not made shorter by it.
  public func reopenUnit(on day: String, by actor: Actor) async throws {
    let unit = try ledUnit(actor, for: .closeUnit)
    guard let date = CivilDate(iso: day) else { throw InvalidInput([FieldProblem("date", "error.date.impossible")]) }
    try await database.write { tx in
      try tx.deleteClosure(unit: unit, day: date)
      _ = try self.calendar(for: unit, tx)
    }
  }

  /// Goes on with what a stop of the program left undone.
  func moveDueDatesLeftOpen() async throws -> Int {
    let open = try await database.read { tx in
      let kept = try tx.closures()
      for unit in Set(kept.map(\.closure.unit)) { _ = try self.calendar(for: unit, tx) }
      return kept.filter { !$0.isDone }.map(\.closure)
    }
    var moved = 0
    for closure in open { moved += try await moveDueDates(after: closure) }
    return moved
  }

  /// Moves the due dates of the open dossiers of a unit. It can run again: what has moved does not move twice.
  private func moveDueDates(after closure: Closure) async throws -> Int {
    let unit = closure.unit
    let at = now()
    var last = ""
    var moved = 0
    while true {
      let after = last
      let codes = try await database.read { try $0.unfinishedDossiers(of: unit, after: after, limit: 200) }
      guard let end = codes.last else { break }
      for code in codes {
        if try await move(code, closure.reason.vi, at) { moved += 1 }
      }
      last = end.rawValue
    }
    try await database.write { tx in
      if let kept = try tx.closures(of: unit).first(where: { $0.closure == closure }) { try tx.save(kept.done) }
    }
    return moved
  }

  private func move(_ code: DossierCode, _ reason: String, _ at: Instant) async throws -> Bool {
    do {
      return try await moved(code, reason, at)
    } catch DossierRefusal.changedMeanwhile {
      // Somebody acted at the same moment; now the dossier is read as it is after that.
      return try await moved(code, reason, at)
    }
  }

  private func moved(_ code: DossierCode, _ reason: String, _ at: Instant) async throws -> Bool {
    try await database.write { tx in
      guard let dossier = try tx.dossier(code) else { return false }
      let unit = dossier.reception.competentUnit
      let decision = DossierDecision(dossier: dossier, procedure: try self.procedure(of: dossier))
      guard let change = decision.rescheduled(reason: reason, calendar: try self.calendar(for: unit, tx)) else {
        return false
      }
      _ = try self.append(change, to: dossier, by: Actor.program(in: unit).reference, at, tx)
      return true
    }
  }
}

extension ClosureForm {
  /// The closure, when every field is right: from thirty days back, because a storm is written down after it, to a year
  /// ahead.
  fileprivate func checked(unit: UnitCode, today: CivilDate, calendar: WorkingCalendar) throws(InvalidInput) -> Closure
  {
    var check = FormCheck()
    let date = check.date(
      date ?? "", field: "date", from: today.adding(days: -30), to: today.adding(days: 366))
    if let date, !calendar.isWorkingDay(date) { check.note(FieldProblem("date", "office.error.day-off")) }
    let reason = check.take(PlainText.check(reason ?? "", field: "reason", limit: 300))
    let from = check.time(from, field: "from")
    let to = check.time(to, field: "to")
    guard let date, let reason, check.problems.isEmpty else { throw InvalidInput(check.problems) }
    let closure = Closure(
      unit: unit, date: date, from: from, to: to, reason: LocalizedText(vi: reason, en: reason, ar: reason))
    guard let closure else { throw InvalidInput([FieldProblem("to", "office.error.closure-times")]) }
    return closure
  }
}

extension FormCheck {
  /// A time that may be left out, `HH:mm`, or `H:mm` as people type it.
  mutating func time(_ text: String?, field: String) -> TimeOfDay? {
    let typed = (text ?? "").filter { !$0.isWhitespace }
    guard !typed.isEmpty else { return nil }
    guard typed.utf8.count <= 5, let time = TimeOfDay(typed.utf8.count == 4 ? "0" + typed : typed) else {
      note(FieldProblem(field, "office.error.time"))
      return nil
    }
    return time
  }
}
