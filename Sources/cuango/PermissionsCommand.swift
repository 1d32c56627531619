import ArgumentParser
import Domain

/// Who may do what: the table that every use case asks, as a matrix.
struct PermissionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "permissions", abstract: "Print who may do what, and where.",
    discussion: """
      own: what is one's own, shown by its secret or draft. turn: in the unit, while it is the role's turn. unit: what the \
      unit decides or received. below: that, and the same of the units under it.
      """)

  @Flag(help: "Print one JSON document.") var json = false

  /// One permission: how far each role's reaches; roles that do not have it are left out.
  struct Line: Encodable {
    let permission: String
    let roles: [String: String]
  }

  func run() throws {
    let lines = Permission.allCases.map { permission in
      let held = Role.allCases.filter { PermissionTable.reach(permission, $0) != .nowhere }
      return Line(
        permission: permission.rawValue,
        roles: Dictionary(
          uniqueKeysWithValues: held.map { ($0.rawValue, PermissionTable.reach(permission, $0).rawValue) }))
    }
    if json { return try Failures.printJSON(lines) }
    let roles = Role.allCases.map(\.rawValue)
    let first = (lines.map(\.permission.count).max() ?? 0) + 2
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    print(padded("", first) + roles.map { padded($0, $0.count + 2) }.joined())
    for line in lines {
      let cells = roles.map { padded(line.roles[$0] ?? "–", $0.count + 2) }
      print(padded(line.permission, first) + cells.joined())
    }
  }
}
