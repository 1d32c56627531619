import ArgumentParser
import Centre
import Domain
import Foundation
import Logging
import Paper
import Storage

/// Checks a receipt with nothing but the public key, or a whole installation.
struct LogVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a receipt with nothing but the public key, or every event of an installation.",
    discussion: "Ends with 0 when all is as it was sealed, 1 when it is not, 2 when something can't be read.")

  @OptionGroup var place: InstallationPlace
  @Option(help: "A receipt: what its check code says, or a file with that or with the receipt as PDF.")
  var receipt: String?
  @Option(help: "The journal's public key, or a file with it; an installation has its own.") var key: String?
  @Option(help: "A head kept earlier, as GET /api/v1/log/head answered it, that the journal must go on from.")
  var head: [String] = []
  @Flag(help: "One JSON document.") var json = false

  func validate() throws {
    guard (receipt != nil) != place.isGiven else {
      throw ValidationError("give either --receipt, or --data or --config")
    }
    if receipt != nil, key == nil { throw ValidationError("--receipt needs --key") }
    if receipt != nil, !head.isEmpty { throw ValidationError("--head goes with --data or --config") }
  }

  func run() async throws {
    try await Failures.told {
      if let receipt { try verify(receipt) } else { try await verifyInstallation() }
    }
  }

  private func givenKey() throws -> JournalPublicKey? {
    guard let key else { return nil }
    let text = (try? LogInput.text(key, limit: 10_000)) ?? key
    guard let read = JournalPublicKey(text: text) else {
      throw ConfigurationFault(description: "key: this is no Ed25519 public key")
    }
    return read
  }

  // MARK: - A receipt

  private func verify(_ given: String) throws {
    guard let key = try givenKey() else { return }
    let (check, text) = try LogInput.receipt(given)
    let differs = text.map { ReceiptText.differences(of: check.facts, from: $0) } ?? []
    let isProved = key.proves(check)
    let isRight = isProved && differs.isEmpty
    let facts = check.facts
    let why =
      !isProved
      ? "the key has signed no journal with this entry"
      : differs.isEmpty ? nil : "the paper says otherwise: \(differs.joined(separator: ", "))"
    if json {
      try Failures.printJSON(
        ReceiptAnswer(
          verdict: isRight ? "valid" : "invalid", why: why, code: facts.code.rawValue,
          receivedAt: facts.receivedAt.iso8601, dueAt: facts.dueAt.iso8601, fee: facts.fee,
          procedure: facts.procedure.rawValue, unit: facts.unit.rawValue, index: check.position, size: check.size,
          signedAt: check.signedAt.iso8601))
    } else {
      print(isRight ? "valid" : "invalid: \(why ?? "")")
      print("code\t\(facts.code.rawValue)")
      print("received\t\(facts.receivedAt.iso8601)")
      print("due\t\(facts.dueAt.iso8601)")
      print("fee\t\(facts.fee)")
      print("procedure\t\(facts.procedure.rawValue)")
      print("unit\t\(facts.unit.rawValue)")
      print("entry\t\(check.position) of \(check.size), signed \(check.signedAt.iso8601)")
    }
    if !isRight { throw Failures.no }
  }

  /// The answer for a receipt.
  struct ReceiptAnswer: Encodable {
    let verdict: String
    let why: String?
    let code: String
    let receivedAt: String
    let dueAt: String
    let fee: Int
    let procedure: String
    let unit: String
    let index: Int
    let size: Int
    let signedAt: String

    enum CodingKeys: String, CodingKey {
      case verdict, why, code, fee, procedure, unit, index, size
      case receivedAt = "received_at"
      case dueAt = "due_at"
      case signedAt = "signed_at"
    }
  }

  // MARK: - An installation

  private func verifyInstallation() async throws {
    let configuration = try place.configuration()
    let key = try givenKey() ?? Installation.existingKey(folder: configuration.dataFolder).journalKey().publicKey
    let witnessed = try head.map(LogInput.head)
    let database = try await Installation.openToRead(configuration, logger: Logger(label: "cuango"))
    guard try await database.isSealed() else {
      throw ConfigurationFault(description: "the store has no journal yet: run cuango migrate")
    }
    let report = try await JournalAudit(key: key, witnessed: witnessed).run(database)
    await database.close()
    let isRight = report.faults.isEmpty && !report.isAdopting
    if json {
      try Failures.printJSON(InstallationAnswer(report, isRight: isRight))
    } else {
      print(isRight ? "valid" : "invalid")
      print("entries\t\(report.size)\nheads\t\(report.heads)\nroot\t\(report.root?.text ?? "-")")
      if report.isAdopting { print("events of before the journal are still being taken in") }
      for fault in report.faults { print(fault.line) }
      if report.more > 0 { print("and \(report.more) more") }
    }
    if !isRight { throw Failures.no }
  }

  /// The answer for an installation.
  struct InstallationAnswer: Encodable {
    struct Fault: Encodable {
      let fault: String
      let record: String?
      let subject: String?
      let event: Int?
      let entry: Int?
      let head: Int?
      let why: String
    }

    let verdict: String
    let entries: Int
    let heads: Int
    let root: String?
    let adopting: Bool
    let faults: [Fault]
    let more: Int

    init(_ report: JournalReport, isRight: Bool) {
      verdict = isRight ? "valid" : "invalid"
      entries = report.size
      heads = report.heads
      root = report.root?.text
      adopting = report.isAdopting
      more = report.more
      faults = report.faults.map { fault in
        Fault(
          fault: fault.kind.rawValue, record: fault.record?.rawValue, subject: fault.subject, event: fault.sequence,
          entry: fault.position, head: fault.head, why: fault.words)
      }
    }
  }
}
