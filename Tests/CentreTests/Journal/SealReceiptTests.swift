import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct SealReceiptTests {
  /// The check code that stands in a receipt's PDF.
  private func code(_ pdf: [UInt8]) throws -> String {
    let text = String(decoding: pdf, as: UTF8.self)
    let found = try #require(text.firstMatch(of: /\/URI \((http:\/\/localhost:8080\/nhat-ky#[A-Z2-7]+)\)/))
    return String(found.1)
  }

  private func receipt(_ house: TestHouse, _ code: DossierCode, _ language: Language = .vi) async throws -> [UInt8] {
    try await house.centre.printReceipt(of: code, by: house.officer(.receivingOfficer), language: language)
  }

  @Test(arguments: Engine.allCases)
  func aReceiptProvesItselfWithThePublicKeyAlone(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let received = try await house.receive()
    let text = try code(try await receipt(house, received.code))
    let key = try #require(JournalPublicKey(text: try house.centre.journalPublicKey().text))
    let check = try #require(ReceiptCheck(code: text))
    #expect(key.proves(check))
    #expect(check.facts.code == received.code && check.facts.dueAt == received.dueAt && check.facts.fee == received.fee)
    #expect(check.position == 1 && check.size == 2)
    let later = ReceiptFacts(
      code: check.facts.code, receivedAt: check.facts.receivedAt, dueAt: check.facts.dueAt.adding(minutes: 1),
      fee: check.facts.fee, procedure: check.facts.procedure, unit: check.facts.unit)
    let forged = ReceiptCheck(
      facts: later, sequence: check.sequence, sealedAt: check.sealedAt, salt: check.salt, position: check.position,
      size: check.size, signedAt: check.signedAt, signature: check.signature, path: check.path)
    #expect(!key.proves(forged))
    let stranger = try #require(SecretKey(bytes: [UInt8](repeating: 8, count: 32))).journalKey().publicKey
    #expect(!stranger.proves(check))
  }

  @Test(arguments: Engine.allCases)
  func printedAgainItIsTheSameReceipt(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let received = try await house.receive()
    let first = try await receipt(house, received.code)
    _ = try await house.receive()
    house.pass(minutes: 5)
    try await house.centre.signTreeHead()
    #expect(try await receipt(house, received.code) == first)
    let size = try await house.centre.database.read { try $0.journalSize() }
    // Two that were received, one promise, one reading.
    #expect(size == 4)
  }

  @Test(arguments: Engine.allCases)
  func aMovedDueDateIsANewPromise(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let received = try await house.receive()
    let first = try #require(ReceiptCheck(code: try code(try await receipt(house, received.code))))
    var form = ClosureForm()
    form.date = "02/03/2026"
    form.reason = "bão"
    _ = try await house.centre.closeUnit(form, by: house.officer(.leader))
    let second = try #require(ReceiptCheck(code: try code(try await receipt(house, received.code))))
    #expect(second.facts.dueAt > first.facts.dueAt && second.sequence == 2)
    #expect(try house.centre.journalPublicKey().proves(first))
    #expect(try house.centre.journalPublicKey().proves(second))
    #expect(try await JournalAudit(key: house.centre.journalPublicKey()).run(house.centre.database).faults.isEmpty)
  }

  @Test(arguments: Engine.allCases)
  func printedManyTimesAtOnceItIsOnePromise(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let received = try await house.receive()
    let printed = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<8 { group.addTask { try await receipt(house, received.code) } }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(printed.count == 1)
    // What was received, the promise, and one reading.
    #expect(try await JournalAudit(key: nil).run(house.centre.database).size == 3)
  }

  @Test func aPublicKeyIsReadAsItIsShown() throws {
    let key = try #require(SecretKey(bytes: [UInt8](repeating: 7, count: 32))).journalKey().publicKey
    #expect(JournalPublicKey(text: key.text) == key)
    #expect(JournalPublicKey(text: key.pem) == key)
    #expect(JournalPublicKey(text: Data(key.bytes).base64EncodedString() + "\n") == key)
    for wrong in ["", "AAAA", key.text + "A", "-----BEGIN PUBLIC KEY-----"] {
      #expect(JournalPublicKey(text: wrong) == nil)
    }
  }
}
