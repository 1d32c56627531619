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
    cuango_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    cuango_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, 10)
    cuango_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1024)
    cuango_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, 30)
  }

  deinit { curl_easy_cleanup(handle) }

  private func set(_ option: CURLoption, _ text: String) { cuango_curl_set_text(handle, option, text) }

  private func address(_ name: String) -> String {
    "\(configuration.endpoint)/\(configuration.bucket)/\(name.prefix(2))/\(name)"
  }

  /// Sends a file; the store's answer says that it is kept.
  func put(_ name: String, from path: String, size: Int) throws {
    guard let file = fopen(path, "rb") else { throw StorageError.fileMissing(name) }
    defer { fclose(file) }
    set(CURLOPT_URL, address(name))
    cuango_curl_set_long(handle, CURLOPT_UPLOAD, 1)
    cuango_curl_set_pointer(handle, CURLOPT_READDATA, UnsafeMutableRawPointer(file))
    cuango_curl_set_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(size))
    // The name is the hash of the content, which is just what the signature wants to know.
    var headers = curl_slist_append(nil, "x-amz-content-sha256: \(name)")
    headers = curl_slist_append(headers, "Expect:")
    defer { curl_slist_free_all(headers) }
    cuango_curl_set_pointer(handle, CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(headers))
    let status = try perform()
    guard (200..<300).contains(status) else { throw failure(status, name) }
  }

  /// Fetches a file.
  func get(_ name: String, into incoming: IncomingFile) throws {
    guard let file = fopen(incoming.path, "wb") else { throw DurableFile.error("open", errno) }
    set(CURLOPT_URL, address(name))
    cuango_curl_set_pointer(handle, CURLOPT_WRITEDATA, UnsafeMutableRawPointer(file))
    var headers = curl_slist_append(nil, "x-amz-content-sha256: \(Self.emptyHash)")
    headers = curl_slist_append(headers, "Accept: */*")
    defer { curl_slist_free_all(headers) }
    cuango_curl_set_pointer(handle, CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(headers))
    let status: Int
    do {
      status = try perform()
    } catch {
      fclose(file)
      throw error
    }
    fclose(file)
    guard status == 200 else { throw failure(status, name) }
    let bytes = try DurableFile.read(incoming.path)
    truncate(incoming.path, 0)
    try incoming.append(bytes)
  }

  private func perform() throws -> Int {
    let code = curl_easy_perform(handle)
    guard code == CURLE_OK else {
      throw StorageError.unavailable("files: \(String(cString: curl_easy_strerror(code)))")
    }
    var status = 0
    cuango_curl_status(handle, &status)
    return status
  }

  private func failure(_ status: Int, _ name: String) -> StorageError {
    status == 404 ? .fileMissing(name) : status == 507 ? .diskFull : .unavailable("files: status \(status)")
  }

  private static let emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
