internal import CCrypto
internal import Domain

/// What one list or answer says of a certificate.
struct KnownStatus {
  let from: Instant
  let until: Instant?
  /// When it was revoked; `nil` when it was not.
  let revoked: Instant?
}

/// Lists and answers that are at hand, and what they prove.
struct RevocationEvidence {
  var lists: [RevocationList] = []
  var answers: [OCSPAnswer] = []

  /// What is known of a certificate at a moment.
  enum Status: Hashable {
    case good
    case revoked(Instant)
    /// It names a place that would tell, and nothing from there is at hand.
    case unknown
    /// It names no place: nobody tells its revocation.
    case notTold
  }

  /// What is known of a certificate.
  /// - Parameter moment: the proven moment of signing.
  /// - Parameter now: the present; what was made later than that proves nothing.
  func status(
    of certificate: Certificate, issuer: Certificate, trusted: [Certificate], at moment: Instant, now: Instant
  ) -> Status {
    var isKnown = false
    for one in statuses(of: certificate, issuer, trusted, now) where one.from <= now {
      if let revoked = one.revoked {
        if revoked <= moment { return .revoked(revoked) }
        isKnown = true
      } else if one.from >= moment || (one.until ?? one.from.adding(minutes: 24 * 60)) >= moment {
        isKnown = true
      }
    }
    if isKnown { return .good }
    return cuango_names_revocation(certificate.x509) == 1 ? .unknown : .notTold
  }

  private func statuses(
    of certificate: Certificate, _ issuer: Certificate, _ trusted: [Certificate], _ now: Instant
  ) -> [KnownStatus] {
    defer { ERR_clear_error() }
    var result = answers.compactMap { $0.status(of: certificate, issuer: issuer, trusted: trusted, at: now) }
    for list in lists {
      guard AlgorithmPolicy.weakness(signatureOfList: list.crl, at: now) == nil, let from = list.thisUpdate,
        cuango_list_covers(list.crl, certificate.x509, issuer.x509) == 1
      else { continue }
      var entry: OpaquePointer?
      let isListed = X509_CRL_get0_by_cert(list.crl, &entry, certificate.x509) == 1
      let date = entry.flatMap { Instant(asn1: X509_REVOKED_get0_revocationDate($0)) }
      result.append(KnownStatus(from: from, until: list.nextUpdate, revoked: isListed ? date ?? from : nil))
    }
    return result
  }

  /// Adds Adobe's collection: SEQUENCE { [0] lists, [1] answers }.
  mutating func add(archived der: [UInt8]) {
    guard let outer = DERElements.children(of: der) else { return }
    for tagged in outer {
      guard let inner = DERElements.children(of: tagged)?.first, let elements = DERElements.children(of: inner) else {
        continue
      }
      switch tagged.first {
      case 0xA0: lists += elements.compactMap { RevocationList(der: $0) }
      case 0xA1: answers += elements.compactMap { OCSPAnswer(der: $0) }
      default: break
      }
    }
  }
}

/// The elements of a constructed value of DER.
enum DERElements {
  /// The elements within, each whole; `nil` when they can't be told apart.
  static func children(of der: [UInt8]) -> [[UInt8]]? {
    guard let whole = DERLength.whole(der), der.count >= 2 else { return nil }
    var at = der[1] < 128 ? 2 : 2 + Int(der[1]) - 128
    var result: [[UInt8]] = []
    while at < whole {
      let rest = Array(der[at..<whole])
      guard let length = DERLength.whole(rest), result.count < 10_000 else { return nil }
      result.append(Array(rest[0..<length]))
      at += length
    }
    return result
  }
}
