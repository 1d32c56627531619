internal import CCrypto

/// The names of subjects and issuers, as a person reads them.
enum DistinguishedName {
  /// The whole name as RFC 4514 writes it, letters beyond ASCII as they are.
  static func text(_ name: OpaquePointer?) -> String {
    guard let name else { return "" }
    let bytes = OpenSSLBytes.written { cuango_name_print($0, name) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The last part of a kind.
  static func part(_ nid: Int32, of name: OpaquePointer?) -> String? {
    guard let name else { return nil }
    var last: Int32 = -1
    while case let next = X509_NAME_get_index_by_NID(name, nid, last), next >= 0 { last = next }
    guard last >= 0, let entry = X509_NAME_get_entry(name, last) else { return nil }
    var text: UnsafeMutablePointer<UInt8>?
    let count = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry))
    guard count >= 0, let text else { return nil }
    defer { CRYPTO_free(text, #file, #line) }
    return String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
  }
}
