import ArgumentParser
import Centre
import Domain
import Foundation
import Hummingbird
import Logging
import Storage
import Web

/// Serves an installation.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "serve", abstract: "Serve an installation.")

  @Option(help: "The configuration file.") var config: String

  func run() async throws {
    try await Failures.told {
      let configuration = try Configuration.read(config)
      let logger = Logger(label: "cuango")
      let centre = try await Installation.open(configuration, logger: logger)
      try await Serving.run(centre, configuration, sampleAccounts: [], logger: logger)
    }
  }
}

/// Runs the site until it is told to stop, and ends the store's connections after.
enum Serving {
  static func run(
    _ centre: Centre, _ configuration: Configuration, sampleAccounts: [SampleAccount], logger: Logger
  ) async throws {
    let site = try Site(
      centre: centre,
      configuration: SiteConfiguration(
        address: configuration.address ?? "127.0.0.1", port: configuration.listeningPort,
        assetsFolder: configuration.assetsFolder, secureCookies: configuration.secureCookies ?? false,
        sampleAccounts: sampleAccounts),
      logger: logger)
    let housekeeping = Task {
      while (try? await centre.adoptDossierPeople()) == true, !Task.isCancelled {}
      while !Task.isCancelled {
        _ = try? await centre.forgetOldDrafts()
        try await Task.sleep(for: .seconds(3600))
      }
    }
    let watch = Task { await DeadlineWatch(centre: centre, logger: logger).run() }
    let journal = Task { await JournalWatch(centre: centre, logger: logger).run() }
    defer {
      journal.cancel()
      housekeeping.cancel()
      watch.cancel()
    }
    try await site.application().runService()
    await centre.database.close()
  }
}
