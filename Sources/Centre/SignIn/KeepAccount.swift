public import Domain
import Storage

extension Centre {
  /// Keeps an officer's account with a new password.
  ///
  /// - Throws: `InvalidInput` for an unknown unit, a name that can't be one, or a password under 10 or over 200 bytes.
  public func keepAccount(
    username: String, name: String, title: String, unit: UnitCode, roles: Set<Role>, password: String
  ) async throws {
    var check = FormCheck()
    let username = SearchText.fold(username)
    if !(2...60).contains(username.utf8.count) { check.note(FieldProblem("username", "error.account.username")) }
    let name = check.take(PersonName.check(name, field: "name"))
    if catalogue.units.unit(unit) == nil { check.note(FieldProblem("unit", "error.unit.unknown")) }
    if !(10...PasswordHasher.limit).contains(password.utf8.count) {
      check.note(FieldProblem("password", "error.account.password"))
    }
    guard let name, check.problems.isEmpty else { throw InvalidInput(check.problems) }
    let hash = try await passwords.hash(password)
    try await database.write { tx in
      let id = try tx.staff(username: username)?.id ?? "staff:" + Fingerprint.randomText().prefix(16)
      try tx.save(
        StaffAccount(
          id: id, username: username, name: name, title: title, unit: unit, roles: roles, passwordHash: hash))
    }
  }

  /// Whether any account was made yet.
  public func hasAccounts() async throws -> Bool {
    try await database.read { try !$0.staffedUnits().isEmpty }
  }
}
