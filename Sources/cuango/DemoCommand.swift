import ArgumentParser
import Centre
import Domain
import Foundation
import Hummingbird
import Logging
import Storage
import Web

/// Serves a sample province: everything embedded, sample people, a sample day.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Serve a sample province with sample people.")

  @Option(help: "The port.") var port = 8080
  @Option(help: "The folder that the sample is kept in.") var data = "data"
  @Option(help: "The address to listen on.") var address = "127.0.0.1"
  @Option(help: "When the demo's clock begins, such as 2026-03-02T15:30; left out, it shows the real time.")
  var at: String?

  func validate() throws {
    if let at, Instant(iso8601: at) == nil { throw ValidationError("--at \(at): no moment of ISO 8601") }
  }

  func run() async throws {
    try await Failures.told {
      var configuration = Configuration()
      configuration.port = port
      configuration.data = data
      configuration.address = address
      configuration.banks = SampleTransfers.banks
      let providerPort = FreePort.find()
      configuration.signIn = providerPort.map { [SampleProvider.settings(port: $0)] }
      var logger = Logger(label: "cuango")
      logger.logLevel = .notice
      let now = SampleClock.running(from: at.flatMap(Instant.init(iso8601:)))
      let clock = SampleClock(now())
      let filling = try await Installation.open(configuration, logger: logger, now: { clock.now })
      try await SampleDay(centre: filling, clock: clock, present: now()).fill()
      let centre = Centre(
        database: filling.database, files: filling.files, catalogue: filling.catalogue, key: filling.key,
        settings: filling.settings, logger: logger, now: now)
      try await SampleTransfers(centre: centre, present: now()).tell()
      announce(configuration)
      let provider = Task { try await sampleProvider(of: centre, port: providerPort, now: now) }
      defer { provider.cancel() }
      try await Serving.run(
        centre, configuration,
        sampleAccounts: SamplePeople.accounts.map { account in
          SampleAccount(
            username: account.username,
            description: "\(account.name) · \(centre.catalogue.units.unit(account.unit)?.name.vi ?? "")",
            password: SamplePeople.password,
            codeSecret: account.username == SamplePeople.coded.username ? SamplePeople.coded.secret : nil)
        }, logger: logger)
    }
  }

  /// Serves the sample provider beside the site; nothing when there is no port for it.
  private func sampleProvider(of centre: Centre, port: Int?, now: @escaping @Sendable () -> Instant) async throws {
    guard let port, let own = centre.settings.providers.first else { return }
    var logger = Logger(label: "cuango-sample")
    logger.logLevel = .error
    let provider = SampleProvider(
      port: port, returnAddress: centre.returnAddress(own), signedOutAddress: centre.signedOutAddress,
      texts: centre.catalogue.texts, now: now)
    try await provider.application(logger: logger).runService(gracefulShutdownSignals: [])
  }

  private func announce(_ configuration: Configuration) {
    let url = configuration.reachedUnder
    var lines = [
      "Cửa Ngõ, a sample province with sample people.", "  citizens  \(url)/", "  officers  \(url)/desk",
      "  API       \(url)/api/v1/openapi.json",
      "  sign-in   \(configuration.signIn?.first?.issuer ?? "none"), a sample provider with sample citizens",
      "Sample accounts, password \(SamplePeople.password):",
    ]
    lines += SamplePeople.accounts.map { account in
      let roles = account.roles.map(\.rawValue).sorted().joined(separator: ", ")
      return
        "  \(account.username.padding(toLength: 22, withPad: " ", startingAt: 0)) \(roles), unit \(account.unit.rawValue)"
    }
    lines.append(
      "One-time codes are asked of \(SamplePeople.coded.username); the secret for an app is \(SamplePeople.coded.secret)"
    )
    // Written at once, so that a script that waits for it sees it.
    FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
  }
}
