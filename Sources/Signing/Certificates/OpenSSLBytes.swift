internal import CCrypto

/// The ways between byte arrays and what OpenSSL reads and writes.
enum OpenSSLBytes {
  /// Reads a DER structure that must fill all the bytes; `nil` when it can't be read or something follows it.
  static func decode<T>(
    _ bytes: [UInt8], _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> T?, free: (T) -> Void
  ) -> T? {
    defer { ERR_clear_error() }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var cursor: UnsafePointer<UInt8>? = start
      guard let value = read(&cursor, buffer.count) else { return nil }
      guard let cursor, cursor - start == buffer.count else {
        free(value)
        return nil
      }
      return value
    }
  }

  /// Reads a structure at the beginning of the bytes, and tells how long it is.
  static func decodeBeginning<T>(
    _ bytes: [UInt8], _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> T?
  ) -> (T, length: Int)? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var cursor: UnsafePointer<UInt8>? = start
      guard let value = read(&cursor, buffer.count), let cursor else { return nil }
      return (value, cursor - start)
    }
  }

  /// What an `i2d` function writes.
  static func encode(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8] {
    let size = write(nil)
    guard size > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      var cursor = buffer.baseAddress
      count = max(0, Int(write(&cursor)))
    }
  }

  /// Gives OpenSSL bytes to read as from a file.
  static func reading<T>(_ bytes: [UInt8], _ body: (OpaquePointer) -> T) -> T? {
    defer { ERR_clear_error() }
    return bytes.withUnsafeBytes { buffer in
      guard let bio = BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count)) else { return nil }
      defer { BIO_free(bio) }
      return body(bio)
    }
  }

  /// What OpenSSL writes as to a file.
  static func written(_ body: (OpaquePointer) -> Void) -> [UInt8] {
    guard let bio = BIO_new(BIO_s_mem()) else { return [] }
    defer { BIO_free(bio) }
    body(bio)
    var start: UnsafeMutablePointer<CChar>?
    let count = cuango_bio_bytes(bio, &start)
    guard let start, count > 0 else { return [] }
    return UnsafeRawBufferPointer(start: start, count: count).map { $0 }
  }

  /// The bytes of a string of ASN.1.
  static func content(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
    guard let string, let start = ASN1_STRING_get0_data(string) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(max(0, ASN1_STRING_length(string)))))
  }
}
