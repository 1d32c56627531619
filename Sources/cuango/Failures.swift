import ArgumentParser
import Centre
import Domain
import Foundation

/// How commands end: 0 done or valid; 1 the answer is no; 2 the input can't be read; 64 usage.
enum Failures {
  /// The answer is no.
  static let no = ExitCode(1)
  /// The input can't be read.
  static let unreadable = ExitCode(2)

  /// Runs a command's work; a failure is told on standard error in one line and ends with 2.
  static func told(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let code as ExitCode {
      throw code
    } catch {
      tell("\(error)")
      throw unreadable
    }
  }

  /// Writes a line to standard error.
  static func tell(_ line: String) {
    FileHandle.standardError.write(Data("cuango: \(line)\n".utf8))
  }

  /// One JSON document on standard output.
  static func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
