public import Domain
import Storage

/// A post as typed.
public struct PostForm: Codable, Hashable, Sendable {
  /// The unit's code.
  public var unit: String?
  /// The title as printed under a signature.
  public var title: String?
  /// The roles.
  public var roles: [String]?
  /// The first day; left out for today.
  public var from: String?
  /// The last day; left out while no end is known.
  public var until: String?

  /// An empty form.
  public init() {}
}

extension PostForm {
  /// The post, when every field is right and the actor may give it.
  func checked(
    number: Int, centre: Centre, _ actor: Actor, today: CivilDate, _ check: inout FormCheck
  ) -> StaffPost? {
    let noted = check.problems.count
    let givable = centre.units(of: actor, for: .keepAccounts)
    let asked = unit ?? ""
    let unit = givable.first { $0.code.rawValue == asked }
    if unit == nil { check.note(FieldProblem("unit", "staff.error.unit")) }
    // The lines of a title are typed with a slash between them: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH.
    let title = check.take(PlainText.check(title ?? "", field: "title", limit: 120))?
      .split(separator: "/").map { $0.trimmed }.filter { !$0.isEmpty }.joined(separator: "\n")
    let named = (roles ?? []).filter { !$0.isEmpty }.map { Role(rawValue: $0) }
    let roles = Set(named.compactMap(\.self))
    if roles.isEmpty {
      check.note(FieldProblem("roles", "staff.error.no-role"))
    } else if let unit, named.contains(nil) || !roles.isSubset(of: Role.givable(in: unit)) {
      check.note(FieldProblem("roles", "staff.error.role-elsewhere"))
    }
    func day(_ text: String?, _ field: String) -> CivilDate? {
      guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
      return check.date(text, field: field, from: today, to: today.adding(days: 3660))
    }
    let from = day(from, "from") ?? today
    let until = day(until, "until")
    if let until, until < from { check.note(FieldProblem("until", "office.error.until-before-from")) }
    guard let unit, let title, check.problems.count == noted else { return nil }
    return StaffPost(number: number, unit: unit.code, title: title, roles: roles, from: from, until: until)
  }
}

extension Substring {
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}

extension Centre {
  /// Gives an officer another post from a day on: other roles or another title in the unit, or a transfer to another
  /// unit. The present post ends the day before. What was done keeps the name and the title of its time.
  ///
  /// - Throws: `AccountRefusal`; `InvalidInput` that names the field. Only who administers both units transfers.
  public func givePost(_ form: PostForm, to id: String, by actor: Actor) async throws {
    let at = now()
    let today = at.date
    try await database.write { tx in
      let account = try self.othersAccount(id, for: .keepAccounts, actor, tx)
      // A change of plans: what was to come is forgotten.
      try tx.deletePosts(of: id, after: account.post.number)
      var check = FormCheck()
      let checked = form.checked(number: account.post.number + 1, centre: self, actor, today: today, &check)
      guard var post = checked, check.problems.isEmpty else { throw InvalidInput(check.problems) }
      // One that did not begin before this one was never held.
      if let from = account.post.from, from >= post.from ?? today { post = post.numbered(account.post.number) }
      try self.put(post, to: account, today, tx)
      if post.unit != account.unit, (post.from ?? today) <= today { try tx.deleteSessions(of: id) }
      _ = try tx.turnHeld(on: today)
      try tx.append(
        .postGiven, to: id, of: account.unit, post.facts, by: actor.reference(as: .unitAdministrator), at: at)
      if post.unit != account.unit {
        // It stands among the events of both units.
        try tx.append(
          .postGiven, to: id, of: post.unit, post.facts, by: actor.reference(as: .unitAdministrator), at: at)
      }
    }
  }

  private func put(_ post: StaffPost, to account: StaffAccount, _ today: CivilDate, _ tx: Transaction) throws {
    let from = post.from ?? today
    if post.number == account.post.number { return try tx.save(account.with(post: post)) }
    let lastDay = from.adding(days: -1)
    let ended = account.post.until.map { min($0, lastDay) } ?? lastDay
    if from <= today {
      try tx.save(account.post.ending(ended), of: account.id)
      try tx.save(account.with(post: post))
    } else {
      try tx.save(account.with(post: account.post.ending(ended)))
      try tx.save(post, of: account.id)
    }
  }

  /// Lets posts begin and end whose day has come; answers how many. It can run at any time, in several processes.
  @discardableResult
  public func turnPosts() async throws -> Int {
    let at = now()
    let today = at.date
    let isNeeded = try await database.read { tx in
      try !tx.postsToTurn(by: today).isEmpty || tx.heldTurns(on: today)
    }
    guard isNeeded else { return 0 }
    return try await database.write { tx in
      var turned = 0
      for (staff, post) in try tx.postsToTurn(by: today) {
        guard let account = try tx.staff(id: staff), account.post.number < post.number else { continue }
        try tx.save(account.with(post: post))
        if account.unit != post.unit { try tx.deleteSessions(of: staff) }
        try tx.append(
          .postTurned, to: staff, of: post.unit, post.facts, by: Actor.program(in: post.unit).reference, at: at)
        turned += 1
      }
      return turned + (try tx.turnHeld(on: today).count)
    }
  }
}
