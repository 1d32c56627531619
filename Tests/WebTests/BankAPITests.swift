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

/// The bank's notification as a bank meets it, and the payment as the API tells it.
@Suite struct BankAPITests {
  private static let path = "/api/v1/bank/notifications"

  private func visiting(
    _ engine: Engine = .sqlite, _ visit: @escaping @Sendable (any TestClientProtocol, TestHouse) async throws -> Void
  ) async throws {
    let house = try await TestHouse.open(engine)
    let site = try Site(centre: house.centre, configuration: SiteConfiguration(), logger: Logger(label: "test"))
    try await site.application().test(.router) { client in try await visit(client, house) }
  }

  private func headers(_ body: String, _ house: TestHouse, secondsAgo: Int64 = 0) throws -> HTTPFields {
    let timestamp = String(house.clock.now.milliseconds / 1000 - secondsAgo)
    var headers: HTTPFields = [.contentType: "application/json", .acceptLanguage: "en"]
    headers[.bank] = BankSigning.bank
    headers[.bankTimestamp] = timestamp
    headers[.bankSignature] = try BankSigning.secret(BankSigning.bank).signature(
      timestamp: timestamp, body: Array(body.utf8))
    return headers
  }

  private func body(_ memo: String, amount: Int = 10_000, reference: String = "FT1") -> String {
    """
    {"reference": "\(reference)", "account": "MAU24958", "amount": \(amount), "memo": "\(memo)",
     "at": "2026-03-02T08:59:00+07:00"}
    """
  }

  private func json(_ response: TestResponse) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any])
  }

  @Test(arguments: Engine.allCases)
  func aSignedNotificationPaysAndItsReplayGetsTheSameBytes(_ engine: Engine) async throws {
    try await visiting(engine) { client, house in
      let code = try await house.receive().code
      let token = try await house.centre.createToken(unit: "24958", role: .receivingOfficer, label: "test")
      func dossier() async throws -> [String: Any] {
        try json(
          try await client.execute(
            uri: "/api/v1/dossiers/\(code.rawValue)", method: .get, headers: [.authorization: "Bearer \(token)"]))
      }
      let payment = try #require(try await dossier()["payment"] as? [String: Any])
      let payload = try VietQR(payload: try #require(payment["payload"] as? String))
      #expect(payload.memo == payment["memo"] as? String && payload.amount == 10_000)
      #expect(payment["account"] as? String == "MAU24958" && payment["sample"] as? Bool == true)

      let body = body("MBVCB.77.\(payload.memo ?? "").CT tu 0071 NGUYEN VAN MAU")
      let first = try await client.execute(
        uri: Self.path, method: .post, headers: headers(body, house), body: ByteBuffer(string: body))
      #expect(first.status == .ok)
      let answer = try json(first)
      #expect(answer["outcome"] as? String == "paid" && answer["dossier"] as? String == code.rawValue)
      #expect(answer["receipt_number"] as? Int == 1)
      // A minute later, signed anew, as banks do that got no answer.
      house.clock.set(house.clock.now.adding(minutes: 1))
      let again = try await client.execute(
        uri: Self.path, method: .post, headers: headers(body, house), body: ByteBuffer(string: body))
      #expect(again.status == .ok && again.body == first.body)
      let after = try await dossier()
      #expect(after["unpaid"] as? Int == 0 && after["payment"] == nil && after["version"] as? Int == 2)

      let other = self.body("something else")
      let conflict = try await client.execute(
        uri: Self.path, method: .post, headers: headers(other, house), body: ByteBuffer(string: other))
      #expect(conflict.status == .conflict)
      #expect(try json(conflict)["field"] as? String == "reference")
    }
  }

  @Test func whatIsNotSignedRightIsRefusedAndKeptNowhere() async throws {
    try await visiting { client, house in
      let code = try await house.receive().code
      let body = body(code.rawValue)
      let right = try headers(body, house)
      var wrong: [(HTTPFields, String)] = [
        ([:], body), (right, body.replacing("10000", with: "10001")), (right, body + " "), (right, ""),
        (try headers(body, house, secondsAgo: 301), body), (try headers(body, house, secondsAgo: -301), body),
      ]
      for (name, value) in [
        (HTTPField.Name.bank, "970415"), (.bank, "999999"), (.bankTimestamp, "now"), (.bankSignature, "00"),
        (.bankSignature, String(repeating: "0", count: 64)), (.bankTimestamp, ""),
      ] {
        var headers = right
        headers[name] = value
        wrong.append((headers, body))
      }
      for (headers, body) in wrong {
        let answer = try await client.execute(
          uri: Self.path, method: .post, headers: headers, body: ByteBuffer(string: body))
        #expect(answer.status == .unauthorized)
        #expect(answer.headers[.contentType]?.hasPrefix("application/problem+json") == true)
      }
      #expect(try await house.dossier(code).unpaid == 10_000)
      let supervisor = house.officer(.provinceSupervisor)
      var all = BankNoticeFilter(unit: nil)
      all.progress = .all
      #expect(try await house.centre.listBankNotices(all, by: supervisor).total == 0)
    }
  }

  @Test func whatCantBeReadIsAProblemAndABodyOverTheLimitIsCutOff() async throws {
    try await visiting { client, house in
      func answer(_ body: String) async throws -> TestResponse {
        try await client.execute(
          uri: Self.path, method: .post, headers: headers(body, house), body: ByteBuffer(string: body))
      }
      for (body, field) in [
        ("{", nil), ("[]", nil), ("{}", "reference"), (self.body("x").replacing("10000", with: "\"10000\""), "amount"),
        (self.body("x").replacing("10000", with: "10000.5"), nil),
        (self.body("x").replacing("10000", with: "99999999999999999999"), nil),
        (self.body("x", amount: 0), "amount"), (self.body("x", reference: " "), "reference"),
        (self.body("x").replacing("2026-03-02T08:59:00+07:00", with: "2026-03-02"), "at"),
        (self.body("x").replacing("MAU24958", with: "12 34"), "account"),
      ] as [(String, String?)] {
        let refused = try await answer(body)
        #expect(refused.status == .unprocessableContent, "\(body)")
        let problem = try json(refused)
        if let field { #expect((problem["field"] as? String)?.hasPrefix(field) == true, "\(body): \(problem)") }
      }
      let large = self.body(String(repeating: "x", count: APIRoutes.noticeLimit))
      #expect(try await answer(large).status == .contentTooLarge)
      let odd = try await answer(self.body("\\u0000\\u202e <script> ' OR 1=1 --"))
      #expect(odd.status == .ok)
      #expect(try json(odd)["outcome"] as? String == "unknown-code")
    }
  }
}
