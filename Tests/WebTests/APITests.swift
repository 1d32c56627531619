import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Storage
import TestSupport
import Testing

@testable import Web

/// The API as a program meets it.
@Suite struct APITests {
  private func site(_ engine: Engine = .sqlite) async throws -> (Site, TestHouse, token: String) {
    let house = try await TestHouse.open(engine)
    let token = try await house.centre.createToken(unit: "24958", role: .receivingOfficer, label: "test")
    let site = try Site(centre: house.centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    return (site, house, token)
  }

  private static let body = """
    {"procedure": "2.000815", "applicant": {"name": "Nguyễn Văn Mẫu", "personal_number": "068090000101", "phone": "0900000111"},
     "originals": [{"name": "Bằng tốt nghiệp", "pages": 3, "copies": 2}]}
    """

  private func headers(_ token: String, key: String = "an-idempotency-key") -> HTTPFields {
    var headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
    headers[.idempotencyKey] = key
    return headers
  }

  private func json(_ response: TestResponse) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
    return try #require(object as? [String: Any])
  }

  @Test(arguments: Engine.allCases)
  func aSubmissionIsAnsweredAndRepeated(_ engine: Engine) async throws {
    let (site, _, token) = try await site(engine)
    try await site.application().test(.router) { client in
      let headers = headers(token)
      let first = try await client.execute(
        uri: "/api/v1/dossiers", method: .post, headers: headers, body: ByteBuffer(string: Self.body))
      #expect(first.status == .created)
      let answer = try json(first)
      #expect(answer["code"] as? String == "H36.24958-260302-0001")
      #expect(answer["due_at"] as? String == "2026-03-02T17:00:00+07:00")
      #expect(answer["fee"] as? Int == 10_000)
      let second = try await client.execute(
        uri: "/api/v1/dossiers", method: .post, headers: headers, body: ByteBuffer(string: Self.body))
      #expect(second.body == first.body)
      let read = try await client.execute(
        uri: "/api/v1/dossiers/H36.24958-260302-0001", method: .get, headers: headers)
      #expect(try json(read)["state"] as? String == "processing")
      let events = try await client.execute(
        uri: "/api/v1/dossiers/H36.24958-260302-0001/events", method: .get, headers: headers)
      #expect((try json(events)["events"] as? [Any])?.count == 1)
    }
  }

  @Test func refusalsAreProblemDetailsInTheCallersLanguage() async throws {
    let (site, _, token) = try await site()
    try await site.application().test(.router) { client in
      let bare = try await client.execute(uri: "/api/v1/dossiers", method: .post)
      #expect(bare.status == .unauthorized)
      #expect(bare.headers[.contentType]?.hasPrefix("application/problem+json") == true)

      var headers = headers(token)
      headers[.acceptLanguage] = "en"
      let faulty = Self.body.replacing("068090000101", with: "06809")
      let refused = try await client.execute(
        uri: "/api/v1/dossiers", method: .post, headers: headers, body: ByteBuffer(string: faulty))
      #expect(refused.status == .unprocessableContent)
      let problem = try json(refused)
      let errors = try #require(problem["errors"] as? [[String: String]])
      #expect(errors.map { $0["field"] } == ["applicant.personal_number"])
      #expect(errors[0]["detail"]?.contains("12 digits") == true)

      let broken = try await client.execute(
        uri: "/api/v1/dossiers", method: .post, headers: headers,
        body: ByteBuffer(string: "{\"originals\": [{\"pages\": {}}]}"))
      #expect(broken.status == .unprocessableContent)
      #expect(try json(broken)["field"] as? String == "originals.0.pages")

      headers[.idempotencyKey] = nil
      let keyless = try await client.execute(
        uri: "/api/v1/dossiers", method: .post, headers: headers, body: ByteBuffer(string: Self.body))
      #expect(try json(keyless)["field"] as? String == "Idempotency-Key")

      let nowhere = try await client.execute(uri: "/api/v1/nothing", method: .get)
      #expect(nowhere.status == .notFound)
      #expect(nowhere.headers[.contentType]?.hasPrefix("application/problem+json") == true)
      let stranger = try await client.execute(
        uri: "/api/v1/dossiers/H36.24781-260302-0001", method: .get, headers: self.headers(token))
      #expect(stranger.status == .notFound)
    }
  }

  @Test func aBodyOverTheLimitIsCutOff() async throws {
    let (site, _, token) = try await site()
    try await site.application().test(.router) { client in
      let large = ByteBuffer(repeating: UInt8(ascii: " "), count: APIRoutes.bodyLimit + 1)
      let answer = try await client.execute(
        uri: "/api/v1/dossiers", method: .post, headers: headers(token), body: large)
      #expect(answer.status == .contentTooLarge)
      let file = ByteBuffer(repeating: 0, count: FilingLimits.fileBytes + 1)
      let refused = try await client.execute(uri: "/api/v1/files", method: .post, headers: headers(token), body: file)
      #expect(refused.status == .contentTooLarge)
    }
  }

  @Test func aFileIsWhatItsContentIs() async throws {
    let (site, _, token) = try await site()
    try await site.application().test(.router) { client in
      for content in ["", "MZ\u{0}\u{0}this is a program", "<html></html>", "%PDF-1.4 but broken"] {
        let answer = try await client.execute(
          uri: "/api/v1/files", method: .post, headers: headers(token), body: ByteBuffer(string: content))
        #expect(answer.status == .unprocessableContent || answer.status == .unsupportedMediaType, "\(content)")
        #expect(try json(answer)["field"] as? String == "file")
      }
    }
  }

  /// Every path and method of the document is served, and every served path of the API is in the document.
  @Test func theDocumentIsWhatIsServed() async throws {
    let (site, _, token) = try await site()
    try await site.application().test(.router) { client in
      let document = try json(try await client.execute(uri: "/api/v1/openapi.json", method: .get))
      #expect(document["openapi"] as? String == "3.1.0")
      let paths = try #require(document["paths"] as? [String: [String: Any]])
      let documented = Set(
        paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) /api/v1\(path)" } })
      let served = Set(
        site.router().routes.filter { $0.method != .head }.map { "\($0.method.rawValue) \($0.path)" }.filter {
          $0.contains("/api/v1/")
        })
      #expect(documented == served)
      _ = token
    }
  }
}
