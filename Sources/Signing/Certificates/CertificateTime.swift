internal import CCrypto
internal import Domain
internal import Glibc

extension Instant {
  /// The moment that a time of ASN.1 names; `nil` when it is none.
  init?(asn1 time: UnsafePointer<ASN1_TIME>?) {
    guard let time else { return nil }
    var parts = tm()
    guard ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    self.init(milliseconds: Int64(timegm(&parts)) * 1000)
  }

  /// Seconds since 1970, as OpenSSL counts.
  var unixSeconds: Int { Int(milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000) }
}
