internal import CCrypto
internal import Domain

/// Whether a signer is whom one trusts: what the certificate is for, its path, its revocation.
struct SignerTrust {
  let verification: DocumentVerification
  /// Certificates that may help to build the path.
  let helpers: [Certificate]
  let evidence: RevocationEvidence

  /// Checks that a certificate is for signing documents.
  func checkPurpose(_ certificate: Certificate) throws(SignatureFault) {
    guard certificate.allows([.digitalSignature, .nonRepudiation]), cuango_is_for_other_purposes(certificate.x509) == 0
    else { throw SignatureFault(.keyUsage, "\(certificate.subject): its key may not be used to sign documents") }
  }

  /// The moment of the timestamp on a signature, when its certificate is trusted; one that is broken is a fault.
  func provenTime(of message: SignedMessage, at moment: Instant) throws(SignatureFault) -> Instant? {
    guard message.timestampCount > 0 else { return nil }
    guard let bytes = message.timestamp else {
      throw SignatureFault(.badTimestamp, "the signature has more than one timestamp, or one that can't be read")
    }
    let timestamp = try Timestamp(bytes, over: [message.signatureValue[...]], at: moment)
    guard timestamp.time <= verification.now else {
      throw SignatureFault(.badTimestamp, "the timestamp is of a later time than the present")
    }
    var report = SignatureReport()
    do throws(SignatureFault) {
      try check(timestamp.message, at: moment, claimed: timestamp.time, &report)
      return timestamp.time
    } catch {
      // A timestamp by somebody unknown proves nothing; one by somebody revoked is a fault.
      if report.verdict == .unknown { return nil }
      throw SignatureFault(.badTimestamp, "the timestamp's certificate does not hold: \(error.words)")
    }
  }

  /// Checks a message's signer, with the proofs that came along.
  func check(
    _ message: SignedMessage, at moment: Instant, claimed: Instant?, _ report: inout SignatureReport
  ) throws(SignatureFault) {
    var evidence = evidence
    evidence.lists += message.lists
    if let archived = message.archivedRevocation { evidence.add(archived: archived) }
    let own = SignerTrust(verification: verification, helpers: helpers, evidence: evidence)
    try own.check(message.certificate, companions: message.certificates, at: moment, claimed: claimed, &report)
    try message.checkCompanions(report.path, verification.trusted + helpers)
  }

  /// Builds the path and looks at its revocation; throws when it does not hold, and leaves the verdict `unknown` when
  /// that can't be known.
  func check(
    _ certificate: Certificate, companions: [Certificate], at moment: Instant, claimed: Instant?,
    _ report: inout SignatureReport
  ) throws(SignatureFault) {
    if let claimed, let from = certificate.notBefore, let until = certificate.notAfter,
      claimed < from || claimed > until
    {
      throw SignatureFault(
        .expiredAtSigning, "\(certificate.subject): was not valid at the time of signing that is told")
    }
    let path = PathVerification(
      trusted: verification.trusted, intermediates: companions + helpers, at: moment)
    do throws(PathVerification.Failure) {
      report.path = try path.verify(certificate)
    } catch {
      if error.fault == .noPath {
        report.verdict = .unknown
      } else if error.fault == .expired, let claimed {
        var then = path
        then.at = claimed
        if (try? then.verify(certificate)) != nil {
          report.verdict = .unknown
          let name = error.certificate?.subject ?? ""
          throw SignatureFault(
            .expiredSince, "\(name): has expired since, and no timestamp proves that the signature is older")
        }
      }
      throw SignatureFault(error)
    }
    try checkRevocation(at: moment, &report)
  }

  private func checkRevocation(at moment: Instant, _ report: inout SignatureReport) throws(SignatureFault) {
    var unknown: Certificate?
    var isKnown = false
    for (certificate, issuer) in zip(report.path, report.path.dropFirst()) {
      let status = evidence.status(
        of: certificate, issuer: issuer, trusted: verification.trusted, at: moment, now: verification.now)
      switch status {
      case .good: isKnown = true
      case .notTold: break
      case .unknown: unknown = unknown ?? certificate
      case .revoked(let time):
        report.revocation = .revoked
        throw SignatureFault(.revoked, "\(certificate.subject): was revoked at \(time.iso8601)")
      }
    }
    report.revocation = unknown != nil ? .unknown : isKnown ? .good : .notTold
    if let unknown {
      report.verdict = .unknown
      throw SignatureFault(
        .revocationUnknown,
        "\(unknown.subject): whether it was revoked is told elsewhere, and nothing from there is at hand")
    }
  }
}
