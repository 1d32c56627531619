import ArgumentParser
import Domain
import Foundation
import Signing

/// Documents and the signatures on them.
struct DocumentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document", abstract: "Documents and the signatures on them.",
    subcommands: [Verify.self, SignDocumentCommand.self])

  /// Verifies the signatures on a document.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Verify the signatures on a PDF, an XML document, or a file with its .p7s.",
      discussion: """
        Ends with 0 when every signature is valid, 1 when one is not, when one can't be known or when there is none, 2 \
        when the file can't be read.
        """)

    @Argument(help: "The document.") var file: String
    @Option(help: "PEM or DER with the certificates that are trusted, or a folder of such. May be given many times.")
    var trust: [String] = []
    @Option(help: "PEM or DER with revocation lists beside those in the document. May be given many times.")
    var crl: [String] = []
    @Option(help: "The file that a CMS signature (.p7s) is over; without it, the name without its ending.")
    var content: String?
    @Option(help: "The present, ISO 8601: what no timestamp proves to be older is judged by it.") var at: String?
    @Flag(help: "One JSON document.") var json = false

    func run() async throws {
      try await Failures.told {
        let now = try SigningInput.moment(at)
        let trusted = try trust.flatMap(SigningInput.trusted)
        let lists = try crl.flatMap { try SigningInput.lists($0) }
        let bytes = try SigningInput.bytes(file, limit: SigningInput.documentLimit)
        let verification = DocumentVerification(trusted: trusted, lists: lists, now: now)
        let report: DocumentReport
        switch SigningInput.kind(bytes) {
        case .xml: report = try verification.verify(xml: bytes)
        case .message:
          let contents = try SigningInput.bytes(content ?? withoutEnding(), limit: SigningInput.documentLimit)
          report = try verification.verify(message: bytes, over: contents)
        case .pdf: report = try verification.verify(pdf: bytes)
        }
        if json { try Failures.printJSON(DocumentAnswer(report)) } else { tell(report) }
        if report.verdict != .valid { throw Failures.no }
      }
    }

    private func withoutEnding() throws -> String {
      guard let dot = file.lastIndex(of: "."), dot > file.startIndex else {
        throw ConfigurationFault(description: "content: what the signature is over is not given")
      }
      return String(file[..<dot])
    }

    private func tell(_ report: DocumentReport) {
      print(report.verdict.rawValue + (report.fault.map { ": \($0.words)" } ?? ""))
      for signature in report.signatures {
        let answer = SignatureAnswer(signature)
        print("\(answer.field)\t\(answer.verdict)\t\(answer.signer ?? "-")\t\(answer.why)")
        if let time = answer.timestampTime ?? answer.claimedTime {
          print("  \(answer.timestampTime == nil ? "signed, as the signer says," : "signed before") \(time)")
        }
        for change in answer.changedAfter { print("  added later: \(change)") }
        for one in answer.path { print("  \(one.subject)") }
      }
    }
  }
}

/// A document's verdict, as the command tells it.
struct DocumentAnswer: Encodable {
  let verdict: String
  let why: String?
  let code: String?
  let signatures: [SignatureAnswer]

  init(_ report: DocumentReport) {
    let first = report.signatures.first { $0.verdict == report.verdict && $0.fault != nil }?.fault
    verdict = report.verdict.rawValue
    why = (report.fault ?? first)?.words
    code = (report.fault ?? first)?.code
    signatures = report.signatures.map(SignatureAnswer.init)
  }
}

/// A signature, as the command tells it.
struct SignatureAnswer: Encodable {
  let field: String
  let kind: String
  let signer: String?
  let organisation: String?
  let unit: String?
  let claimedTime: String?
  let timestampTime: String?
  let covers: String
  let changedAfter: [String]
  let path: [CertificateAnswer]
  let revocation: String
  let profile: String
  let verdict: String
  let why: String
  let code: String?

  enum CodingKeys: String, CodingKey {
    case field, kind, signer, organisation, unit, covers, revocation, profile, verdict, why, code
    case claimedTime = "claimed_time"
    case timestampTime = "timestamp_time"
    case changedAfter = "changed_after"
    case path = "certificate_path"
  }

  init(_ report: SignatureReport) {
    field = report.field
    kind = report.kind.rawValue
    signer = report.certificate.map { $0.commonName ?? $0.subject }
    organisation = report.certificate?.organisation
    unit = report.certificate?.unit
    claimedTime = report.claimedTime?.iso8601
    timestampTime = report.provenTime?.iso8601
    covers = report.coversWholeFile ? "the whole file" : "the first \(report.coveredBytes) bytes"
    changedAfter = report.changedAfter
    path = report.path.map(CertificateAnswer.init)
    revocation = report.revocation.rawValue
    profile = report.profile
    verdict = report.verdict.rawValue
    why = report.fault?.words ?? "the signature holds"
    code = report.fault?.code
  }
}
