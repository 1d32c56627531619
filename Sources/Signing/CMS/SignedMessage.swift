internal import CCrypto
internal import Domain

/// A CMS SignedData (RFC 5652) with one signer over contents that stand elsewhere or, in a timestamp, within.
final class SignedMessage {
  private let cms: OpaquePointer
  private let signer: OpaquePointer
  /// The signer's certificate.
  let certificate: Certificate
  /// The certificates that came along.
  let certificates: [Certificate]
  /// The revocation lists that came along.
  let lists: [RevocationList]

  /// Reads the bytes: DER, with nothing but zeros after it.
  init(_ bytes: [UInt8]) throws(SignatureFault) {
    defer { ERR_clear_error() }
    // Some writers leave lengths open (BER): OpenSSL tells where the message ends.
    guard let (read, length) = OpenSSLBytes.decodeBeginning(bytes, { d2i_CMS_ContentInfo(nil, $0, $1) }) else {
      throw SignatureFault(.malformedMessage, "the signature is no CMS message")
    }
    guard bytes[length...].allSatisfy({ $0 == 0 }) else {
      CMS_ContentInfo_free(read)
      throw SignatureFault(.malformedMessage, "there is more than the signature between its ranges")
    }
    cms = read
    guard OBJ_obj2nid(CMS_get0_type(read)) == NID_pkcs7_signed else {
      CMS_ContentInfo_free(read)
      throw SignatureFault(.malformedMessage, "the signature is no signed message")
    }
    certificates = Self.certificates(read)
    lists = Self.lists(read)
    CMS_set1_signers_certs(read, nil, 0)
    let signers = CMS_get0_SignerInfos(read)
    var found: OpaquePointer?
    if cuango_signer_count(signers) == 1, let one = cuango_signer_at(signers, 0) {
      signer = one
      CMS_SignerInfo_get0_algs(one, nil, &found, nil, nil)
    } else {
      CMS_ContentInfo_free(read)
      throw SignatureFault(.malformedMessage, "the message does not have exactly one signer")
    }
    guard let found else {
      CMS_ContentInfo_free(read)
      throw SignatureFault(.malformedMessage, "the signer's certificate is not in the message")
    }
    certificate = Certificate(sharing: found)
  }

  deinit { CMS_ContentInfo_free(cms) }

  private static func certificates(_ cms: OpaquePointer) -> [Certificate] {
    guard let stack = CMS_get1_certs(cms) else { return [] }
    defer { cuango_x509_stack_release(stack) }
    return (0..<cuango_x509_count(stack)).compactMap { cuango_x509_at(stack, $0).map { Certificate(sharing: $0) } }
  }

  private static func lists(_ cms: OpaquePointer) -> [RevocationList] {
    guard let stack = CMS_get1_crls(cms) else { return [] }
    defer { cuango_crl_stack_release(stack) }
    return (0..<cuango_crl_count(stack)).compactMap { index in
      guard let one = cuango_crl_at(stack, index) else { return nil }
      X509_CRL_up_ref(one)
      return RevocationList(owning: one)
    }
  }

  /// Whether the contents stand elsewhere.
  var isDetached: Bool { CMS_is_detached(cms) == 1 }
  /// The kind of the contents.
  var contentType: Int32 { OBJ_obj2nid(CMS_get0_eContentType(cms)) }
  /// The contents that stand within.
  var content: [UInt8] {
    guard let pointer = CMS_get0_content(cms), let string = pointer.pointee else { return [] }
    return OpenSSLBytes.content(string)
  }
  /// The signature's value itself, over which a timestamp is made.
  var signatureValue: [UInt8] { OpenSSLBytes.content(CMS_SignerInfo_get0_signature(signer)) }
  /// When the signer says it was signed.
  var claimedTime: Instant? {
    Instant(
      asn1: attribute(NID_pkcs9_signingTime, of: V_ASN1_UTCTIME)
        ?? attribute(NID_pkcs9_signingTime, of: V_ASN1_GENERALIZEDTIME))
  }
  /// Whether the signed attributes name the signer's certificate by its hash.
  private(set) var namesCertificate = false

  /// The timestamp on the signature, as DER; `nil` when there is none.
  var timestamp: [UInt8]? {
    guard let data = cuango_timestamp_of_signature(signer) else { return nil }
    return OpenSSLBytes.content(data)
  }

  /// How many timestamps there are on the signature.
  var timestampCount: Int { Int(cuango_timestamp_count(signer)) }

  /// Adobe's collection of revocation lists and answers among the signed attributes, as DER.
  var archivedRevocation: [UInt8]? {
    guard let data = cuango_signed_sequence(signer, "1.2.840.113583.1.1.8") else { return nil }
    return OpenSSLBytes.content(data)
  }

  private func attribute(_ nid: Int32, of kind: Int32) -> UnsafePointer<ASN1_STRING>? {
    guard let object = OBJ_nid2obj(nid), let data = CMS_signed_get0_data_by_OBJ(signer, object, -3, kind) else {
      return nil
    }
    return UnsafePointer(data.assumingMemoryBound(to: ASN1_STRING.self))
  }

