import ArgumentParser
import Domain
import Foundation
import Signing

/// Signs a PDF with a key in a file.
struct SignDocumentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign a PDF, for samples and tests: whoever has the key's file can sign.")

  @Argument(help: "The PDF.") var file: String
  @Option(
    help: "file:PATH of a key in PEM, DER or PKCS#12; its password is taken from CUANGO_KEY_PASSWORD.") var key: String
  @Option(help: "PEM with the signer's certificate first, then those above it.") var cert: String
  @Option(help: "A PNG to be shown on the first page.") var seal: String?
  @Option(help: "Where the picture is: left, bottom and width in points, such as 300,100,120.")
  var place = "330,120,120"
  @Option(help: "The address of a timestamp server, http://…; without it there is no timestamp.") var timestamp: String?
  @Option(help: "Revocation lists to be kept in the document. May be given many times.") var crl: [String] = []
  @Option(help: "Certify, and allow later: 1 nothing, 2 forms and signatures, 3 annotations.") var certify: Int?
  @Option(help: "The name of the signature's field; without it the next that is free.") var field: String?
  @Option(help: "Where the signed document is written.") var out: String

  private var corner: [Double] { place.split(separator: ",").compactMap { Double($0) } }

  func validate() throws {
    guard key.hasPrefix("file:") else { throw ValidationError("the key is file:PATH") }
    if let certify, !(1...3).contains(certify) { throw ValidationError("certify is 1, 2 or 3") }
    guard corner.count == 3, corner.allSatisfy({ $0.isFinite && abs($0) < 14_400 }) else {
      throw ValidationError("place is three numbers in points: left,bottom,width")
    }
  }

  func run() async throws {
    try await Failures.told {
      let password = ProcessInfo.processInfo.environment["CUANGO_KEY_PASSWORD"] ?? ""
      let path = String(key.dropFirst("file:".count))
      guard let read = SoftwareKey.read(try SigningInput.bytes(path), password: password) else {
        throw ConfigurationFault(description: "key: can't be read, or the password is wrong")
      }
      let certificates = try SigningInput.certificates(cert)
      guard let certificate = certificates.first else { return }
      var signing = PDFSigning(
        key: read, certificate: certificate, chain: Array(certificates.dropFirst()), now: try SigningInput.moment(nil))
      signing.timestamps = timestamp.map(TimestampServer.init)
      signing.lists = try crl.flatMap { try SigningInput.lists($0) }
      signing.certifies = certify
      signing.field = field
      if let seal {
        signing.appearance = SignatureAppearance(
          png: try SigningInput.bytes(seal), left: corner[0], bottom: corner[1], width: corner[2])
        if signing.appearance == nil { throw ConfigurationFault(description: "seal: is no PNG that can be read") }
      }
      let signed = try signing.sign(try SigningInput.bytes(file, limit: SigningInput.documentLimit))
      try Data(signed).write(to: URL(fileURLWithPath: out), options: .atomic)
    }
  }
}
