internal import CCrypto

/// Hashes by the names that XML signatures have for them.
enum XMLDigest {
  static func hash(_ method: String?, _ bytes: [UInt8]) -> [UInt8]? {
    let algorithm: OpaquePointer? =
      switch method {
      case "http://www.w3.org/2000/09/xmldsig#sha1": EVP_sha1()
      case "http://www.w3.org/2001/04/xmlenc#sha256": EVP_sha256()
      case "http://www.w3.org/2001/04/xmldsig-more#sha384": EVP_sha384()
      case "http://www.w3.org/2001/04/xmlenc#sha512": EVP_sha512()
      default: nil
      }
    return Digest.hash(algorithm, [bytes[...]])
  }
}
