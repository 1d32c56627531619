internal import CCrypto

/// Hashes by OpenSSL.
enum Digest {
  /// SHA-256.
  static func sha256(_ bytes: [UInt8]) -> [UInt8] { hash(EVP_sha256(), [bytes[...]]) ?? [] }

  /// A hash over parts, one after the other; `nil` when OpenSSL refuses it.
  static func hash(_ algorithm: OpaquePointer?, _ parts: [ArraySlice<UInt8>]) -> [UInt8]? {
    guard let algorithm, let context = EVP_MD_CTX_new() else { return nil }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    guard EVP_DigestInit_ex(context, algorithm, nil) == 1 else { return nil }
    for part in parts {
      guard part.withUnsafeBytes({ EVP_DigestUpdate(context, $0.baseAddress, $0.count) }) == 1 else { return nil }
    }
    var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard EVP_DigestFinal_ex(context, &result, &count) == 1 else { return nil }
    return Array(result.prefix(Int(count)))
  }
}

/// Bytes as hexadecimal digits.
enum Hex {
  /// Two small digits.
  static func text(_ byte: UInt8) -> String {
    let digits = Array("0123456789abcdef")
    return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }
}
