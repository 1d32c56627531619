import ArgumentParser
import Centre
import Domain
import Logging
import Storage

/// Brings the store's schema up to date; it is also done at every start.
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the store's schema up to date.")

  @Option(help: "The configuration file.") var config: String

  func run() async throws {
    try await Failures.told {
      let database = try await Installation.openDatabase(
        Configuration.read(config), logger: Logger(label: "cuango"))
      _ = try await database.adoptEarlierEvents()
      print("schema version \(try await database.schemaVersion())")
      await database.close()
    }
  }
}
