internal import CCrypto
internal import Domain

/// Which algorithms were strong enough at a moment.
///
/// NIST SP 800-131A lets signatures with SHA-1, and with RSA or DSA keys under 2048 bits (1024 at least), be made until
/// the end of 2013. MD5 and what is older are never enough, nor is an elliptic curve under 224 bits. A moment is that
/// at which a path or a signature is judged: one that nobody proves, such as a date that the signer wrote, is the
/// present.
enum AlgorithmPolicy {
  /// The first moment at which SHA-1 and keys under 2048 bits are too weak.
  static let modern = Instant(milliseconds: 1_388_534_400_000)

  /// Why a signature's hash is too weak; `nil` when it is strong enough.
  static func weakness(digest nid: Int32, at moment: Instant) -> String? {
    switch nid {
    case NID_sha256, NID_sha384, NID_sha512, NID_sha224, NID_sha512_224, NID_sha512_256, NID_sha3_224, NID_sha3_256,
      NID_sha3_384, NID_sha3_512:
      return nil
    case NID_sha1:
      return moment < modern ? nil : "SHA-1"
    default:
      guard nid != NID_undef, let name = OBJ_nid2sn(nid) else { return "an unknown hash" }
      return String(cString: name)
    }
  }

  /// Why a key is too weak; `nil` when it is strong enough.
  static func weakness(key: OpaquePointer?, at moment: Instant) -> String? {
    guard let key else { return "a key that can't be read" }
    let bits = EVP_PKEY_get_bits(key)
    let least: Int32 = moment < modern ? 1024 : 2048
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS:
      return bits >= least ? nil : "RSA with \(bits) bits"
    case EVP_PKEY_DSA:
      return bits >= least ? nil : "DSA with \(bits) bits"
    case EVP_PKEY_EC:
      return bits >= 224 ? nil : "an elliptic curve of \(bits) bits"
    case EVP_PKEY_ED25519, EVP_PKEY_ED448:
      return nil
    default:
      return "an unknown kind of key"
    }
  }

  /// Why a certificate's key is too weak.
  static func weakness(keyOf certificate: Certificate, at moment: Instant) -> String? {
    weakness(key: X509_get0_pubkey(certificate.x509), at: moment)
  }

  /// Why the signature on a certificate is too weak.
  static func weakness(signatureOf certificate: OpaquePointer, at moment: Instant) -> String? {
    var digest: Int32 = 0
    var kind: Int32 = 0
    guard X509_get_signature_info(certificate, &digest, &kind, nil, nil) == 1 || kind != NID_undef else {
      return "an unknown signature algorithm"
    }
    // Ed25519 and Ed448 have their hash in them.
    if kind == NID_ED25519 || kind == NID_ED448 { return nil }
    return weakness(digest: digest, at: moment)
  }

  /// Why the signature on a revocation list is too weak.
  static func weakness(signatureOfList list: OpaquePointer, at moment: Instant) -> String? {
    var algorithm: UnsafePointer<X509_ALGOR>?
    X509_CRL_get0_signature(list, nil, &algorithm)
    return weakness(algorithm: algorithm, at: moment)
  }

  /// Why a signature algorithm's hash is too weak.
  static func weakness(algorithm: UnsafePointer<X509_ALGOR>?, at moment: Instant) -> String? {
    guard let algorithm else { return "an unknown signature algorithm" }
    var object: OpaquePointer?
    X509_ALGOR_get0(&object, nil, nil, algorithm)
    let signature = OBJ_obj2nid(object)
    if signature == NID_ED25519 || signature == NID_ED448 { return nil }
    if signature == NID_rsassaPss { return weakness(digest: cuango_pss_digest(algorithm), at: moment) }
    var digest: Int32 = 0
    var kind: Int32 = 0
    guard OBJ_find_sigid_algs(signature, &digest, &kind) == 1 else { return "an unknown signature algorithm" }
    return weakness(digest: digest, at: moment)
  }
}
