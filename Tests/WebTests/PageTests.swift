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

/// Pages as a browser without a script meets them.
@Suite struct PageTests {
  private func site(onlineFiling: Bool = true) async throws -> Site {
    let house = try await TestHouse.open(.sqlite)
    let centre = Centre(
      database: house.centre.database, files: house.centre.files, catalogue: house.centre.catalogue,
      key: house.centre.key, settings: CentreSettings(publicURL: "http://localhost", onlineFiling: onlineFiling),
      logger: house.centre.logger, now: house.centre.now)
    return try Site(centre: centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
  }

  @Test func pagesCarryTheHeadersThatProtect() async throws {
    try await site().application().test(.router) { client in
      let home = try await client.execute(uri: "/", method: .get)
      #expect(home.status == .ok)
      #expect(home.headers[.contentSecurityPolicy]?.contains("default-src 'self'") == true)
      #expect(home.headers[.contentSecurityPolicy]?.contains("unsafe-inline") == false)
      #expect(home.headers[.xContentTypeOptions] == "nosniff")
      let cookie = try #require(home.headers[.setCookie])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
      #expect(!String(buffer: home.body).contains("<script>"))
    }
  }

  @Test(arguments: [("vi", "ltr"), ("en", "ltr"), ("ar", "rtl")])
  func everyLanguageHasItsDirection(_ language: String, _ direction: String) async throws {
    try await site().application().test(.router) { client in
      let page = try await client.execute(uri: "/?lang=\(language)", method: .get)
      #expect(String(buffer: page.body).contains("<html lang=\"\(language)\" dir=\"\(direction)\">"))
      // Every key of a template has a text: none is shown as itself or left out.
      #expect(!String(buffer: page.body).contains("portal."))
    }
  }

  @Test func searchingWithoutDiacriticsFinds() async throws {
    try await site().application().test(.router) { client in
      let page = try await client.execute(uri: "/?q=chung+thuc+ban+sao", method: .get)
      #expect(String(buffer: page.body).contains("/thu-tuc/2.000815"))
      let none = try await client.execute(uri: "/?q=%F0%9F%99%82", method: .get)
      #expect(!String(buffer: none.body).contains("/thu-tuc/2.000815"))
    }
  }

  @Test func aFormWithoutItsTokenChangesNothing() async throws {
    try await site().application().test(.router) { client in
      let answer = try await client.execute(
        uri: "/nop", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(string: "procedure=2.000815"))
      #expect(answer.status == .forbidden)
    }
  }

  @Test func theDeskAsksToSignInAndComesBack() async throws {
    try await site().application().test(.router) { client in
      for path in [
        "/desk", "/desk/register", "/desk/dossiers/H36.24958-260302-0001", "/desk/receive", "/desk/export.csv",
      ] {
        let answer = try await client.execute(uri: path, method: .get)
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location]?.hasPrefix("/desk/sign-in?back=") == true)
      }
    }
  }

  @Test func nobodyIsSentToAnotherSite() {
    for hostile in ["//evil.example", "https://evil.example", "/desk//evil", "/desk\\evil", "/other", "/desk/sign-out"]
    {
      #expect(SafeReturn.path(hostile) == "/desk")
    }
    #expect(
      SafeReturn.page(of: "/desk/dossiers/H36.24958-260302-0001/actions/pay") == "/desk/dossiers/H36.24958-260302-0001")
    #expect(SafeReturn.page(of: "/desk/many") == "/desk")
    #expect(SafeReturn.path("/desk/dossiers/H36.24958-260302-0001") == "/desk/dossiers/H36.24958-260302-0001")
  }

  @Test func filingOnlineCanBeSwitchedOff() async throws {
    try await site(onlineFiling: false).application().test(.router) { client in
      let page = try await client.execute(uri: "/thu-tuc/2.000815?lang=en", method: .get)
      #expect(String(buffer: page.body).contains("National Public Service Portal"))
      #expect(!String(buffer: page.body).contains("action=\"/nop\""))
    }
  }

  @Test func whatIsNotThereIsSaidSo() async throws {
    try await site().application().test(.router) { client in
      for path in ["/no-such-page", "/thu-tuc/9.999", "/verify/0000000000000", "/assets/../secret.key"] {
        let answer = try await client.execute(uri: path, method: .get)
        #expect(answer.status == .notFound, "\(path)")
      }
      #expect(try await client.execute(uri: "/health/live", method: .get).status == .ok)
      #expect(try await client.execute(uri: "/health/ready", method: .get).status == .ok)
      let metrics = try await client.execute(uri: "/metrics", method: .get)
      #expect(String(buffer: metrics.body).contains("cuango_requests_total{surface=\"portal\",status=\"404\"}"))
    }
  }
}
