internal import CCrypto

/// Writes a CAdES signature (ETSI EN 319 122-1, baseline B) in two steps, so that the key may be anywhere: first what is to
/// be signed, then the message with the signature in it. The time stands in the document, as PAdES asks.
struct SignedMessageWriter {
  let scheme: SignatureScheme
  let certificate: Certificate
  let chain: [Certificate]
  private let attributes: [[UInt8]]

  /// A message over contents with a hash.
  init(hash: [UInt8], scheme: SignatureScheme, certificate: Certificate, chain: [Certificate]) {
    self.scheme = scheme
    self.certificate = certificate
    self.chain = chain
    func attribute(_ kind: DERWriter.ObjectIdentifier, _ value: [UInt8]) -> [UInt8] {
      DERWriter.sequence(DERWriter.object(kind), DERWriter.set([value]))
    }
    // ESSCertIDv2 (RFC 5035): SHA-256 is meant when no hash is named.
    let name = DERWriter.sequence(
      DERWriter.octets(Digest.sha256(certificate.der)),
      DERWriter.sequence(
        DERWriter.sequence(DERWriter.element(0xA4, Self.issuer(certificate))), Self.serial(certificate)))
    attributes = [
      attribute(.contentType, DERWriter.object(.data)),
      attribute(.messageDigest, DERWriter.octets(hash)),
      attribute(.signingCertificate, DERWriter.sequence(DERWriter.sequence(name))),
    ]
  }

  private static func issuer(_ certificate: Certificate) -> [UInt8] {
    OpenSSLBytes.encode { i2d_X509_NAME(X509_get_issuer_name(certificate.x509), $0) }
  }

  private static func serial(_ certificate: Certificate) -> [UInt8] {
    OpenSSLBytes.encode { i2d_ASN1_INTEGER(X509_get0_serialNumber(certificate.x509), $0) }
  }

  /// What the key signs.
  var toBeSigned: [UInt8] { DERWriter.set(attributes) }

  /// The whole message.
  func message(signature: [UInt8], timestamp: [UInt8]?) -> [UInt8] {
    let unsigned = timestamp.map { token in
      DERWriter.set(
        [DERWriter.sequence(DERWriter.object(.timestamp), DERWriter.set([token]))], tag: 0xA1)
    }
    let signer = DERWriter.sequence(
      DERWriter.integer([1]), DERWriter.sequence(Self.issuer(certificate), Self.serial(certificate)),
      scheme.hashIdentifier, DERWriter.set(attributes, tag: 0xA0), scheme.identifier, DERWriter.octets(signature),
      unsigned ?? [])
    let certificates = DERWriter.set(([certificate] + chain).map(\.der), tag: 0xA0)
    let signed = DERWriter.sequence(
      DERWriter.integer([1]), DERWriter.set([scheme.hashIdentifier]), DERWriter.sequence(DERWriter.object(.data)),
      certificates, DERWriter.set([signer]))
    return DERWriter.sequence(DERWriter.object(.signedData), DERWriter.element(0xA0, signed))
  }
}
