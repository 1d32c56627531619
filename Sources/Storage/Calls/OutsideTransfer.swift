import CCurl
import Foundation

/// A request to somebody else's service by libcurl.
final class OutsideTransfer {
  private let call: OutsideCall
  private let handle: UnsafeMutableRawPointer

  /// Once for the whole program; libcurl asks for it before the first transfer.
  private static let ready: Void = { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

  init(_ call: OutsideCall) throws {
    _ = Self.ready
    guard let handle = curl_easy_init() else { throw OutsideFault.unreachable }
    self.call = call
    self.handle = handle
    set(CURLOPT_URL, call.address.text)
    set(CURLOPT_PROTOCOLS_STR, call.address.isLoopback ? "http,https" : "https")
    if call.address.isLoopback { set(CURLOPT_NOPROXY, "*") }
    cuango_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    cuango_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    cuango_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(3000, call.milliseconds))
    cuango_curl_set_long(handle, CURLOPT_TIMEOUT_MS, call.milliseconds)
    cuango_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    cuango_curl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(call.limit))
    if let basic = call.basic {
      set(CURLOPT_USERNAME, basic.name)
      set(CURLOPT_PASSWORD, basic.password)
    }
    if let form = call.form { set(CURLOPT_COPYPOSTFIELDS, FormText.encoded(form)) }
  }

  deinit { curl_easy_cleanup(handle) }

  func answer() throws -> OutsideAnswer {
    var headers = curl_slist_append(nil, "Accept: application/json")
    if let bearer = call.bearer { headers = curl_slist_append(headers, "Authorization: Bearer \(bearer)") }
    defer { curl_slist_free_all(headers) }
    cuango_curl_set_pointer(handle, CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(headers))
    let sink = Sink(limit: call.limit)
    cuango_curl_set_taker(
      handle,
      { bytes, one, count, target in
        guard let bytes, let target else { return 0 }
        return Unmanaged<Sink>.fromOpaque(target).takeUnretainedValue().take(bytes, one * count)
      }, Unmanaged.passUnretained(sink).toOpaque())
    let code = withExtendedLifetime(sink) { curl_easy_perform(handle) }
    switch code {
    case CURLE_OK: break
    case CURLE_OPERATION_TIMEDOUT: throw OutsideFault.tooSlow
    case CURLE_FILESIZE_EXCEEDED: throw OutsideFault.tooLarge
    default: throw sink.isOver ? OutsideFault.tooLarge : OutsideFault.unreachable
    }
    var status = 0
    cuango_curl_status(handle, &status)
    var type: UnsafePointer<CChar>?
    cuango_curl_media_type(handle, &type)
    let mediaType = type.map { String(cString: $0) } ?? ""
    return OutsideAnswer(
      status: status,
      mediaType: mediaType.prefix { $0 != ";" }.lowercased().trimmingCharacters(in: .whitespaces), body: sink.bytes)
  }

  /// Takes what comes, up to the limit.
  private final class Sink {
    let limit: Int
    private(set) var bytes: [UInt8] = []
    private(set) var isOver = false

    init(limit: Int) { self.limit = limit }

    func take(_ more: UnsafePointer<CChar>, _ count: Int) -> Int {
      guard bytes.count + count <= limit else {
        isOver = true
        return 0
      }
      more.withMemoryRebound(to: UInt8.self, capacity: count) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: $0, count: count))
      }
      return count
    }
  }

  private func set(_ option: CURLoption, _ text: String) { cuango_curl_set_text(handle, option, text) }
}
