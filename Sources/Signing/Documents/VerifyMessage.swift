internal import CCrypto
import Domain

extension DocumentVerification {
  /// Verifies a CMS signature that stands beside its file (`.p7s`), in DER or PEM.
  public func verify(message bytes: [UInt8], over contents: [UInt8]) throws(Unreadable) -> DocumentReport {
    let der = PEMFile.message(bytes) ?? bytes
    var report = SignatureReport()
    report.profile = "CMS"
    do throws(SignatureFault) {
      let message = try SignedMessage(der)
      report.certificate = message.certificate
      report.claimedTime = message.claimedTime
      guard message.isDetached, message.contentType == NID_pkcs7_data else {
        throw SignatureFault(.malformedMessage, "the signature brings contents of its own along")
      }
      var evidence = RevocationEvidence()
      evidence.lists = lists + message.lists
      let trust = SignerTrust(verification: self, helpers: [], evidence: evidence)
      let stamped = try trust.provenTime(of: message, at: now)
      let moment = stamped ?? now
      report.provenTime = stamped
      try message.check([contents[...]], needsCertificateName: false, at: moment)
      try trust.checkPurpose(message.certificate)
      report.coversWholeFile = true
      report.coveredBytes = contents.count
      let claimed = stamped == nil ? report.claimedTime : nil
      try trust.check(message, at: moment, claimed: claimed, &report)
      report.verdict = .valid
    } catch {
      report.fault = error
      if report.verdict != .unknown { report.verdict = .invalid }
    }
    return DocumentReport(verdict: report.verdict, fault: nil, signatures: [report])
  }
}