  /// Checks the signature over contents: their hash, the signed attributes, the signer's signature, the strength of
  /// what it uses, and that the attributes name the certificate.
  /// - Parameter parts: the contents, one part after the other.
  /// - Parameter at: the moment whose policy of algorithms applies.
  func check(_ parts: [ArraySlice<UInt8>], needsCertificateName: Bool, at: Instant) throws(SignatureFault) {
    defer { ERR_clear_error() }
    var digest: UnsafeMutablePointer<X509_ALGOR>?
    var signature: UnsafeMutablePointer<X509_ALGOR>?
    var key: OpaquePointer?
    CMS_SignerInfo_get0_algs(signer, &key, nil, &digest, &signature)
    let hash = cuango_algorithm_nid(digest)
    guard CMS_signed_get_attr_count(signer) > 0 else {
      throw SignatureFault(.noSignedAttributes, "the message has no signed attributes")
    }
    guard let name = OBJ_nid2sn(hash), let algorithm = EVP_get_digestbyname(name),
      let computed = Digest.hash(algorithm, parts)
    else { throw SignatureFault(.weakAlgorithm, "the message is hashed in an unknown way") }
    guard let told = attribute(NID_pkcs9_messageDigest, of: V_ASN1_OCTET_STRING) else {
      throw SignatureFault(.malformedMessage, "the message does not say the hash of its contents")
    }
    guard OpenSSLBytes.content(told) == computed else {
      throw SignatureFault(.contentsChanged, "the contents are not those that were signed")
    }
    guard cuango_content_type_is(signer, CMS_get0_eContentType(cms)) == 1 else {
      throw SignatureFault(.malformedMessage, "the message says two things of the kind of its contents")
    }
    guard CMS_SignerInfo_verify(signer) == 1 else {
      throw SignatureFault(.badSignature, "the signature was not made by the certificate's key")
    }
    guard cuango_signature_fits(signature, hash, key) == 1 else {
      throw SignatureFault(.malformedMessage, "the message says two things of how it was signed")
    }
    switch cuango_signing_certificate_matches(cms, signer, certificate.x509) {
    case 1: namesCertificate = true
    case 0 where !needsCertificateName: break
    default: throw SignatureFault(.otherCertificate, "the signature was made for another certificate")
    }
    let weakness =
      AlgorithmPolicy.weakness(digest: hash, at: at) ?? AlgorithmPolicy.weakness(key: key, at: at)
      ?? weakness(named: signature, at: at)
    if let weakness {
      throw SignatureFault(.weakAlgorithm, "the signature uses an algorithm that is too weak: \(weakness)")
    }
  }

  /// Whether every certificate that came along is as its issuer signed it, as far as that issuer is at hand. A copy that
  /// was changed is never used, but shows that somebody was at work.
  func checkCompanions(_ path: [Certificate], _ others: [Certificate]) throws(SignatureFault) {
    defer { ERR_clear_error() }
    let known = path + others + certificates
    for one in certificates where !path.contains(one) && !others.contains(one) {
      let issuers = known.filter { X509_NAME_cmp(X509_get_subject_name($0.x509), X509_get_issuer_name(one.x509)) == 0 }
      let isSound = issuers.contains { X509_verify(one.x509, X509_get0_pubkey($0.x509)) == 1 }
      let resembles = (path + others).contains {
        X509_NAME_cmp(X509_get_subject_name($0.x509), X509_get_subject_name(one.x509)) == 0
          || EVP_PKEY_eq(X509_get0_pubkey($0.x509), X509_get0_pubkey(one.x509)) == 1
      }
      guard isSound || (issuers.isEmpty && !resembles) else {
        throw SignatureFault(.malformedMessage, "a certificate in the message is not as its issuer signed it")
      }
    }
  }

  /// A signature algorithm that names a hash of its own must name a strong one.
  private func weakness(named algorithm: UnsafeMutablePointer<X509_ALGOR>?, at: Instant) -> String? {
    switch cuango_algorithm_nid(algorithm) {
    case NID_rsaEncryption, NID_dsa, NID_X9_62_id_ecPublicKey: return nil
    default: return AlgorithmPolicy.weakness(algorithm: algorithm.map { UnsafePointer($0) }, at: at)
    }
  }
}

/// How long a DER structure is.
enum DERLength {
  /// The bytes of the structure at the beginning; `nil` when it is longer than what there is or no definite length.
  static func whole(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 2 else { return nil }
    if bytes[1] < 128 { return bytes.count >= 2 + Int(bytes[1]) ? 2 + Int(bytes[1]) : nil }
    let more = Int(bytes[1]) - 128
    guard (1...4).contains(more), bytes.count >= 2 + more else { return nil }
    let length = bytes[2..<(2 + more)].reduce(0) { $0 << 8 | Int($1) }
    return length <= bytes.count - 2 - more ? 2 + more + length : nil
  }
}
