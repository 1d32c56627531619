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

  private func trust(_ proofs: DocumentProofs) -> SignerTrust {
    SignerTrust(verification: verification, helpers: proofs.certificates, evidence: proofs.evidence)
  }

  // MARK: - A timestamp on the document

  private mutating func checkTimestamp(_ proofs: DocumentProofs, _ before: Instant?) throws(SignatureFault) -> Instant?
  {
    report.profile = "RFC 3161"
    let moment = before ?? verification.now
    let timestamp = try Timestamp(signature.message, over: parts, at: moment)
    report.certificate = timestamp.message.certificate
    report.claimedTime = timestamp.time
    try trust(proofs).check(timestamp.message, at: moment, claimed: timestamp.time, &report)
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
    let stamped = try trust(proofs).provenTime(of: message, at: moment)
    if let stamped { moment = min(moment, stamped) }
    if before != nil || stamped != nil { report.provenTime = moment }
    try message.check(parts, needsCertificateName: kind == "ETSI.CAdES.detached", at: moment)
    try trust(proofs).checkPurpose(message.certificate)
    // What the signer's clock said matters only while nobody else vouches for the time.
    let claimed = report.provenTime == nil ? report.claimedTime : nil
    try trust(proofs).check(message, at: moment, claimed: claimed, &report)
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
