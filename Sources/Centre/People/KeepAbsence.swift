public import Domain
public import Storage

/// A colleague, as lists to choose from name them.
public struct Colleague: Hashable, Sendable {
  /// The account.
  public let id: String
  /// The name.
  public let name: String
  /// The roles.
  public let roles: Set<Role>

  init(_ account: StaffAccount) {
    id = account.id
    name = account.name
    roles = account.roles
  }
}

/// An absence as typed.
public struct AbsenceForm: Codable, Hashable, Sendable {
  /// The account of who is away.
  public var staff: String?
  /// The account of who covers.
  public var cover: String?
  /// The first day, `yyyy-MM-dd` or `dd/MM/yyyy`.
  public var from: String?
  /// The last day.
  public var until: String?
  /// Why, in a few words.
  public var reason: String?

  /// An empty form.
  public init() {}
}

extension Centre {
  /// The absences of the actor's unit that are not over, and the colleagues to choose from.
  public func listAbsences(by actor: Actor) async throws -> (absences: [Absence], colleagues: [Colleague]) {
    let unit = try ledUnit(actor, for: .keepAbsences)
    let today = now().date
    return try await database.read { tx in
      (try tx.absences(unit: unit, on: today), try tx.staff(of: unit).map(Colleague.init))
    }
  }

  /// Keeps who is away and who acts in the meantime. From the first day to the last the cover's work list shows the
  /// colleague's turns, and what the cover does in them says for whom.
  ///
  /// - Throws: `UnitRefusal`; `InvalidInput` that names the field: somebody of another unit, days that are past or in
  ///   the wrong order, an absence that overlaps another, a cover who is away too.
  public func keepAbsence(_ form: AbsenceForm, by actor: Actor) async throws {
    let unit = try ledUnit(actor, for: .keepAbsences)
    let today = now().date
    var check = FormCheck()
    let from = check.date(form.from ?? "", field: "from", from: today.adding(days: -7), to: today.adding(days: 366))
    let until = check.date(form.until ?? "", field: "until", from: today, to: today.adding(days: 366))
    let reason = check.take(PlainText.check(form.reason ?? "", field: "reason", limit: 200))
    if let from, let until, until < from { check.note(FieldProblem("until", "office.error.until-before-from")) }
    let staff = form.staff ?? ""
    let cover = form.cover ?? ""
    if staff == cover, !staff.isEmpty { check.note(FieldProblem("cover", "office.error.covers-self")) }
    let checked = check
    let id = "absence:" + Fingerprint.randomText().prefix(16)
    try await database.write { tx in
      var check = checked
      let people = Set(try tx.staff(of: unit).map(\.id))
      if !people.contains(staff) { check.note(FieldProblem("staff", "office.error.colleague-unknown")) }
      if !people.contains(cover) { check.note(FieldProblem("cover", "office.error.colleague-unknown")) }
      if let from, let until {
        let meanwhile = try tx.absences(unit: unit, on: from).filter { $0.from <= until && $0.until >= from }
        if meanwhile.contains(where: { $0.staff == staff }) {
          check.note(FieldProblem("from", "office.error.away-already"))
        }
        if meanwhile.contains(where: { $0.staff == cover }) {
          check.note(FieldProblem("cover", "office.error.cover-away"))
        }
        if meanwhile.contains(where: { $0.cover == staff }) {
          check.note(FieldProblem("staff", "office.error.covers-meanwhile"))
        }
      }
      guard let from, let until, let reason, check.problems.isEmpty else { throw InvalidInput(check.problems) }
      try tx.insert(Absence(id: id, staff: staff, cover: cover, from: from, until: until, reason: reason))
    }
  }

  /// Ends an absence of the actor's unit: the colleague is back, or it was a mistake.
  public func endAbsence(_ id: String, by actor: Actor) async throws {
    let unit = try ledUnit(actor, for: .keepAbsences)
    let today = now().date
    try await database.write { tx in
      guard try tx.absences(unit: unit, on: today).contains(where: { $0.id == id }) else { return }
      try tx.deleteAbsence(id)
    }
  }
}
