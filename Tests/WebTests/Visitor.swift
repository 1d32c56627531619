import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

/// A person with a browser that runs no script: keeps cookies, follows redirects, posts the forms of the page.
final class Visitor {
  private let client: any TestClientProtocol
  private var cookies: [String: String] = [:]
  private(set) var path = ""
  private(set) var page = ""
  private(set) var status = HTTPResponse.Status.ok

  init(_ client: any TestClientProtocol) { self.client = client }

  func open(_ path: String) async throws { try await go(.get, path) }

  /// Posts a form of the present page, with the page's token.
  func post(_ path: String, _ fields: [(String, String)]) async throws {
    let pairs = ([("form_token", token)] + fields).map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }
    try await go(
      .post, path, contentType: "application/x-www-form-urlencoded",
      body: ByteBuffer(string: pairs.joined(separator: "&")))
  }

  /// Posts a form with files, each under the name of its field.
  func post(
    _ path: String, files: [(field: String, name: String, content: [UInt8])], _ fields: [(String, String)] = [],
    token given: String? = nil
  ) async throws {
    var body = ByteBuffer()
    for (name, value) in [("form_token", given ?? token)] + fields {
      body.writeString("--cut\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
    }
    for file in files {
      body.writeString(
        "--cut\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
          + "Content-Type: application/octet-stream\r\n\r\n")
      body.writeBytes(file.content)
      body.writeString("\r\n")
    }
    body.writeString("--cut--\r\n")
    try await go(.post, path, contentType: "multipart/form-data; boundary=cut", body: body)
  }

  /// Another device: nothing is known of the visitor any more.
  func forget() { cookies = [:] }

  /// The text of the first element with the identifier.
  func text(of id: String) -> String? {
    guard let start = page.range(of: "id=\"\(id)\">")?.upperBound, let end = page[start...].firstIndex(of: "<") else {
      return nil
    }
    return String(page[start..<end])
  }

  /// The lines of the summary above a form: where they lead.
  var faults: [String] {
    page.matches(of: /<li><a href="#(f-[a-z0-9-]+)"/).map { String($0.1) }
  }

  private var token: String {
    page.firstMatch(of: /name="form_token" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
  }

  private func go(
    _ method: HTTPRequest.Method, _ path: String, contentType: String? = nil, body: ByteBuffer? = nil
  ) async throws {
    var headers: HTTPFields = [
      .cookie: cookies.map { "\($0)=\($1)" }.joined(separator: "; "), .acceptLanguage: "en",
    ]
    if let contentType { headers[.contentType] = contentType }
    let response = try await client.execute(uri: path, method: method, headers: headers, body: body)
    for cookie in response.headers[values: .setCookie] {
      let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { cookies[pair[0]] = pair[1] } else { cookies[pair[0]] = nil }
    }
    status = response.status
    self.path = path
    if let location = response.headers[.location] { return try await go(.get, location) }
    page = String(buffer: response.body)
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
