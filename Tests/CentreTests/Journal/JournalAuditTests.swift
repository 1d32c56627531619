import Centre
import Domain
import Foundation
import Storage
import TestSupport
import Testing

/// Whatever somebody with the database in their hands does to it is found and named.
@Suite struct JournalAuditTests {
  @Test(arguments: Engine.allCases)
  func oneByteOfOneEventIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let body = try await day.body(3)
    let at = try #require(body.firstIndex(of: "M"))
    let changed = body.replacingCharacters(in: at...at, with: "N")
    try await day.tamper(
      "UPDATE dossier_event SET body = \(changed) WHERE dossier = \(day.code.rawValue) AND sequence = 3")
    let fault = try #require(try await day.audit().faults.first)
    #expect(try await day.audit().faults.count == 1)
    #expect(fault.kind == .changed && fault.subject == day.code.rawValue && fault.sequence == 3 && fault.position == 2)
    #expect(fault.line == "changed: dossier \(day.code) event 3, entry 2: what is stored is not what was sealed")
  }

  @Test(arguments: Engine.allCases)
  func anEventThatIsDroppedIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    try await day.tamper("DELETE FROM dossier_event WHERE dossier = \(day.code.rawValue) AND sequence = 8")
    let faults = try await day.audit().faults
    #expect(faults.map(\.kind) == [.missing])
    #expect(faults.first?.subject == day.code.rawValue && faults.first?.sequence == 8)
  }

  /// The late dossier that never was: its rows, and its entries at the end of the journal with the tree over them.
  @Test(arguments: Engine.allCases)
  func entriesThatAreDroppedFromTheEndAreFoundByTheHeads(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    try await day.tamper(
      "DELETE FROM dossier_event WHERE dossier = \(day.code.rawValue) AND sequence >= 7",
      "DELETE FROM journal_entry WHERE position >= 8", "DELETE FROM journal_node WHERE place >= 7")
    let faults = try await day.audit().faults
    #expect(faults.map(\.kind) == [.missing])
    #expect(faults.first?.position == 8 && faults.first?.head == 8)
  }

  /// The same with the head that covers them: what an auditor kept tells.
  @Test(arguments: Engine.allCases)
  func whatIsDroppedWithItsHeadIsFoundByAHeadKeptOutside(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let kept = try await day.house.centre.newestTreeHead().signed
    try await day.tamper(
      "DELETE FROM dossier_event WHERE dossier = \(day.code.rawValue) AND sequence >= 7",
      "DELETE FROM journal_entry WHERE position >= 8", "DELETE FROM journal_node WHERE place >= 7",
      "DELETE FROM journal_head WHERE number = 8")
    #expect(try await day.audit().faults.isEmpty)
    #expect(try await day.audit([kept]).faults.map(\.kind) == [.missing])
  }

  @Test(arguments: Engine.allCases)
  func anEntryThatIsDroppedFromTheMiddleIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    try await day.tamper(
      "DELETE FROM journal_entry WHERE position = 3",
      "DELETE FROM dossier_event WHERE dossier = \(day.code.rawValue) AND sequence = 4")
    let faults = try await day.audit().faults
    #expect(faults.first?.kind == .missing && faults.first?.position == 3)
  }

  @Test(arguments: Engine.allCases)
  func anEventThatIsInsertedIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    try await day.tamper(
      """
      INSERT INTO dossier_event (dossier, sequence, at, name, body)
      SELECT dossier, 9, at, name, body FROM dossier_event WHERE dossier = \(day.code.rawValue) AND sequence = 8
      """)
    let faults = try await day.audit().faults
    #expect(faults.map(\.kind) == [.inserted])
    #expect(faults.first?.subject == day.code.rawValue && faults.first?.sequence == 9)
  }

  @Test(arguments: Engine.allCases)
  func twoEventsThatAreSwappedAreFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let code = day.code.rawValue
    try await day.tamper(
      "UPDATE dossier_event SET sequence = 99 WHERE dossier = \(code) AND sequence = 3",
      "UPDATE dossier_event SET sequence = 3 WHERE dossier = \(code) AND sequence = 4",
      "UPDATE dossier_event SET sequence = 4 WHERE dossier = \(code) AND sequence = 99")
    let faults = try await day.audit().faults
    #expect(faults.map(\.kind) == [.outOfOrder, .outOfOrder])
    #expect(faults.map(\.sequence) == [3, 4])
    #expect(faults.first?.words == "what is stored here was sealed as event 4")
  }

  @Test(arguments: Engine.allCases)
  func bodiesThatAreSwappedAreFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let code = day.code.rawValue
    let (third, fourth) = (try await day.body(3), try await day.body(4))
    try await day.tamper(
      "UPDATE dossier_event SET body = \(fourth) WHERE dossier = \(code) AND sequence = 3",
      "UPDATE dossier_event SET body = \(third) WHERE dossier = \(code) AND sequence = 4")
    #expect(try await day.audit().faults.map(\.kind) == [.outOfOrder, .outOfOrder])
  }

  /// Two entries of the journal that are swapped: each still seals its event, but the tree stands in the old order.
  @Test(arguments: Engine.allCases)
  func entriesThatAreSwappedAreFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    try await day.tamper(
      "UPDATE journal_entry SET position = 99 WHERE position = 2",
      "UPDATE journal_entry SET position = 2 WHERE position = 3",
      "UPDATE journal_entry SET position = 3 WHERE position = 99")
    let faults = try await day.audit().faults
    #expect(Set(faults.map(\.kind)) == [.treeDamaged, .forked])
    #expect(faults.first { $0.kind == .treeDamaged }?.words.contains("entries 2 to 3") == true)
  }

  @Test(arguments: Engine.allCases)
  func anEventThatIsBackdatedIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let other = day.other.rawValue
    try await day.tamper(
      "UPDATE dossier_event SET at = at - 86400000 WHERE dossier = \(other) AND sequence = 1")
    let faults = try await day.audit().faults
    #expect(faults.map(\.kind) == [.backdated])
    #expect(faults.first?.subject == other && faults.first?.sequence == 1)
    #expect(faults.first?.words.contains("2026-03-01T09:40:00+07:00") == true)
  }

  /// A dossier that is filed through the program under an earlier hour: its entry is in order, but heads of that hour do
  /// not cover it.
  @Test(arguments: Engine.allCases)
  func aDossierThatIsFiledBackdatedIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let now = day.house.clock.now
    day.house.clock.set(TestHouse.monday)
    let late = try await day.house.receive().code
    day.house.clock.set(now)
    try await day.house.centre.signTreeHead()
    let faults = try await day.audit().faults
    #expect(faults.map(\.kind) == [.backdated])
    #expect(faults.first?.subject == late.rawValue && faults.first?.position == 10)
  }

  /// The journal written anew over changed events, with everything that the database holds made to fit but the signed
  /// heads.
  @Test(arguments: Engine.allCases)
  func aJournalThatIsWrittenAnewIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let body = try await day.body(1)
    let forged = body.replacing("Nguyễn Văn Mẫu", with: "Trần Văn Khác")
    #expect(forged != body)
    try await day.tamper(
      "UPDATE dossier_event SET body = \(forged) WHERE dossier = \(day.code.rawValue) AND sequence = 1",
      "DELETE FROM journal_entry", "DELETE FROM journal_node", "DELETE FROM sequence WHERE scope = 'journal'",
      "INSERT INTO journal_adoption (kind, subject, sequence) VALUES ('dossier', '', 0)")
    #expect(try await day.database.adoptEarlierEvents() == 10)
    let faults = try await day.audit().faults
    #expect(faults.contains { $0.kind == .forked && $0.head == 1 })
  }

  @Test(arguments: Engine.allCases)
  func aForkIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    let honest = try await day.house.centre.newestTreeHead().signed.head
    let key = try day.house.centre.key.journalKey()
    let fork = try key.sign(TreeHead(size: honest.size, at: honest.at, root: MerkleTree.journal.leaf([1])))
    // Shown to somebody, and kept by nobody else.
    let witnessed = try await day.audit([fork]).faults
    #expect(witnessed.map(\.kind) == [.forked] && witnessed.first?.head == nil)
    // Kept beside the honest one of the same size.
    try await day.database.write { try $0.insert(KeptTreeHead(number: 9, signed: fork)) }
    let faults = try await day.audit().faults
    #expect(faults.map(\.kind) == [.forked] && faults.first?.head == 9)
    #expect(faults.first?.words.contains("10 entries under another root") == true)
  }

  @Test(arguments: Engine.allCases)
  func aHeadThatTheKeyDidNotSignIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    try await day.tamper(
      "UPDATE journal_head SET at = at - 1 WHERE number = 3", "DELETE FROM journal_head WHERE number = 5")
    let faults = try await day.audit().faults
    #expect(faults.map(\.kind) == [.signature, .missing])
    #expect(faults.map(\.head) == [3, 5])
  }

  @Test(arguments: Engine.allCases)
  func aPartOfTheTreeThatIsChangedIsFound(_ engine: Engine) async throws {
    let day = try await JournalHouse.open(engine)
    try await day.tamper("UPDATE journal_node SET hash = \(MerkleTree.journal.empty.text) WHERE place = 2")
    #expect(try await day.audit().faults.map(\.kind) == [.treeDamaged])
  }
}
