public import Domain
import Storage

/// A delegation as typed.
public struct DelegationForm: Codable, Hashable, Sendable {
  /// The account of the head.
  public var grantor: String?
  /// The account of who signs.
  public var deputy: String?
  /// `kt` or `tuq`.
  public var form: String?
  /// The codes of the procedures that it is for, between commas or spaces; empty for all.
  public var procedures: String?
  /// The first day.
  public var from: String?
  /// The last day.
  public var until: String?
  /// The paper that it rests on.
  public var ground: String?

  /// An empty form.
  public init() {}
}

extension Centre {
  /// Who signs in whose place in the actor's unit, today or later, and the colleagues to choose from.
  public func listDelegations(
    by actor: Actor
  ) async throws -> (delegations: [SignatureDelegation], colleagues: [Colleague]) {
    let unit = try ledUnit(actor, for: .delegateSignature)
    let today = now().date
    return try await database.read { tx in
      (try tx.delegations(of: unit, on: today), try tx.staff(of: unit).map(Colleague.init))
    }
  }

  /// Keeps that an officer signs in the head's place. From the first day to the last, what they sign of the procedures
  /// named says so above their own title.
  ///
  /// - Throws: `UnitRefusal`; `InvalidInput` that names the field.
  public func delegateSignature(_ form: DelegationForm, by actor: Actor) async throws {
    let unit = try ledUnit(actor, for: .delegateSignature)
    let at = now()
    let today = at.date
    var check = FormCheck()
    let from = check.date(form.from ?? "", field: "from", from: today, to: today.adding(days: 366))
    let until = check.date(form.until ?? "", field: "until", from: today, to: today.adding(days: 3660))
    if let from, let until, until < from { check.note(FieldProblem("until", "office.error.until-before-from")) }
    let ground = check.take(PlainText.check(form.ground ?? "", field: "ground", limit: 300))
    let kind = SignatureDelegation.Form(rawValue: form.form ?? "")
    if kind == nil { check.note(FieldProblem("form", "staff.error.delegation-form")) }
    let procedures = Set(
      String((form.procedures ?? "").prefix(2000)).split { $0 == "," || $0 == ";" || $0.isWhitespace }
        .map { ProcedureCode(rawValue: String($0)) })
    if let unknown = procedures.first(where: { catalogue.newestProcedure($0) == nil }) {
      check.note(FieldProblem("procedures", "staff.error.procedure-unknown", ["code": unknown.rawValue]))
    }
    let grantor = form.grantor ?? ""
    let deputy = form.deputy ?? ""
    if grantor == deputy, !deputy.isEmpty { check.note(FieldProblem("deputy", "staff.error.delegates-self")) }
    let checked = check
    let id = "delegation:" + Fingerprint.randomText().prefix(16)
    try await database.write { tx in
      var check = checked
      let staff = try tx.staff(of: unit)
      let head = staff.first { $0.id == grantor }
      if head == nil { check.note(FieldProblem("grantor", "office.error.colleague-unknown")) }
      if let head, !head.roles.contains(.leader) {
        check.note(FieldProblem("grantor", "staff.error.grantor-leads-not"))
      }
      let who = staff.first { $0.id == deputy }
      if who == nil { check.note(FieldProblem("deputy", "office.error.colleague-unknown")) }
      if let who, kind == .deputy, !who.roles.contains(.leader) {
        check.note(FieldProblem("deputy", "staff.error.deputy-leads-not"))
      }
      guard let from, let until, let ground, let kind, check.problems.isEmpty else {
        throw InvalidInput(check.problems)
      }
      try tx.insert(
        SignatureDelegation(
          id: id, unit: unit, grantor: grantor, deputy: deputy, form: kind, procedures: procedures, from: from,
          until: until, ground: ground))
      var facts = ["id": id, "form": kind.rawValue, "from": from.iso, "until": until.iso, "ground": ground]
      facts["grantor"] = head?.name
      facts["procedures"] = procedures.map(\.rawValue).sorted().joined(separator: " ")
      try tx.append(.delegated, to: deputy, of: unit, facts, by: actor.reference, at: at)
    }
  }

  /// Ends a delegation of the actor's unit.
  public func endDelegation(_ id: String, by actor: Actor) async throws {
    let unit = try ledUnit(actor, for: .delegateSignature)
    let at = now()
    try await database.write { tx in
      guard let found = try tx.delegations(of: unit, on: at.date).first(where: { $0.id == id }) else { return }
      try tx.deleteDelegation(id)
      try tx.append(.delegationEnded, to: found.deputy, of: unit, ["id": id], by: actor.reference, at: at)
    }
  }
}
