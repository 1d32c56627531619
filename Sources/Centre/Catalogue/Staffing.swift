public import Domain
import Storage

/// A role that steps of procedures need in a unit and that nobody there can act in today.
public struct StaffingFault: Codable, Hashable, Sendable {
  /// Why nobody can act in it.
  public enum Reason: String, Codable, Hashable, Sendable {
    /// No active account of the unit holds the role.
    case nobody
    /// Everybody who holds it is away, and so is who covers, or that account may not act.
    case away
  }

  /// A step of a procedure.
  public struct Step: Codable, Hashable, Sendable {
    /// The procedure.
    public let procedure: ProcedureCode
    /// The step.
    public let step: StepKey
  }

  /// The unit.
  public let unit: UnitCode
  /// The role.
  public let role: Role
  /// Why nobody can act in it.
  public let reason: Reason
  /// The steps that wait for it.
  public let steps: [Step]
}

extension Centre {
  /// The steps of procedures in force whose role nobody holds, in each unit that has officers.
  ///
  /// Steps of the counter belong to the communes, all others to the unit that decides: the commune, or the authority
  /// that the procedure names.
  public func staffingFaults() async throws -> [StaffingFault] {
    let catalogue = catalogue
    let today = now().date
    let inForce = catalogue.codes.compactMap { catalogue.procedure($0, on: today) }
    return try await database.read { tx in
      var faults: [StaffingFault] = []
      for code in try tx.staffedUnits().sorted(by: { $0.rawValue < $1.rawValue }) {
        guard let unit = catalogue.units.unit(code) else { continue }
        let needed = Self.needed(in: unit, inForce)
        guard !needed.isEmpty else { continue }
        let staff = try tx.staff(of: code)
        let absences = try tx.absences(unit: code, on: today).filter { $0.from <= today }
        for (role, steps) in needed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
          guard let reason = Self.reason(role, staff, absences) else { continue }
          faults.append(StaffingFault(unit: code, role: role, reason: reason, steps: steps))
        }
      }
      return faults
    }
  }

  private static func needed(in unit: Unit, _ procedures: [Procedure]) -> [Role: [StaffingFault.Step]] {
    var needed: [Role: [StaffingFault.Step]] = [:]
    for procedure in procedures where procedure.owned.processed == .here {
      for step in procedure.steps {
        let atCounter = step.action == .receive || step.action == .returnResult
        let here =
          unit.receivesDossiers
          ? atCounter || procedure.level == .commune : !atCounter && procedure.authority == unit.code
        guard here else { continue }
        needed[step.role, default: []].append(StaffingFault.Step(procedure: procedure.code, step: step.key))
      }
    }
    return needed
  }

  /// Why nobody of these can act in a role today; `nil` when somebody can.
  private static func reason(_ role: Role, _ staff: [StaffAccount], _ absences: [Absence]) -> StaffingFault.Reason? {
    let holders = Set(staff.filter { $0.roles.contains(role) }.map(\.id))
    guard !holders.isEmpty else { return .nobody }
    let away = Set(absences.map(\.staff))
    let present = Set(staff.map(\.id)).subtracting(away)
    if !holders.isDisjoint(with: present) { return nil }
    return absences.contains { holders.contains($0.staff) && present.contains($0.cover) } ? nil : .away
  }
}
