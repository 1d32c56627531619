internal import CXMLSec
import Domain

extension DocumentVerification {
  /// Verifies an XML document (XMLDSig, XAdES B-B): every element must be signed but for the signatures themselves.
  public func verify(xml bytes: [UInt8]) throws(Unreadable) -> DocumentReport {
    guard let file = XMLFile(bytes) else {
      throw Unreadable(description: "the file is no XML that can be read; document types are not taken")
    }
    guard file.signatures.count <= 20 else { throw Unreadable(description: "the file has too many signatures") }
    let reports = file.signatures.map { report(on: $0, in: file) }
    return DocumentReport(verdict: reports.map(\.verdict).max() ?? .unsigned, fault: nil, signatures: reports)
  }

  private func report(on element: XMLElement, in file: XMLFile) -> SignatureReport {
    var report = SignatureReport()
    report.field = element["Id"] ?? ""
    do throws(SignatureFault) {
      if let clash = file.clash { throw SignatureFault(.identifierClash, "two elements are named \(clash)") }
      let signature = try XMLSignature(element, in: file)
      report.claimedTime = signature.claimedTime
      report.profile = signature.isAdvanced ? "XAdES-B-B" : "XMLDSig"
      let signer = signature.certificates.first { one in
        let der = one.der
        return cuango_xml_verify(element.node, der, der.count) == 1
      }
      report.certificate = signer ?? signature.certificates.first
      guard let signer else {
        throw SignatureFault(.contentsChanged, "the contents are not those that were signed, or by another key")
      }
      try signature.checkName(of: signer)
      guard signature.coversAll(of: file) else {
        throw SignatureFault(.unsignedPart, "a part of the document is not signed")
      }
      report.coversWholeFile = true
      var evidence = RevocationEvidence()
      evidence.lists = lists
      let trust = SignerTrust(verification: self, helpers: [], evidence: evidence)
      try trust.checkPurpose(signer)
      if let weakness = AlgorithmPolicy.weakness(keyOf: signer, at: now) {
        throw SignatureFault(.weakAlgorithm, "the signature uses an algorithm that is too weak: \(weakness)")
      }
      try trust.check(
        signer, companions: signature.certificates, at: now, claimed: signature.claimedTime, &report)
      report.verdict = .valid
    } catch {
      report.fault = error
      if report.verdict != .unknown { report.verdict = .invalid }
    }
    return report
  }
}
