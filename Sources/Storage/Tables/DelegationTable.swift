public import Domain

extension Transaction {
  /// Keeps who signs in whose place.
  public func insert(_ delegation: SignatureDelegation) throws {
    let procedures = delegation.procedures.map(\.rawValue).sorted().joined(separator: " ")
    _ = try execute(
      """
      INSERT INTO delegation (id, unit, grantor, deputy, form, procedures, from_day, until_day, ground)
      VALUES (\(delegation.id), \(delegation.unit.rawValue), \(delegation.grantor), \(delegation.deputy),
        \(delegation.form.rawValue), \(procedures), \(delegation.from.iso), \(delegation.until.iso),
        \(delegation.ground))
      """)
  }

  /// Ends a delegation before its time.
  public func deleteDelegation(_ id: String) throws { _ = try execute("DELETE FROM delegation WHERE id = \(id)") }

  /// The delegations of a unit that end on `day` or later, in order.
  public func delegations(of unit: UnitCode, on day: CivilDate) throws -> [SignatureDelegation] {
    try rows(
      "SELECT * FROM delegation WHERE unit = \(unit.rawValue) AND until_day >= \(day.iso) ORDER BY from_day, id"
    ).map(SignatureDelegation.init(row:))
  }

  /// In whose place an officer signs on `day`; a head who may not act any more can't be signed for.
  public func signings(of deputy: String, on day: CivilDate) throws -> [Actor.Signing] {
    try rows(
      """
      SELECT delegation.*, staff.name AS head_name, staff.title AS head_title
      FROM delegation JOIN staff ON staff.id = delegation.grantor AND staff.unit = delegation.unit
      WHERE delegation.deputy = \(deputy) AND delegation.from_day <= \(day.iso) AND delegation.until_day >= \(day.iso)
        AND staff.active = 1 AND staff.held = 1
      ORDER BY delegation.from_day, delegation.id
      """
    ).map { row in
      Actor.Signing(
        delegation: try SignatureDelegation(row: row), name: try row.text("head_name"),
        title: try row.text("head_title"))
    }
  }
}

extension SignatureDelegation {
  fileprivate init(row: Row) throws {
    guard let form = Form(rawValue: try row.text("form")), let from = try row.dayIfPresent("from_day"),
      let until = try row.dayIfPresent("until_day")
    else { throw StorageError.inconsistent("a delegation can't be read") }
    self.init(
      id: try row.text("id"), unit: UnitCode(rawValue: try row.text("unit")), grantor: try row.text("grantor"),
      deputy: try row.text("deputy"), form: form,
      procedures: Set(
        try row.text("procedures").split(separator: " ").map { ProcedureCode(rawValue: String($0)) }),
      from: from, until: until, ground: try row.text("ground"))
  }
}
