import ArgumentParser
import Centre
import Domain
import Foundation
import Logging
import Storage

/// What the province issues, as data.
struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "What the province issues, as data.", subcommands: [Check.self])

  /// Proves a catalogue before anything loads it.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check a catalogue; each fault is told as file:line: reason.")

    @Argument(help: "The catalogue's folder.") var folder: String
    @Option(help: "The data folder of an installation, to look whether every step has somebody to do it.")
    var data: String?
    @Option(help: "The configuration file of an installation, for the same.") var config: String?
    @Flag(help: "One JSON document.") var json = false

    /// The answer.
    struct Answer: Encodable {
      let faults: [CatalogueFault]
      let unverified: [UnverifiedMark]
      let procedures: Int
      let units: Int
      let staffing: [StaffingFault]?
    }

    func run() async throws {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        Failures.tell("\(folder): is no folder")
        throw Failures.unreadable
      }
      let answer: Answer
      do {
        let catalogue = try Catalogue.load(directory: folder)
        answer = Answer(
          faults: [], unverified: catalogue.unverified, procedures: catalogue.procedures.count,
          units: catalogue.units.all.count, staffing: try await staffing())
      } catch let error as CatalogueFaults {
        answer = Answer(faults: error.faults, unverified: [], procedures: 0, units: 0, staffing: nil)
      }
      if json {
        try Failures.printJSON(answer)
      } else {
        for fault in answer.faults { print(fault.description) }
        if answer.faults.isEmpty {
          print("\(answer.procedures) procedures, \(answer.units) units, \(answer.unverified.count) marked unverified")
          for mark in answer.unverified { print("  \(mark.file):\(mark.line): \(mark.text)") }
        }
        for fault in answer.staffing ?? [] {
          let steps = fault.steps.map { "\($0.procedure.rawValue) \($0.step.rawValue)" }.joined(separator: ", ")
          let why = fault.reason == .nobody ? "nobody is" : "everybody is away who is"
          print("unit \(fault.unit.rawValue): \(why) \(fault.role.rawValue); needed for \(steps)")
        }
      }
      if !answer.faults.isEmpty || !(answer.staffing ?? []).isEmpty { throw Failures.no }
    }

    /// The steps that nobody can do in the installation that was named; `nil` when none was.
    private func staffing() async throws -> [StaffingFault]? {
      guard data != nil || config != nil else { return nil }
      var faults: [StaffingFault] = []
      try await Failures.told {
        var configuration = try config.map(Configuration.read) ?? Configuration()
        if let data { configuration.data = data }
        configuration.catalogue = folder
        if configuration.database == nil,
          !FileManager.default.fileExists(atPath: configuration.dataFolder + "/cuango.sqlite")
        {
          throw ConfigurationFault(description: "\(configuration.dataFolder): holds no installation")
        }
        let centre = try await Installation.open(configuration, logger: Logger(label: "cuango"))
        faults = try await centre.staffingFaults()
        await centre.database.close()
      }
      return faults
    }
  }
}
