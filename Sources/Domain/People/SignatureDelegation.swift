/// That an officer signs in the place of the head of a unit, for a period and for some procedures or all.
///
/// How it shows under a signature is laid down in Decree 30/2020/NĐ-CP art. 13 and its annex I: `KT.` and the head's
/// title above the deputy's own for a deputy (ký thay), `TUQ.` for somebody who was authorised in writing (ký thừa ủy
/// quyền).
public struct SignatureDelegation: Codable, Hashable, Sendable {
  /// By what the officer signs.
  public enum Form: String, Codable, Hashable, Sendable, CaseIterable {
    /// A deputy in the head's place.
    case deputy = "kt"
    /// Somebody authorised in writing.
    case authorised = "tuq"

    /// What stands before the head's title.
    public var prefix: String { self == .deputy ? "KT." : "TUQ." }
  }

  /// The identifier.
  public let id: String
  /// The unit.
  public let unit: UnitCode
  /// The head's account.
  public let grantor: String
  /// The account of who signs.
  public let deputy: String
  /// By what.
  public let form: Form
  /// The procedures that it is for; empty for all.
  public let procedures: Set<ProcedureCode>
  /// The first day.
  public let from: CivilDate
  /// The last day.
  public let until: CivilDate
  /// The paper that it rests on.
  public let ground: String

  /// Describes a delegation.
  public init(
    id: String, unit: UnitCode, grantor: String, deputy: String, form: Form, procedures: Set<ProcedureCode>,
    from: CivilDate, until: CivilDate, ground: String
  ) {
    self.id = id
    self.unit = unit
    self.grantor = grantor
    self.deputy = deputy
    self.form = form
    self.procedures = procedures
    self.from = from
    self.until = until
    self.ground = ground
  }

  /// Whether it is for a procedure.
  public func covers(_ procedure: ProcedureCode) -> Bool { procedures.isEmpty || procedures.contains(procedure) }

  /// Whether it is in force on a day.
  public func isInForce(on day: CivilDate) -> Bool { (from...until).contains(day) }

  /// The lines of the title under a signature: `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
  public func title(head: String, own: String) -> String {
    // Of a title that already names whose place it is, the last line is the person's own.
    func last(_ title: String) -> String {
      title.split(separator: "\n").last.map { $0.uppercased() } ?? ""
    }
    return [form.prefix + " " + last(head), last(own)].filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
