import ArgumentParser
import Centre
import Domain
import Foundation
import Logging
import Storage

/// The sealed journal, for whoever checks it.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Check the sealed journal.",
    subcommands: [LogVerifyCommand.self, Key.self, LogMeasureCommand.self])

  /// Prints the public key.
  struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key", abstract: "Print the public key that the journal's heads are signed with.")

    @OptionGroup var place: InstallationPlace
    @Flag(help: "As PEM, for other programs.") var pem = false

    func run() async throws {
      try await Failures.told {
        let key = try Installation.existingKey(folder: try place.configuration().dataFolder).journalKey().publicKey
        print(pem ? key.pem : key.text, terminator: pem ? "" : "\n")
      }
    }
  }
}

/// Where an installation is.
struct InstallationPlace: ParsableArguments {
  @Option(help: "The configuration file.") var config: String?
  @Option(help: "The folder of an embedded installation.") var data: String?

  /// Whether either was given.
  var isGiven: Bool { config != nil || data != nil }

  func configuration() throws -> Configuration {
    var configuration = try config.map(Configuration.read) ?? Configuration()
    if let data { configuration.data = data }
    return configuration
  }
}
