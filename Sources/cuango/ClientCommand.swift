import ArgumentParser
import Centre
import Domain
import Logging
import Storage

/// Programs that get short-lived tokens by their own secret.
struct ClientCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "client", abstract: "Programs that get short-lived tokens by OAuth 2.0 client credentials.",
    subcommands: [Create.self, List.self, End.self])

  /// The installation that a command works on.
  struct Place: ParsableArguments {
    @Option(help: "The configuration file.") var config: String?
    @Option(help: "The folder of an embedded installation.") var data: String?

    /// Opens it, does something and closes it.
    func open(_ body: (Centre) async throws -> Void) async throws {
      try await Failures.told {
        var configuration = try config.map(Configuration.read) ?? Configuration()
        if let data { configuration.data = data }
        let centre = try await Installation.open(configuration, logger: Logger(label: "cuango"))
        try await body(centre)
        await centre.database.close()
      }
    }
  }

  /// Makes a client and prints its identifier and secret, which is not kept.
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create", abstract: "Make a client; its secret is printed once.")

    @Option(help: "The unit's code, such as 24958.") var unit: String
    @Option(help: "The role it holds.") var role = Role.apiClient.rawValue
    @Option(
      help:
        "A permission that its tokens may have (see cuango permissions); may be given several times; all without it.")
    var scope: [String] = []
    @Option(help: "What it is.") var label: String
    @OptionGroup var place: Place

    func run() async throws {
      guard let role = Role(rawValue: role), role != .citizen else {
        throw ValidationError("unknown role; one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      let scope = scope.compactMap(Permission.init(rawValue:))
      guard scope.count == self.scope.count else {
        throw ValidationError(
          "unknown scope; one of \(Permission.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      try await place.open { centre in
        do {
          let made = try await centre.createAPIClient(
            unit: UnitCode(rawValue: unit), role: role, scope: Set(scope), label: label)
          print(
            "client_id \(made.client.id)\nclient_secret \(made.secret)\nscope \(Permission.text(made.client.scope))")
        } catch let invalid as InvalidInput {
          for problem in invalid.problems {
            Failures.tell(
              "\(problem.field ?? ""): \(centre.catalogue.texts.text(problem.textKey, .en, problem.values))")
          }
          throw Failures.unreadable
        }
      }
    }
  }

  /// Lists the clients.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The clients and what they may do.")
    @OptionGroup var place: Place

    func run() async throws {
      try await place.open { centre in
        for client in try await centre.listAPIClients() {
          let state = client.endedAt.map { "ended \($0.iso8601)" } ?? "active"
          print("\(client.id)\t\(state)\t\(client.unit.rawValue)\t\(client.role.rawValue)\t\(client.label)")
        }
      }
    }
  }

  /// Ends a client's access.
  struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "End a client's access and its tokens at once.")
    @Argument(help: "The client's identifier.") var id: String
    @OptionGroup var place: Place

    func run() async throws {
      try await place.open { centre in
        guard try await centre.endAPIClient(id) else {
          Failures.tell("\(id): there is no such client, or its access was ended before")
          throw ExitCode(1)
        }
      }
    }
  }
}
