internal import CCrypto
internal import Domain

/// An answer of OCSP (RFC 6960) that somebody kept.
final class OCSPAnswer: @unchecked Sendable {
  private let answer: OpaquePointer

  /// Reads a whole response as DER; `nil` when it is none or tells of a failure.
  init?(der: [UInt8]) {
    guard
      let response = OpenSSLBytes.decode(der, { d2i_OCSP_RESPONSE(nil, $0, $1) }, free: { OCSP_RESPONSE_free($0) })
    else { return nil }
    defer { OCSP_RESPONSE_free(response) }
    guard OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL,
      let basic = OCSP_response_get1_basic(response)
    else { return nil }
    answer = basic
  }

  deinit { OCSP_BASICRESP_free(answer) }

  /// What it says of a certificate, when it is signed by whom it must be.
  func status(of certificate: Certificate, issuer: Certificate, trusted: [Certificate], at: Instant) -> KnownStatus? {
    defer { ERR_clear_error() }
    var status: Int32 = -1
    var revoked: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
    var from: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
    var until: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
    guard cuango_ocsp_find(answer, certificate.x509, issuer.x509, &status, &revoked, &from, &until) == 1,
      let thisUpdate = Instant(asn1: from), let produced = Instant(asn1: OCSP_resp_get0_produced_at(answer)),
      AlgorithmPolicy.weakness(algorithm: OCSP_resp_get0_tbs_sigalg(answer), at: at) == nil,
      isSigned(issuer, trusted, at: produced)
    else { return nil }
    switch status {
    case V_OCSP_CERTSTATUS_GOOD:
      return KnownStatus(from: thisUpdate, until: Instant(asn1: until), revoked: nil)
    case V_OCSP_CERTSTATUS_REVOKED:
      return KnownStatus(from: thisUpdate, until: Instant(asn1: until), revoked: Instant(asn1: revoked) ?? thisUpdate)
    default: return nil
    }
  }

  /// Whether the issuer, or a responder that it named, signed the answer.
  private func isSigned(_ issuer: Certificate, _ trusted: [Certificate], at: Instant) -> Bool {
    guard let store = X509_STORE_new(), let helpers = cuango_x509_stack() else { return false }
    defer {
      X509_STORE_free(store)
      cuango_x509_stack_free(helpers)
    }
    // The issuer's own path was validated before; the answer hangs on it.
    for one in trusted + [issuer] { X509_STORE_add_cert(store, one.x509) }
    cuango_x509_push(helpers, issuer.x509)
    let settings = X509_STORE_get0_param(store)
    X509_VERIFY_PARAM_set_flags(settings, UInt(X509_V_FLAG_PARTIAL_CHAIN))
    X509_VERIFY_PARAM_set_time(settings, at.unixSeconds)
    return OCSP_basic_verify(answer, helpers, store, 0) == 1
  }
}
