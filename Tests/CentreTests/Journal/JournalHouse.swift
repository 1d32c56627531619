import Centre
import Domain
import Foundation
import Storage
import TestSupport

/// A centre with a small day behind it, and what an intruder at the database can do to it.
struct JournalHouse {
  let house: TestHouse
  /// A dossier with eight events.
  let code: DossierCode
  /// A dossier that was just received.
  let other: DossierCode

  var database: Storage.Database { house.centre.database }

  /// A day: dossiers received and worked on, with heads signed in between.
  static func open(_ engine: Engine) async throws -> JournalHouse {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    try await house.centre.signTreeHead()
    house.pass(minutes: 20)
    for action in [DossierAction.pay, .check, .approve, .sign, .number] {
      try await house.act(action, code)
      try await house.centre.signTreeHead()
    }
    house.pass(minutes: 20)
    let other = try await house.receive().code
    try await house.act(.pay, other)
    try await house.centre.signTreeHead()
    house.pass(minutes: 20)
    for action in [DossierAction.seal, .issue] { try await house.act(action, code) }
    try await house.centre.signTreeHead()
    return JournalHouse(house: house, code: code, other: other)
  }

  /// What an audit finds.
  func audit(_ witnessed: [SignedTreeHead] = []) async throws -> JournalReport {
    try await JournalAudit(key: house.centre.journalPublicKey(), witnessed: witnessed).run(database)
  }

  /// Does something straight to the database.
  func tamper(_ statements: SQL...) async throws {
    try await database.write { tx in for statement in statements { _ = try tx.execute(statement) } }
  }

  /// What is stored as the body of an event.
  func body(_ sequence: Int) async throws -> String {
    let code = code.rawValue
    return try await database.read { tx in
      try tx.row("SELECT body FROM dossier_event WHERE dossier = \(code) AND sequence = \(sequence)")?.text("body")
        ?? ""
    }
  }
}

extension TestHouse {
  /// Lets time pass.
  func pass(minutes: Int) { clock.set(clock.now.adding(minutes: minutes)) }
}
