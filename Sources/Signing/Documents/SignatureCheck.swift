internal import CCrypto
internal import Domain

/// The check of one signature in a PDF.
struct SignatureCheck {
  let signature: PDFSignature
  private(set) var report = SignatureReport()
  private let verification: DocumentVerification
  private let file: PDFFile

  init(_ signature: PDFSignature, _ verification: DocumentVerification, _ file: PDFFile) {
    self.signature = signature
    self.verification = verification
    self.file = file
    report.field = signature.field.name
    report.kind =
      signature.isTimestamp ? .timestamp : Self.isCertification(signature, file) ? .certification : .approval
    report.coveredBytes = signature.end
    report.coversWholeFile = file.bytes[signature.end...].allSatisfy(PDFLexer.isSpace)
  }

  private static func isCertification(_ signature: PDFSignature, _ file: PDFFile) -> Bool {
    let references = (try? file.resolve(signature.dictionary["Reference"], 0).array) ?? []
    return references.contains { entry in
      (try? file.resolve(entry, 0).dictionary)?["TransformMethod"]?.name == "DocMDP"
    }
  }

  /// Checks it.
  /// - Parameter provenBefore: the earliest moment at which a timestamp that holds proves that the file was there.
  /// - Returns: for a timestamp on the document that holds, its moment.
  mutating func run(_ later: [PDFSignature], _ proofs: DocumentProofs, provenBefore: Instant?) -> Instant? {
    do throws(SignatureFault) {
      // Whether what came later is allowed does not hang on who signed, and is the worse news.
      let audit: ChangeAudit
      do throws(PDFFault) {
        audit = try ChangeAudit(file, after: signature, later: later)
      } catch { throw SignatureFault(.malformedFile, error.words) }
      try audit.run()
      report.changedAfter = audit.changes
      return try signature.isTimestamp ? checkTimestamp(proofs, provenBefore) : checkSignature(proofs, provenBefore)
    } catch {
      report.fault = error
      if report.verdict != .unknown { report.verdict = .invalid }
      return nil
    }
  }

  private var parts: [ArraySlice<UInt8>] { signature.ranges.map { file.bytes[$0] } }

  // MARK: - A timestamp on the document

  private mutating func checkTimestamp(_ proofs: DocumentProofs, _ before: Instant?) throws(SignatureFault) -> Instant?
  {
    report.profile = "RFC 3161"
    let moment = before ?? verification.now
    let timestamp = try Timestamp(signature.message, over: parts, at: moment)
    report.certificate = timestamp.message.certificate
    report.claimedTime = timestamp.time
    try trust(timestamp.message, proofs, at: moment, claimed: timestamp.time)
    guard timestamp.time <= verification.now else {
      throw SignatureFault(.badTimestamp, "the timestamp is of a later time than the present")
    }
    report.provenTime = timestamp.time
    report.verdict = .valid
    return timestamp.time
  }

  // MARK: - A signature

  private mutating func checkSignature(_ proofs: DocumentProofs, _ before: Instant?) throws(SignatureFault) -> Instant?
  {
    let kind = signature.dictionary["SubFilter"]?.name
    guard kind == "adbe.pkcs7.detached" || kind == "ETSI.CAdES.detached" else {
      throw SignatureFault(.unsupported, "signatures of the kind \(kind ?? "without a name") are not taken")
    }
    let message = try SignedMessage(signature.message)
    report.certificate = message.certificate
    guard message.isDetached, message.contentType == NID_pkcs7_data else {
      throw SignatureFault(.malformedMessage, "the signature brings contents of its own along")
    }
    report.claimedTime = message.claimedTime ?? PDFDate.instant(signature.dictionary["M"]?.string)
    var moment = before ?? verification.now
    let stamped = try provenTime(of: message, proofs, at: moment)
    if let stamped { moment = min(moment, stamped) }
    if before != nil || stamped != nil { report.provenTime = moment }
    try message.check(parts, needsCertificateName: kind == "ETSI.CAdES.detached", at: moment)
    guard message.certificate.allows([.digitalSignature, .nonRepudiation]),
      cuango_is_for_other_purposes(message.certificate.x509) == 0
    else {
      throw SignatureFault(.keyUsage, "\(message.certificate.subject): its key may not be used to sign documents")
    }
    // What the signer's clock said matters only while nobody else vouches for the time.
    try trust(message, proofs, at: moment, claimed: report.provenTime == nil ? report.claimedTime : nil)
    report.profile = profile(kind, isStamped: stamped != nil, proofs, before)
    report.verdict = .valid
    return nil
  }

