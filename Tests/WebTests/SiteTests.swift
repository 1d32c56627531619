import Centre
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

/// What every surface shares: methods, cookies, weight, time limits.
@Suite struct SiteTests {
  private func site(_ configuration: SiteConfiguration = SiteConfiguration()) async throws -> Site {
    let house = try await TestHouse.open(.sqlite)
    return try Site(centre: house.centre, configuration: configuration, logger: Logger(label: "test"))
  }

  @Test func aWrongMethodIsToldFromAWrongPath() async throws {
    try await site().application().test(.router) { client in
      let page = try await client.execute(uri: "/tra-cuu", method: .delete)
      #expect(page.status == .methodNotAllowed)
      #expect(page.headers[.allow] == "GET, HEAD, POST")
      let head = try await client.execute(uri: "/", method: .head)
      #expect(head.status == .ok && head.body.readableBytes == 0)
      let call = try await client.execute(uri: "/api/v1/dossiers/H36.24958-260302-0001/events", method: .put)
      #expect(call.status == .methodNotAllowed)
      #expect(call.headers[.contentType]?.hasPrefix("application/problem+json") == true)
      #expect(try await client.execute(uri: "/api/v1/nothing", method: .put).status == .notFound)
    }
  }

  @Test func overTLSCookiesBelongToThisHostAlone() async throws {
    try await site(SiteConfiguration(secureCookies: true)).application().test(.router) { client in
      let page = try await client.execute(uri: "/?lang=en", method: .get)
      let cookies = page.headers[values: .setCookie]
      #expect(cookies.count == 2)
      for cookie in cookies {
        #expect(cookie.hasPrefix("__Host-") && cookie.contains("Secure") && cookie.contains("Path=/"), "\(cookie)")
      }
      #expect(page.headers[.strictTransportSecurity] != nil)
    }
  }

  @Test func anotherLanguageShowsTheSamePage() async throws {
    try await site().application().test(.router) { client in
      let page = try await client.execute(uri: "/?q=chung+thuc&lang=en", method: .get)
      #expect(String(buffer: page.body).contains("href=\"?q=chung+thuc&amp;lang=ar\""))
    }
  }

  /// All that the portal's first page fetches, as it goes over the wire.
  @Test(arguments: ["vi", "en", "ar"])
  func theFirstPageIsLight(_ language: String) async throws {
    try await site().application().test(.router) { client in
      let page = try await client.execute(uri: "/?lang=\(language)", method: .get)
      let html = String(buffer: page.body)
      var fetched = Set(html.matches(of: /"(\/assets\/[^"]+)"/).map { String($0.1) })
      fetched.formUnion(["/assets/noto-sans-regular.woff2", "/assets/noto-sans-bold.woff2"])
      if language == "ar" { fetched.insert("/assets/noto-sans-arabic.woff2") }
      var bytes = page.body.readableBytes
      for path in fetched {
        let asset = try await client.execute(uri: path, method: .get, headers: [.acceptEncoding: "gzip, br"])
        #expect(asset.status == .ok, "\(path)")
        bytes += asset.body.readableBytes
      }
      #expect(bytes < 100_000)
    }
  }

  @Test func assetsAreKeptByBrowsers() async throws {
    try await site().application().test(.router) { client in
      let page = String(buffer: try await client.execute(uri: "/", method: .get).body)
      let named = try #require(page.firstMatch(of: /"(\/assets\/site\.css\?v=[0-9a-f]+)"/)).1
      let sheet = try await client.execute(uri: String(named), method: .get)
      #expect(sheet.headers[.cacheControl]?.contains("immutable") == true)
      #expect(String(buffer: sheet.body).contains("noto-sans-regular.woff2?v="))
      let unnamed = try await client.execute(uri: "/assets/site.css", method: .get)
      #expect(unnamed.headers[.cacheControl]?.contains("immutable") == false)
      let again = try await client.execute(
        uri: "/assets/site.css", method: .get, headers: [.ifNoneMatch: sheet.headers[.eTag] ?? ""])
      #expect(again.status == .notModified)
    }
  }

  // MARK: - Requests without end

  private func channel() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: RequestDeadlines())
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return channel
  }

  private static let head = HTTPRequestPart.head(.init(method: .post, scheme: nil, authority: nil, path: "/"))

  @Test func aHeadThatNeverComesIsCutOff() throws {
    let channel = try channel()
    channel.embeddedEventLoop.advanceTime(by: RequestDeadlines.head - .seconds(1))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(!channel.isActive)
  }

  @Test func aBodyWithoutEndIsCutOffThoughItKeepsComing() throws {
    let channel = try channel()
    try channel.writeInbound(Self.head)
    for _ in 0..<Int(RequestDeadlines.request.nanoseconds / 1_000_000_000) {
      guard channel.isActive else { break }
      try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    }
    #expect(!channel.isActive)
  }

  @Test func whatIsStillSentAfterTheAnswerIsCutOffSoon() throws {
    let channel = try channel()
    try channel.writeInbound(Self.head)
    try channel.writeOutbound(HTTPResponsePart.end(nil))
    channel.embeddedEventLoop.advanceTime(by: RequestDeadlines.rest + .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func aConnectionIsKeptFromAnswerToAnswer() throws {
    let channel = try channel()
    for _ in 0..<10 {
      try channel.writeInbound(Self.head)
      try channel.writeInbound(HTTPRequestPart.end(nil))
      try channel.writeOutbound(HTTPResponsePart.end(nil))
      channel.embeddedEventLoop.advanceTime(by: .seconds(50))
      #expect(channel.isActive)
    }
  }
}
