import Centre
import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

/// The page to which the QR between a receipt's signatures leads.
@Suite struct JournalPageTests {
  private func code(_ house: TestHouse) async throws -> (ReceivedDossier, String) {
    let received = try await house.receive()
    let pdf = try await house.centre.printReceipt(
      of: received.code, by: house.officer(.receivingOfficer), language: .vi)
    let found = try #require(String(decoding: pdf, as: UTF8.self).firstMatch(of: /nhat-ky#([A-Z2-7]+)\)/))
    return (received, String(found.1))
  }

  @Test func aRightCodeTellsWhatThePaperMustSay() async throws {
    try await DeskVisits.visiting { visitor, house in
      let (received, code) = try await code(house)
      try await visitor.open("/nhat-ky")
      let key = try house.centre.journalPublicKey().text
      #expect(visitor.status == .ok && visitor.page.contains(key))
      try await visitor.post("/nhat-ky", [("code", "http://localhost:8080/nhat-ky#" + code)])
      #expect(visitor.status == .ok)
      for part in ["holds exactly this", received.code.rawValue, "17:00", "2.000815"] {
        #expect(visitor.page.contains(part), "\(part)")
      }
    }
  }

  @Test func aForgedCodeAndOneThatIsNoneAreToldApart() async throws {
    try await DeskVisits.visiting { visitor, house in
      let (_, code) = try await code(house)
      let check = try #require(ReceiptCheck(code: code))
      let facts = check.facts
      let forged = ReceiptCheck(
        facts: ReceiptFacts(
          code: facts.code, receivedAt: facts.receivedAt, dueAt: facts.dueAt.adding(minutes: 60), fee: facts.fee,
          procedure: facts.procedure, unit: facts.unit),
        sequence: check.sequence, sealedAt: check.sealedAt, salt: check.salt, position: check.position,
        size: check.size, signedAt: check.signedAt, signature: check.signature, path: check.path)
      try await visitor.open("/nhat-ky")
      try await visitor.post("/nhat-ky", [("code", forged.code)])
      #expect(visitor.status == .ok && visitor.page.contains("did not sign this code"))
      #expect(!visitor.page.contains(facts.code.rawValue))
      for typed in ["", "xin chào", "<script>alert(1)</script>", String(code.dropLast(7))] {
        try await visitor.post("/nhat-ky", [("code", typed)])
        #expect(visitor.status == .unprocessableContent && visitor.page.contains("not the check code"), "\(typed)")
        #expect(!visitor.page.contains("<script>alert"))
      }
      try await visitor.post("/nhat-ky", [("code", String(repeating: "A", count: 300_000))])
      #expect(visitor.status == .contentTooLarge)
    }
  }
}
