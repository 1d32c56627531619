internal import CCrypto

/// A private key in a file: for samples and tests, since whoever has the file can sign.
public final class SoftwareKey: @unchecked Sendable {
  let key: OpaquePointer

  private init(owning key: OpaquePointer) { self.key = key }

  deinit { EVP_PKEY_free(key) }

  /// Reads a key out of PEM, DER (PKCS#8) or PKCS#12; `nil` when it can't be read or the password is wrong.
  public static func read(_ bytes: [UInt8], password: String) -> SoftwareKey? {
    if let found = OpenSSLBytes.reading(bytes, { cuango_read_private_key($0, password) }) ?? nil {
      return SoftwareKey(owning: found)
    }
    if let found = OpenSSLBytes.reading(bytes, { d2i_PrivateKey_bio($0, nil) }) ?? nil {
      return SoftwareKey(owning: found)
    }
    guard let archive = OpenSSLBytes.decode(bytes, { d2i_PKCS12(nil, $0, $1) }, free: { PKCS12_free($0) }) else {
      return nil
    }
    defer {
      PKCS12_free(archive)
      ERR_clear_error()
    }
    var key: OpaquePointer?
    guard PKCS12_parse(archive, password, &key, nil, nil) == 1, let key else { return nil }
    return SoftwareKey(owning: key)
  }

  /// Whether a certificate is of this key.
  func belongs(to certificate: Certificate) -> Bool {
    defer { ERR_clear_error() }
    return X509_check_private_key(certificate.x509, key) == 1
  }

  /// How it signs; `nil` when it is of another kind than RSA and elliptic curves, or too weak to sign with.
  var scheme: SignatureScheme? {
    let bits = EVP_PKEY_get_bits(key)
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA where bits >= 2048: return .rsa
    case EVP_PKEY_EC where bits >= 384: return .ellipticLong
    case EVP_PKEY_EC where bits >= 256: return .elliptic
    default: return nil
    }
  }

  /// Signs bytes.
  func sign(_ bytes: [UInt8], _ scheme: SignatureScheme) -> [UInt8]? {
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    var count = 0
    guard EVP_DigestSignInit(context, nil, scheme.hash, nil, key) == 1,
      EVP_DigestSign(context, nil, &count, bytes, bytes.count) == 1
    else { return nil }
    var result = [UInt8](repeating: 0, count: count)
    guard EVP_DigestSign(context, &result, &count, bytes, bytes.count) == 1 else { return nil }
    return Array(result.prefix(count))
  }
}

/// A kind of key with the hash that goes with it.
enum SignatureScheme {
  case rsa
  case elliptic
  case ellipticLong

  var hash: OpaquePointer? { self == .ellipticLong ? EVP_sha384() : EVP_sha256() }

  /// The hash's algorithm identifier.
  var hashIdentifier: [UInt8] {
    DERWriter.sequence(DERWriter.object(self == .ellipticLong ? .sha384 : .sha256))
  }

  /// The signature's algorithm identifier.
  var identifier: [UInt8] {
    switch self {
    case .rsa: DERWriter.sequence(DERWriter.object(.rsaWithSHA256), DERWriter.null)
    case .elliptic: DERWriter.sequence(DERWriter.object(.ecdsaWithSHA256))
    case .ellipticLong: DERWriter.sequence(DERWriter.object(.ecdsaWithSHA384))
    }
  }
}
