import ArgumentParser
import Centre
import Domain
import Foundation

/// What the province issues, as data.
struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "What the province issues, as data.", subcommands: [Check.self])

  /// Proves a catalogue before anything loads it.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check a catalogue; each fault is told as file:line: reason.")

    @Argument(help: "The catalogue's folder.") var folder: String
    @Flag(help: "One JSON document.") var json = false

    /// The answer.
    struct Answer: Encodable {
      let faults: [CatalogueFault]
      let unverified: [UnverifiedMark]
      let procedures: Int
      let units: Int
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
          units: catalogue.units.all.count)
      } catch {
        answer = Answer(faults: error.faults, unverified: [], procedures: 0, units: 0)
      }
      if json {
        try Failures.printJSON(answer)
      } else {
        for fault in answer.faults { print(fault.description) }
        if answer.faults.isEmpty {
          print("\(answer.procedures) procedures, \(answer.units) units, \(answer.unverified.count) marked unverified")
          for mark in answer.unverified { print("  \(mark.file):\(mark.line): \(mark.text)") }
        }
      }
      if !answer.faults.isEmpty { throw Failures.no }
    }
  }
}
