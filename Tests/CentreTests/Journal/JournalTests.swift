import Centre
import Domain
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@Suite struct JournalTests {
  @Test(arguments: Engine.allCases)
  func everyEventHasAnEntryInOrder(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let report = try await day.audit()
    #expect(report.faults.isEmpty, "\(report.faults.map(\.line))")
    #expect(report.size == 10)
    #expect(report.heads == 8)
    let entries = try await day.database.read { try $0.journalEntries(of: day.code.rawValue, kind: .dossier) }
    #expect(entries.map(\.sequence) == Array(1...8))
    #expect(entries.map(\.position) == [0, 1, 2, 3, 4, 5, 8, 9])
    #expect(entries.allSatisfy { $0.salt.count == 16 } && Set(entries.map(\.salt)).count == 8)
  }

  @Test(arguments: Engine.allCases)
  func whatIsUndoneLeavesNeitherEventNorEntry(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    _ = try await house.receive()
    let before = try await house.centre.database.read { try $0.journalSize() }
    struct Crash: Error {}
    await #expect(throws: Crash.self) {
      try await house.centre.database.write { tx in
        try tx.insert(
          ReceiptFacts(
            code: DossierCode(rawValue: "H36.24958-260302-0009"), receivedAt: TestHouse.monday, dueAt: TestHouse.monday,
            fee: 0,
            procedure: "2.000815", unit: "24958"),
          sequence: 1, at: TestHouse.monday)
        throw Crash()
      }
    }
    _ = try await house.receive()
    let report = try await JournalAudit(key: nil).run(house.centre.database)
    #expect(report.faults.isEmpty)
    #expect(report.size == before + 1)
  }

  /// When the entry can't be written, the event isn't either.
  @Test(arguments: Engine.allCases)
  func withoutAnEntryThereIsNoEvent(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let code = try await house.receive().code
    let size = try await house.centre.database.read { try $0.journalSize() }
    // The place that the next entry would take is taken.
    try await house.centre.database.write { tx in
      _ = try tx.execute(
        """
        INSERT INTO journal_entry (position, kind, subject, sequence, at, salt, hash)
        VALUES (\(size), 'x', 'x', 1, 0, '', '')
        """)
    }
    await #expect(throws: StorageError.self) { try await house.act(.pay, code) }
    await #expect(throws: StorageError.self) { try await house.receive() }
    let kept = try await house.centre.database.read { tx in
      (try tx.events(of: code).count, try tx.rows("SELECT dossier FROM dossier_event").count)
    }
    #expect(kept == (1, 1))
  }

  @Test(arguments: Engine.allCases)
  func filingsAtTheSameTimeKeepOneOrder(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<60 {
        let unit: UnitCode = index.isMultiple(of: 2) ? "24958" : "24781"
        group.addTask {
          let code = try await house.receive(unit: unit).code
          if index.isMultiple(of: 3) {
            try await house.act(.pay, code, by: house.officer(.receivingOfficer, unit: unit))
          }
        }
        if index.isMultiple(of: 10) { group.addTask { try await house.centre.signTreeHead() } }
      }
      try await group.waitForAll()
    }
    try await house.centre.signTreeHead()
    let report = try await JournalAudit(key: house.centre.journalPublicKey()).run(house.centre.database)
    #expect(report.faults.isEmpty, "\(report.faults.map(\.line))")
    #expect(report.size == 80)
    #expect(try await house.centre.newestTreeHead().signed.head.size == 80)
  }

  @Test(arguments: Engine.allCases)
  func aHeadIsSignedOnlyWhenTheTreeGrew(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    #expect(try await house.centre.signTreeHead() == nil)
    await #expect(throws: JournalRefusal.noHead) { try await house.centre.newestTreeHead() }
    _ = try await house.receive()
    let first = try #require(try await house.centre.signTreeHead())
    house.pass(minutes: 1)
    #expect(try await house.centre.signTreeHead() == first)
    #expect(first.number == 1 && first.signed.head.size == 1 && first.signed.head.at == TestHouse.monday)
    #expect(try house.centre.journalPublicKey().hasSigned(first.signed.head, first.signed.signature))
    let later = TreeHead(size: 1, at: TestHouse.monday.adding(milliseconds: 1), root: first.signed.head.root)
    #expect(try !house.centre.journalPublicKey().hasSigned(later, first.signed.signature))
  }

  @Test(arguments: Engine.allCases)
  func proofsOfTheStoredTreeHold(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let centre = day.house.centre
    let tree = MerkleTree.journal
    let hashes = try await centre.journalHashes(from: 0, count: 1_000)
    #expect(hashes.size == 10 && hashes.hashes.count == 10)
    for size in 1...10 {
      for index in 0..<size {
        let proof = try await centre.inclusionProof(index: index, size: size).proof
        #expect(proof.leaf == hashes.hashes[index])
        #expect(tree.root(from: proof.leaf, index: index, size: size, path: proof.path) == proof.root)
      }
      let proof = try await centre.consistencyProof(first: size, second: nil).proof
      #expect(
        tree.isConsistent(first: size, proof.firstRoot, second: 10, proof.secondRoot, path: proof.path))
    }
    for (index, size) in [(10, 10), (-1, 10), (0, 11), (0, 0)] {
      await #expect(throws: FieldProblem.self) { try await centre.inclusionProof(index: index, size: size) }
    }
    await #expect(throws: FieldProblem.self) { try await centre.consistencyProof(first: 3, second: 2) }
    await #expect(throws: FieldProblem.self) { try await centre.journalHashes(from: 11, count: 1) }
    await #expect(throws: FieldProblem.self) { try await centre.journalHashes(from: 0, count: 1_001) }
    await #expect(throws: FieldProblem.self) { try await centre.treeHeads(after: -1, count: 1) }
    #expect(try await centre.treeHeads(after: 6, count: 10).map(\.number) == [7, 8])
  }

  /// A store of before the journal: its events are taken in, in batches and next to new ones, and only then a head is
  /// signed.
  @Test(arguments: Engine.allCases)
  func whatHappenedBeforeIsTakenIn(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    try await day.tamper(
      "DELETE FROM journal_entry", "DELETE FROM journal_node", "DELETE FROM journal_head",
      "DELETE FROM sequence WHERE scope = 'journal'",
      "INSERT INTO journal_adoption (kind, subject, sequence) VALUES ('dossier', '', 0)")
    _ = try await day.house.receive()
    #expect(try await day.house.centre.signTreeHead() == nil)
    #expect(try await day.audit().isAdopting)
    #expect(try await day.database.adoptEarlierEvents(batch: 3) == 10)
    #expect(try await day.database.adoptEarlierEvents() == 0)
    #expect(try await day.house.centre.signTreeHead()?.signed.head.size == 11)
    let report = try await day.audit()
    #expect(report.faults.isEmpty, "\(report.faults.map(\.line))")
    #expect(!report.isAdopting)
  }

  @Test(arguments: Engine.allCases)
  func whatBanksTellIsSealed(_ engine: Engine) async throws {
    let house = try await TestHouse.open(engine)
    let notice = BankNotice(
      bank: "970436", reference: "FT 1", account: "MAU24958", amount: 5, memo: "?", at: TestHouse.monday)
    try await house.centre.database.write { tx in
      try tx.insert(
        KeptBankNotice(
          notice: notice, receivedAt: TestHouse.monday, unit: "24958", dossier: nil, outcome: .unknownCode))
      try tx.settle(
        bank: "970436", reference: "FT 1",
        .init(at: TestHouse.monday, by: house.officer(.receivingOfficer).reference, note: "đã trả lại"))
    }
    #expect(try await JournalAudit(key: nil).run(house.centre.database).faults.isEmpty)
    try await house.centre.database.write { tx in
      _ = try tx.execute("UPDATE bank_notice SET amount = 6")
      _ = try tx.execute("DELETE FROM bank_notice_closing")
    }
    let faults = try await JournalAudit(key: nil).run(house.centre.database).faults
    #expect(faults.map(\.kind) == [.changed, .missing])
    #expect(faults.map(\.record) == [.bankNotice, .bankNoticeClosing])
    #expect(faults.map(\.subject) == ["970436 FT 1", "970436 FT 1"])
  }
}
