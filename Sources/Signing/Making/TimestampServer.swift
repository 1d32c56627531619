internal import CCrypto
internal import Domain
internal import Glibc

/// A server of timestamps (RFC 3161) that is asked over HTTP.
public struct TimestampServer: Sendable {
  /// Its address, `http://…`.
  public let address: String

  /// A server at an address.
  public init(address: String) { self.address = address }

  /// Asks for a timestamp over contents, and checks it.
  func stamp(_ content: [UInt8], now: Instant) throws(SigningFault) -> Timestamp {
    var nonce = [UInt8](repeating: 0, count: 8)
    guard RAND_bytes(&nonce, 8) == 1 else { throw SigningFault("no random numbers are to be had") }
    nonce[0] &= 0x7F
    let hash = DERWriter.sequence(
      DERWriter.sequence(DERWriter.object(.sha256)), DERWriter.octets(Digest.sha256(content)))
    let request = DERWriter.sequence(DERWriter.integer([1]), hash, DERWriter.integer(nonce), [0x01, 0x01, 0xFF])
    let answer = try post(request)
    guard let parts = DERElements.children(of: answer), parts.count == 2,
      let status = DERElements.children(of: parts[0])?.first,
      status == [0x02, 0x01, 0x00] || status == [0x02, 0x01, 0x01]
    else { throw SigningFault("the timestamp server refused") }
    do throws(SignatureFault) {
      let stamp = try Timestamp(parts[1], over: [content[...]], at: now)
      guard stamp.nonce == Array(nonce.drop { $0 == 0 }) else {
        throw SignatureFault(.badTimestamp, "the timestamp is of another request")
      }
      return stamp
    } catch { throw SigningFault("the timestamp server's answer is not right: \(error.words)") }
  }

  private func post(_ request: [UInt8]) throws(SigningFault) -> [UInt8] {
    defer { ERR_clear_error() }
    var host: UnsafeMutablePointer<CChar>?
    var port: UnsafeMutablePointer<CChar>?
    var path: UnsafeMutablePointer<CChar>?
    var secure: Int32 = 0
    guard address.hasPrefix("http://"),
      OSSL_HTTP_parse_url(address, &secure, nil, &host, &port, nil, &path, nil, nil) == 1
    else { throw SigningFault("the timestamp server's address is not one that begins with http://") }
    defer { for one in [host, port, path] { CRYPTO_free(one, #file, #line) } }
    let answer: [UInt8]?? = OpenSSLBytes.reading(request) { body -> [UInt8]? in
      guard
        let reply = OSSL_HTTP_transfer(
          nil, host, port, path, 0, nil, nil, nil, nil, nil, nil, 0, nil, "application/timestamp-query", body,
          "application/timestamp-reply", 1, 1 << 20, 15, 0)
      else { return nil }
      defer { BIO_free_all(reply) }
      var result: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while case let count = BIO_read(reply, &buffer, 4096), count > 0 { result += buffer[0..<Int(count)] }
      return result
    }
    guard let bytes = answer ?? nil, !bytes.isEmpty else { throw SigningFault("the timestamp server does not answer") }
    return bytes
  }
}

/// Why a document can't be signed.
public struct SigningFault: Error, CustomStringConvertible {
  /// Why, in words.
  public let description: String

  init(_ description: String) { self.description = description }
}
