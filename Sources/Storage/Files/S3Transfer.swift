import CCurl
import Foundation

/// One request to an S3 store.
final class S3Transfer {
  private let configuration: S3Configuration
  private let handle: UnsafeMutableRawPointer

  init(_ configuration: S3Configuration) throws {
    guard let handle = curl_easy_init() else { throw StorageError.unavailable("curl") }
    self.configuration = configuration
    self.handle = handle
    set(CURLOPT_AWS_SIGV4, "aws:amz:\(configuration.region):s3")
    set(CURLOPT_USERPWD, "\(configuration.accessKey):\(configuration.secretKey)")
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    cuango_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    cuango_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, 10)
    cuango_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1024)
    cuango_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, 30)
    // What a store says besides is passed over.
    cuango_curl_set_taker(handle, { _, one, count, _ in one * count }, nil)
  }

  deinit { curl_easy_cleanup(handle) }

  /// Sends a file; the store's answer says that it is kept.
  func put(_ name: String, from path: String, size: Int) throws {
    guard let file = fopen(path, "rb") else { throw StorageError.fileMissing(name) }
    defer { fclose(file) }
    cuango_curl_set_long(handle, CURLOPT_UPLOAD, 1)
    cuango_curl_set_pointer(handle, CURLOPT_READDATA, UnsafeMutableRawPointer(file))
    cuango_curl_set_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(size))
    // The name is the hash of the content, which is just what the signature wants to know.
    try perform(name, contentHash: name)
  }

  /// The size of a file as the store has it.
  func size(of name: String) throws -> Int {
    cuango_curl_set_long(handle, CURLOPT_NOBODY, 1)
    try perform(name, contentHash: Self.emptyHash)
    var length: curl_off_t = -1
    cuango_curl_length(handle, &length)
    return Int(length)
  }

  /// Fetches a file.
  func get(_ name: String, into incoming: IncomingFile) throws {
    let sink = Sink(incoming)
    cuango_curl_set_taker(
      handle,
      { bytes, one, count, target in
        guard let bytes, let target else { return 0 }
        return Unmanaged<Sink>.fromOpaque(target).takeUnretainedValue().take(bytes, one * count)
      }, Unmanaged.passUnretained(sink).toOpaque())
    do {
      try withExtendedLifetime(sink) { try perform(name, contentHash: Self.emptyHash) }
    } catch {
      throw sink.error ?? error
    }
  }

  /// Takes what comes, and remembers why it could not.
  private final class Sink {
    let file: IncomingFile
    var error: (any Error)?

    init(_ file: IncomingFile) { self.file = file }

    func take(_ bytes: UnsafePointer<CChar>, _ count: Int) -> Int {
      do {
        try bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
          try file.append(UnsafeBufferPointer(start: $0, count: count))
        }
        return count
      } catch {
        self.error = error
        return 0
      }
    }
  }

  private func set(_ option: CURLoption, _ text: String) { cuango_curl_set_text(handle, option, text) }

  private func perform(_ name: String, contentHash: String) throws {
    set(CURLOPT_URL, "\(configuration.endpoint)/\(configuration.bucket)/\(name.prefix(2))/\(name)")
    // No header may be taken out ("Expect:") here: libcurl 7.88 would sign it all the same.
    let headers = curl_slist_append(nil, "x-amz-content-sha256: \(contentHash)")
    defer { curl_slist_free_all(headers) }
    cuango_curl_set_pointer(handle, CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(headers))
    let code = curl_easy_perform(handle)
    guard code == CURLE_OK else {
      throw StorageError.unavailable("files: \(String(cString: curl_easy_strerror(code)))")
    }
    var status = 0
    cuango_curl_status(handle, &status)
    switch status {
    case 200..<300: return
    case 404: throw StorageError.fileMissing(name)
    case 507: throw StorageError.diskFull
    default: throw StorageError.unavailable("files: status \(status)")
    }
  }

  private static let emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
