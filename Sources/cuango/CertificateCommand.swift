import ArgumentParser
import Domain
import Foundation
import Signing

/// Certificates and the paths to those that are trusted.
struct CertificateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate", abstract: "Certificates and the paths to those that are trusted.",
    subcommands: [Verify.self])

  /// Validates a certificate's path.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Validate a certificate's path as RFC 5280 has it.",
      discussion: "Ends with 0 when it is valid, 1 when it is not, 2 when something can't be read.")

    @Argument(help: "PEM or DER: first the certificate, then those that lead to a trusted one, in any order.")
    var chain: String
    @Option(help: "PEM or DER with the certificates that are trusted. May be given many times.") var trust: [String]
    @Option(
      help: """
        PEM or DER with revocation lists, full, delta or indirect. May be given many times; without it revocation is \
        not checked.
        """)
    var crl: [String] = []
    @Option(help: "The moment at which it must be valid, ISO 8601; without it the present.") var at: String?
    @Option(help: "The policy that it must be valid for, as dotted numbers. May be given many times.")
    var policy: [String] = []
    @Flag(help: "Policy mappings do not count (RFC 5280, initial-policy-mapping-inhibit).")
    var inhibitPolicyMapping = false
    @Flag(help: "The policy anyPolicy does not count (RFC 5280, initial-any-policy-inhibit).")
    var inhibitAnyPolicy = false
    @Flag(help: "One JSON document.") var json = false

    /// The answer.
    struct Answer: Encodable {
      let verdict: String
      let why: String
      let code: String?
      let certificate: CertificateAnswer?
      let at: String
      let revocation: String
      let path: [CertificateAnswer]?
    }

    func validate() throws {
      guard !trust.isEmpty else { throw ValidationError("give at least one --trust") }
      if let wrong = policy.first(where: { !PathVerification.isPolicy($0) }) {
        throw ValidationError("policy: \(wrong) is no object identifier in dotted numbers")
      }
    }

    func run() async throws {
      try await Failures.told {
        let at = try SigningInput.moment(at)
        let given = try SigningInput.certificates(chain)
        guard let leaf = given.first else { return }
        var verification = PathVerification(
          trusted: try trust.flatMap { try SigningInput.certificates($0) }, intermediates: Array(given.dropFirst()),
          lists: crl.isEmpty ? nil : try crl.flatMap { try SigningInput.lists($0) }, at: at, policies: policy)
        verification.inhibitsMapping = inhibitPolicyMapping
        verification.inhibitsAnyPolicy = inhibitAnyPolicy
        let revocation = crl.isEmpty ? "not checked" : "checked"
        do {
          let path = try verification.verify(leaf)
          try tell(
            Answer(
              verdict: "valid", why: "the path holds: \(path.count) certificates, revocation \(revocation)", code: nil,
              certificate: nil, at: at.iso8601, revocation: revocation,
              path: path.map(CertificateAnswer.init)))
        } catch let failure as PathVerification.Failure {
          try tell(
            Answer(
              verdict: "invalid", why: failure.words, code: failure.fault.rawValue,
              certificate: failure.certificate.map(CertificateAnswer.init), at: at.iso8601, revocation: revocation,
              path: nil))
          throw Failures.no
        }
      }
    }

    private func tell(_ answer: Answer) throws {
      if json { return try Failures.printJSON(answer) }
      print("\(answer.verdict): \(answer.why)")
      for one in answer.path ?? [] { print("  \(one.subject)") }
      if answer.revocation == "not checked" { print("revocation was not checked: no --crl was given") }
    }
  }
}

/// A certificate, as commands tell it.
struct CertificateAnswer: Encodable {
  let subject: String
  let issuer: String
  let serial: String
  let notBefore: String?
  let notAfter: String?
  let sha256: String

  enum CodingKeys: String, CodingKey {
    case subject, issuer, serial, sha256
    case notBefore = "not_before"
    case notAfter = "not_after"
  }

  init(_ certificate: Certificate) {
    subject = certificate.subject
    issuer = certificate.issuer
    serial = certificate.serial
    notBefore = certificate.notBefore?.iso8601
    notAfter = certificate.notAfter?.iso8601
    sha256 = certificate.fingerprint
  }
}
