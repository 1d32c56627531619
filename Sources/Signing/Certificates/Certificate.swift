internal import CCrypto
public import Domain

/// An X.509 certificate. It never changes once it is read.
public final class Certificate: @unchecked Sendable {
  let x509: OpaquePointer

  /// Takes over a certificate of OpenSSL.
  init(owning x509: OpaquePointer) {
    self.x509 = x509
    // Works out what OpenSSL keeps beside it, so that later readers change nothing.
    X509_check_purpose(x509, -1, 0)
    ERR_clear_error()
  }

  /// Shares a certificate that OpenSSL goes on holding.
  convenience init(sharing x509: OpaquePointer) {
    X509_up_ref(x509)
    self.init(owning: x509)
  }

  /// Reads DER; `nil` when it is no certificate.
  public convenience init?(der: [UInt8]) {
    guard
      let read = OpenSSLBytes.decode(der, { d2i_X509(nil, $0, $1) }, free: { X509_free($0) })
    else { return nil }
    self.init(owning: read)
  }

  deinit { X509_free(x509) }

  /// The certificate as DER.
  public var der: [UInt8] { OpenSSLBytes.encode { i2d_X509(x509, $0) } }

  /// The subject's name as RFC 4514 writes it, in UTF-8.
  public var subject: String { DistinguishedName.text(X509_get_subject_name(x509)) }
  /// The issuer's name as RFC 4514 writes it, in UTF-8.
  public var issuer: String { DistinguishedName.text(X509_get_issuer_name(x509)) }
  /// The subject's common name; `nil` when there is none.
  public var commonName: String? { DistinguishedName.part(NID_commonName, of: X509_get_subject_name(x509)) }
  /// The subject's organisation; `nil` when there is none.
  public var organisation: String? { DistinguishedName.part(NID_organizationName, of: X509_get_subject_name(x509)) }
  /// The subject's unit within its organisation; `nil` when there is none.
  public var unit: String? { DistinguishedName.part(NID_organizationalUnitName, of: X509_get_subject_name(x509)) }

  /// The serial number in hexadecimal, capitals, with `-` when it is negative.
  public var serial: String {
    guard let number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x509), nil) else { return "" }
    defer { BN_free(number) }
    guard let text = BN_bn2hex(number) else { return "" }
    defer { CRYPTO_free(text, #file, #line) }
    return String(cString: text)
  }

  /// From when it holds.
  public var notBefore: Instant? { Instant(asn1: X509_get0_notBefore(x509)) }
  /// Until when it holds.
  public var notAfter: Instant? { Instant(asn1: X509_get0_notAfter(x509)) }

  /// SHA-256 of the DER in hexadecimal.
  public var fingerprint: String { Digest.sha256(der).map { Hex.text($0) }.joined() }

  /// Whether basic constraints make it an authority: what RFC 5280 (6.1.4 k) asks of every issuer on a path.
  var isAuthority: Bool { X509_check_ca(x509) == 1 && X509_get_version(x509) == 2 }

  /// Whether it is issued by its own subject.
  var isSelfIssued: Bool { X509_NAME_cmp(X509_get_subject_name(x509), X509_get_issuer_name(x509)) == 0 }

  /// Whether its key may be used so; a certificate without key usage allows all.
  func allows(_ usage: KeyUsage) -> Bool { X509_get_key_usage(x509) & usage.rawValue != 0 }

  /// Whether extended key usage names a purpose; `nil` when it has no extended key usage.
  func allows(extended purpose: UInt32) -> Bool? {
    guard X509_get_extension_flags(x509) & UInt32(EXFLAG_XKUSAGE) != 0 else { return nil }
    return X509_get_extended_key_usage(x509) & purpose != 0
  }

  /// How a certificate's key may be used.
  struct KeyUsage: OptionSet {
    let rawValue: UInt32

    static let digitalSignature = KeyUsage(rawValue: UInt32(KU_DIGITAL_SIGNATURE))
    static let nonRepudiation = KeyUsage(rawValue: UInt32(KU_NON_REPUDIATION))
    static let certificateSigning = KeyUsage(rawValue: UInt32(KU_KEY_CERT_SIGN))
    static let listSigning = KeyUsage(rawValue: UInt32(KU_CRL_SIGN))
  }
}

extension Certificate: Hashable {
  /// Whether both are the same, byte for byte.
  public static func == (left: Certificate, right: Certificate) -> Bool { X509_cmp(left.x509, right.x509) == 0 }

  /// Feeds what identifies it.
  public func hash(into hasher: inout Hasher) { hasher.combine(X509_subject_name_hash(x509)) }
}
