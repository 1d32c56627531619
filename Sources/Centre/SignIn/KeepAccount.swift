public import Domain
import Storage

extension Centre {
  /// Keeps an officer's account with a new password, from the machine itself: the first account of an installation is
  /// made so, and access that nobody is left to give back.
  ///
  /// - Parameter forgetsCodes: whether one-time codes and recovery codes are forgotten with the password of before.
  /// - Throws: `InvalidInput` for an unknown unit, a name that can't be one, or a password under 10 or over 200 bytes.
  public func keepAccount(
    username: String, name: String, title: String, unit: UnitCode, roles: Set<Role>, password: String,
    forgetsCodes: Bool = false
  ) async throws {
    var check = FormCheck()
    let username = SearchText.fold(username)
    if !(2...60).contains(username.utf8.count) { check.note(FieldProblem("username", "error.account.username")) }
    let name = check.take(PersonName.check(name, field: "name"))
    if catalogue.units.unit(unit) == nil { check.note(FieldProblem("unit", "error.unit.unknown")) }
    if password.count < 10 || password.utf8.count > PasswordHasher.limit {
      check.note(FieldProblem("password", "error.account.password"))
    }
    guard let name, check.problems.isEmpty else { throw InvalidInput(check.problems) }
    let hash = try await passwords.hash(password)
    let at = now()
    try await database.write { tx in
      let before = try tx.staff(username: username)
      let id = before?.id ?? "staff:" + Fingerprint.randomText().prefix(16)
      let post = StaffPost(number: before?.post.number ?? 1, unit: unit, title: title, roles: roles)
      try tx.save(StaffAccount(id: id, username: username, name: name, post: post, passwordHash: hash))
      if before != nil { try tx.deleteSessions(of: id) }
      if forgetsCodes { try tx.deleteCode(of: id) }
      var facts = post.facts
      facts["username"] = username
      facts["name"] = name
      try tx.append(
        before == nil ? .created : .postGiven, to: id, of: unit, facts, by: Actor.program(in: unit).reference, at: at)
      if before != nil {
        let machine = Actor.program(in: unit).reference
        try tx.append(.passwordIssued, to: id, of: unit, by: machine, at: at)
        if forgetsCodes { try tx.append(.codeRemoved, to: id, of: unit, by: machine, at: at) }
      }
    }
  }

  /// Whether any account was made yet.
  public func hasAccounts() async throws -> Bool {
    try await database.read { try !$0.staffedUnits().isEmpty }
  }
}

extension StaffPost {
  /// What an event tells of a post.
  var facts: [String: String] {
    var facts = [
      "unit": unit.rawValue, "title": title.split(separator: "\n").joined(separator: " / "),
      "roles": roles.map(\.rawValue).sorted().joined(separator: " "),
    ]
    facts["from"] = from?.iso
    facts["until"] = until?.iso
    return facts
  }
}
