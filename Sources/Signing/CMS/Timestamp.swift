internal import CCrypto
internal import Domain

/// A timestamp of RFC 3161: that somebody trusted saw a hash at a moment.
struct Timestamp {
  let message: SignedMessage
  /// The moment that it vouches for.
  let time: Instant
  /// The token as DER.
  let bytes: [UInt8]
  /// The number that came with the request, without zeros before it.
  let nonce: [UInt8]

  /// Reads a token and checks that it is over the contents and signed by a certificate for timestamps. Whether that
  /// certificate is trusted is another question.
  init(_ bytes: [UInt8], over parts: [ArraySlice<UInt8>], at: Instant) throws(SignatureFault) {
    defer { ERR_clear_error() }
    let message = try SignedMessage(bytes)
    guard message.contentType == NID_id_smime_ct_TSTInfo, !message.isDetached else {
      throw SignatureFault(.badTimestamp, "the timestamp is no timestamp")
    }
    let content = message.content
    guard
      let info = OpenSSLBytes.decode(content, { d2i_TS_TST_INFO(nil, $0, $1) }, free: { TS_TST_INFO_free($0) }),
      let time = Instant(asn1: TS_TST_INFO_get_time(info))
    else { throw SignatureFault(.badTimestamp, "the timestamp can't be read") }
    defer { TS_TST_INFO_free(info) }
    let imprint = TS_TST_INFO_get_msg_imprint(info)
    let hash = cuango_algorithm_nid(TS_MSG_IMPRINT_get_algo(imprint))
    guard let name = OBJ_nid2sn(hash), let computed = Digest.hash(EVP_get_digestbyname(name), parts),
      OpenSSLBytes.content(TS_MSG_IMPRINT_get_msg(imprint)) == computed
    else { throw SignatureFault(.badTimestamp, "the timestamp is of something else") }
    if let weakness = AlgorithmPolicy.weakness(digest: hash, at: at) {
      throw SignatureFault(.weakAlgorithm, "the timestamp uses an algorithm that is too weak: \(weakness)")
    }
    try message.check([content[...]], needsCertificateName: false, at: at)
    guard X509_check_purpose(message.certificate.x509, X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1 else {
      throw SignatureFault(.badTimestamp, "the timestamp's certificate is not for timestamps")
    }
    self.message = message
    self.bytes = bytes
    nonce = OpenSSLBytes.content(TS_TST_INFO_get_nonce(info))
    self.time = time
  }
}
