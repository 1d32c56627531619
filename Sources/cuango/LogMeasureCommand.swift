import ArgumentParser
import Domain
import Foundation
import Logging
import Storage

/// Fills a journal with made-up entries and measures its proofs; for `bin/bench`.
struct LogMeasureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measure the journal's proofs in a store of their own.", shouldDisplay: false)

  @Option(help: "How many entries.") var entries = 1_000_000
  @Option(help: "How many proofs of each kind.") var proofs = 2_000
  @Option(help: "An empty folder for the store, or one that was filled before.") var data: String

  /// Microseconds of one proof.
  struct Times: Encodable {
    let median: Double
    let p99: Double

    init(_ durations: [Duration]) {
      let sorted = durations.sorted().map { $0 / .microseconds(1) }
      median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
      p99 = sorted.isEmpty ? 0 : sorted[sorted.count * 99 / 100]
    }
  }

  struct Answer: Encodable {
    let entries: Int
    let appendMicroseconds: Double
    let inclusion: Times
    let consistency: Times

    enum CodingKeys: String, CodingKey {
      case entries, inclusion, consistency
      case appendMicroseconds = "append_us"
    }
  }

  func run() async throws {
    try await Failures.told {
      try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
      let database = try await Database.open(
        .sqlite(path: data + "/cuango.sqlite"), logger: Logger(label: "cuango"))
      try await database.migrate()
      let begun = try await database.read { try $0.journalSize() }
      let filling = try await ContinuousClock().measure { try await fill(database, from: begun) }
      let size = entries
      let inclusion = try await times { index in
        try await database.read { _ = try $0.inclusionPath(of: index, in: size) }
      }
      let consistency = try await times { index in
        try await database.read { _ = try $0.consistencyPath(of: index + 1, with: size) }
      }
      try Failures.printJSON(
        Answer(
          entries: size, appendMicroseconds: filling / .microseconds(1) / Double(max(1, size - begun)),
          inclusion: inclusion, consistency: consistency))
      await database.close()
    }
  }

  private func fill(_ database: Database, from begun: Int) async throws {
    var next = begun
    while next < entries {
      let batch = next..<min(next + 10_000, entries)
      try await database.write { tx in
        for index in batch {
          tx.seal(
            JournalEntry(
              kind: .receipt, subject: "M\(index / 1_000)", sequence: index % 1_000 + 1,
              at: Instant(milliseconds: Int64(index)), parts: []))
        }
      }
      next = batch.upperBound
    }
  }

  private func times(_ proof: (Int) async throws -> Void) async throws -> Times {
    var durations: [Duration] = []
    for _ in 0..<proofs {
      let index = Int.random(in: 0..<entries)
      durations.append(try await ContinuousClock().measure { try await proof(index) })
    }
    return Times(durations)
  }
}
