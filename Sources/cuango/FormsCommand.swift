import ArgumentParser
import Centre
import Domain
import Foundation
import Paper

/// Draws a sample of every printed form into a folder, to be looked at, and tells what one takes, for `bin/bench`.
struct FormsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: "Draw a sample of every printed form.", shouldDisplay: false)

  @Argument(help: "The folder to write them to.") var folder: String
  @Option(help: "Only this form.") var only: String?
  @Option(help: "How often each is drawn.") var times = 1
  @Option(help: "The language beside Vietnamese: vi, en or ar.") var language = Language.vi.rawValue
  @Option(help: "The catalogue's folder; else CUANGO_CATALOGUE, else Catalogue.") var catalogue: String?

  /// What drawing took.
  struct Measured: Encodable {
    /// The milliseconds of a page with one line.
    let blank: Double
    /// The milliseconds of each form, all its pages together.
    let forms: [String: Double]
  }

  func validate() throws {
    guard (1...100_000).contains(times) else { throw ValidationError("times is 1 to 100,000") }
    guard Language(rawValue: language) != nil else { throw ValidationError("the language is vi, en or ar") }
  }

  func run() async throws {
    try await Failures.told {
      PrintFonts.add(folder: Configuration().printFontsFolder)
      let texts = try Catalogue.load(directory: CatalogueFolder.path(catalogue)).texts
      let words = FormTexts(language: Language(rawValue: language) ?? .vi) { texts.text($0, $1) }
      guard let moment = Instant(iso8601: "2026-03-02T09:05") else { return }
      let samples = SampleForms(words, at: moment)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      // The fonts are found and read once in a process.
      _ = try samples.blank()
      var forms: [String: Double] = [:]
      for (name, draw) in samples.all where only == nil || only == name {
        try Data(try await draw()).write(to: URL(fileURLWithPath: "\(folder)/\(name).pdf"))
        forms[name] = try await milliseconds { _ = try await draw() }
      }
      try Failures.printJSON(
        Measured(blank: try await milliseconds { _ = try samples.blank() }, forms: forms))
    }
  }

  /// What one drawing takes, on the average of all.
  private func milliseconds(_ draw: () async throws -> Void) async throws -> Double {
    let begun = ContinuousClock.now
    for _ in 0..<times { try await draw() }
    let one = (ContinuousClock.now - begun) / .milliseconds(1) / Double(times)
    return (one * 1000).rounded() / 1000
  }
}