  private func profile(_ kind: String?, isStamped: Bool, _ proofs: DocumentProofs, _ before: Instant?) -> String {
    guard kind == "ETSI.CAdES.detached" else { return "CMS" }
    guard isStamped || before != nil else { return "PAdES-B-B" }
    guard proofs.isStored else { return "PAdES-B-T" }
    return before == nil ? "PAdES-B-LT" : "PAdES-B-LTA"
  }

  /// The moment of the timestamp on the signature, when its certificate is trusted; one that is broken is a fault.
  private func provenTime(of message: SignedMessage, _ proofs: DocumentProofs, at moment: Instant)
    throws(SignatureFault) -> Instant?
  {
    guard message.timestampCount > 0 else { return nil }
    guard let bytes = message.timestamp else {
      throw SignatureFault(.badTimestamp, "the signature has more than one timestamp, or one that can't be read")
    }
    let timestamp = try Timestamp(bytes, over: [message.signatureValue[...]], at: moment)
    guard timestamp.time <= verification.now else {
      throw SignatureFault(.badTimestamp, "the timestamp is of a later time than the present")
    }
    var other = self
    do throws(SignatureFault) {
      try other.trust(timestamp.message, proofs, at: moment, claimed: timestamp.time)
      return timestamp.time
    } catch {
      // A timestamp by somebody unknown proves nothing; one by somebody revoked is a fault.
      if other.report.verdict == .unknown { return nil }
      throw SignatureFault(.badTimestamp, "the timestamp's certificate does not hold: \(error.words)")
    }
  }

  // MARK: - The signer

  /// Builds the path and looks at its revocation; throws when it does not hold, and leaves the verdict `unknown` when
  /// that can't be known.
  private mutating func trust(
    _ message: SignedMessage, _ proofs: DocumentProofs, at moment: Instant, claimed: Instant?
  ) throws(SignatureFault) {
    let certificate = message.certificate
    if let claimed, let from = certificate.notBefore, let until = certificate.notAfter,
      claimed < from || claimed > until
    {
      throw SignatureFault(
        .expiredAtSigning, "\(certificate.subject): was not valid at the time of signing that is told")
    }
    let path = PathVerification(
      trusted: verification.trusted, intermediates: message.certificates + proofs.certificates, at: moment)
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
          throw SignatureFault(
            .expiredSince,
            "\(error.certificate?.subject ?? ""): has expired since, and no timestamp proves that the signature is older"
          )
        }
      }
      throw SignatureFault(error)
    }
    try message.checkCompanions(report.path, verification.trusted + proofs.certificates)
    var evidence = proofs.evidence
    evidence.lists += message.lists
    if let archived = message.archivedRevocation { evidence.add(archived: archived) }
    try checkRevocation(evidence, at: moment)
  }

  private mutating func checkRevocation(_ evidence: RevocationEvidence, at moment: Instant) throws(SignatureFault) {
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

/// Dates of a PDF: `D:20260224170000+07'00'`.
enum PDFDate {
  /// The moment; `nil` when it is none.
  static func instant(_ bytes: [UInt8]?) -> Instant? {
    guard let bytes else { return nil }
    let text = Array(PDFText.string(bytes))
    guard text.count >= 16, text[0] == "D", text[1] == ":", text[2..<16].allSatisfy({ $0.isASCII && $0.isNumber })
    else {
      return nil
    }
    func part(_ range: Range<Int>) -> String { String(text[range]) }
    var zone = "Z"
    if text.count >= 19, text[16] == "+" || text[16] == "-" {
      let minutes = text.count >= 22 ? part(20..<22) : "00"
      zone = part(16..<19) + ":" + minutes
    }
    return Instant(
      iso8601: "\(part(2..<6))-\(part(6..<8))-\(part(8..<10))T\(part(10..<12)):\(part(12..<14)):\(part(14..<16))\(zone)"
    )
  }
}
