import ArgumentParser
import Centre
import Domain
import Logging
import Storage

/// Tokens for programs.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Tokens for programs.", subcommands: [Create.self, List.self, End.self])

  /// Makes a token and prints its secret, which is not kept.
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create", abstract: "Make an API token; its secret is printed once.")

    @Option(help: "The unit's code, such as 24958.") var unit: String
    @Option(help: "The role it holds: receiving-officer, specialist, leader, records-clerk, api-client …") var role:
      String
    @Option(help: "What it is for.") var label = "API"
    @OptionGroup var place: ClientCommand.Place

    func run() async throws {
      guard let role = Role(rawValue: role), role != .citizen else {
        throw ValidationError("unknown role; one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      try await place.open { centre in
        do {
          print(try await centre.createToken(unit: UnitCode(rawValue: unit), role: role, label: label))
        } catch is InvalidInput {
          Failures.tell("unit: there is no unit \(unit)")
          throw Failures.unreadable
        }
      }
    }
  }

  /// Lists the tokens that were made by hand, without their secrets.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The tokens that were made by hand: name, since when, unit, role, what for.")
    @OptionGroup var place: ClientCommand.Place

    func run() async throws {
      try await place.open { centre in
        for token in try await centre.listTokens() {
          print(
            "\(token.name)\t\(token.createdAt.iso8601)\t\(token.unit.rawValue)\t\(token.role.rawValue)\t\(token.label)")
        }
      }
    }
  }

  /// Ends a token.
  struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "End a token that was made by hand, within half a minute.")
    @Argument(help: "Its name in the list.") var name: String
    @OptionGroup var place: ClientCommand.Place

    func run() async throws {
      try await place.open { centre in
        guard try await centre.endToken(name) else {
          Failures.tell("\(name): there is no such token")
          throw ExitCode(1)
        }
      }
    }
  }
}
