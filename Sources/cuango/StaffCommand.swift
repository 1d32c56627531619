import ArgumentParser
import Centre
import Domain
import Foundation
import Logging
import Storage

/// Officers' accounts; the first account of an installation is made here.
struct StaffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff", abstract: "Officers' accounts.", subcommands: [Create.self])

  /// Makes an account, or gives an existing one a new password. The password is read from standard input.
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create", abstract: "Make an account or change it; the password is read from standard input.")

    @Option(help: "The name to sign in with.") var username: String
    @Option(help: "The officer's name.") var name: String
    @Option(help: "The title as printed under a signature.") var title = ""
    @Option(help: "The unit's code.") var unit: String
    @Option(help: "A role held in the unit; may be given several times.") var role: [String]
    @Flag(help: "Forget the one-time codes of an account that lost them.") var forgetCodes = false
    @Option(help: "The configuration file.") var config: String?
    @Option(help: "The folder of an embedded installation.") var data: String?

    func run() async throws {
      let roles = role.compactMap(Role.init(rawValue:))
      guard roles.count == role.count, !roles.isEmpty else {
        throw ValidationError("unknown role; one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      try await Failures.told {
        guard let password = readLine(strippingNewline: true) else {
          throw ConfigurationFault(description: "no password on standard input")
        }
        var configuration = try config.map(Configuration.read) ?? Configuration()
        if let data { configuration.data = data }
        let centre = try await Installation.open(configuration, logger: Logger(label: "cuango"))
        try await centre.keepAccount(
          username: username, name: name, title: title, unit: UnitCode(rawValue: unit), roles: Set(roles),
          password: password, forgetsCodes: forgetCodes)
        await centre.database.close()
      }
    }
  }
}
