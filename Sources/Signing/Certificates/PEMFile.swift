internal import CCrypto

/// Certificates and revocation lists out of a file: PEM with any number of them and any text between, or one as DER.
public enum PEMFile {
  /// The most of a kind that one file may hold.
  public static let limit = 10_000

  /// The certificates in a file, in its order; `nil` when there is none, when one can't be read, or when there are
  /// more than `limit`.
  public static func certificates(_ bytes: [UInt8]) -> [Certificate]? {
    if let one = Certificate(der: bytes) { return [one] }
    return blocks(bytes, ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]) { Certificate(der: $0) }
  }

  /// The revocation lists in a file, as `certificates` reads its certificates.
  public static func lists(_ bytes: [UInt8]) -> [RevocationList]? {
    if let one = RevocationList(der: bytes) { return [one] }
    return blocks(bytes, ["X509 CRL"]) { RevocationList(der: $0) }
  }

  /// The CMS message in a file of PEM; `nil` when there is none, or more than one.
  static func message(_ bytes: [UInt8]) -> [UInt8]? {
    let found = blocks(bytes, ["CMS", "PKCS7", "PKCS #7 SIGNED DATA"]) { $0 }
    return found?.count == 1 ? found?.first : nil
  }

  private static func blocks<T>(_ bytes: [UInt8], _ labels: Set<String>, _ read: ([UInt8]) -> T?) -> [T]? {
    let found: [T]?? = OpenSSLBytes.reading(bytes) { bio in
      var result: [T] = []
      while true {
        var name: UnsafeMutablePointer<CChar>?
        var header: UnsafeMutablePointer<CChar>?
        var data: UnsafeMutablePointer<UInt8>?
        var count = 0
        ERR_clear_error()
        guard PEM_read_bio(bio, &name, &header, &data, &count) == 1 else {
          // Nothing more to be found is the end; a block that is damaged is a fault.
          return ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE ? result : nil
        }
        defer {
          CRYPTO_free(name, #file, #line)
          CRYPTO_free(header, #file, #line)
          CRYPTO_free(data, #file, #line)
        }
        guard let name, labels.contains(String(cString: name)) else { continue }
        guard let data, let one = read(Array(UnsafeBufferPointer(start: data, count: count))), result.count < limit
        else { return nil }
        result.append(one)
      }
    }
    guard let result = found ?? nil, !result.isEmpty else { return nil }
    return result
  }
}
