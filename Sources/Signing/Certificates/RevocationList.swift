internal import CCrypto
public import Domain

/// A certificate revocation list, full, delta or indirect. It never changes once it is read.
public final class RevocationList: @unchecked Sendable {
  let crl: OpaquePointer

  /// Takes over a list of OpenSSL.
  init(owning crl: OpaquePointer) { self.crl = crl }

  /// Reads DER; `nil` when it is no list.
  public convenience init?(der: [UInt8]) {
    guard
      let read = OpenSSLBytes.decode(der, { d2i_X509_CRL(nil, $0, $1) }, free: { X509_CRL_free($0) })
    else { return nil }
    self.init(owning: read)
  }

  deinit { X509_CRL_free(crl) }

  /// The list as DER.
  public var der: [UInt8] { OpenSSLBytes.encode { i2d_X509_CRL(crl, $0) } }
  /// The issuer's name as RFC 4514 writes it.
  public var issuer: String { DistinguishedName.text(X509_CRL_get_issuer(crl)) }
  /// When it was made.
  public var thisUpdate: Instant? { Instant(asn1: X509_CRL_get0_lastUpdate(crl)) }
  /// When a newer one is there at the latest.
  public var nextUpdate: Instant? { Instant(asn1: X509_CRL_get0_nextUpdate(crl)) }
}
