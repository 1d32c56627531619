import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct MigrationTests {
  private func store(_ engine: Engine) async throws -> Storage.Database {
    try await TestStore.open(engine, folder: Stores.folder())
  }

  @Test func theStepsAreNumberedWithoutAGap() {
    #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
  }

  @Test(arguments: Engine.allCases)
  func migratingTwiceChangesNothing(_ engine: Engine) async throws {
    let database = try await store(engine)
    try await database.migrate()
    try await database.migrate()
    #expect(try await database.schemaVersion() == Migration.all.count)
  }

  @Test(arguments: Engine.allCases)
  func aNewerSchemaIsRefused(_ engine: Engine) async throws {
    let database = try await store(engine)
    try await database.migrate()
    let known = Migration.all.count
    try await database.write { tx in
      _ = try tx.execute("INSERT INTO schema_version (number, name) VALUES (\(known + 1), \("from the future"))")
    }
    let error = await #expect(throws: StorageError.schemaTooNew(found: known + 1, known: known)) {
      try await database.migrate()
    }
    #expect("\(try #require(error))".contains("version \(known + 1)"))
  }

  @Test(arguments: Engine.allCases)
  func aStepThatFailsLeavesNothingOfItself(_ engine: Engine) async throws {
    let database = try await store(engine)
    let good = Migration(number: 1, name: "good", statements: ["CREATE TABLE one (a TEXT)"])
    let broken = Migration(
      number: 2, name: "broken", statements: ["CREATE TABLE two (a TEXT)", "CREATE TABLE three (a TEXT, a TEXT)"])
    await #expect(throws: StorageError.self) { try await database.migrate([good, broken]) }
    #expect(try await database.schemaVersion() == 1)
    let mended = Migration(number: 2, name: "mended", statements: ["CREATE TABLE two (a TEXT)"])
    try await database.migrate([good, mended])
    #expect(try await database.schemaVersion() == 2)
    #expect(try await database.read { try $0.rows("SELECT a FROM two").isEmpty })
  }

  /// What a store held before the journal waits to be taken in; an empty store has nothing that waits.
  @Test(arguments: Engine.allCases)
  func eventsOfBeforeTheJournalWaitToBeTakenIn(_ engine: Engine) async throws {
    let empty = try await store(engine)
    try await empty.migrate()
    #expect(try await !empty.read { try $0.isAdopting() })
    let database = try await store(engine)
    try await database.migrate(Migration.all.filter { $0.number < 6 })
    try await database.write { tx in
      for sequence in 1...3 {
        _ = try tx.execute(
          "INSERT INTO dossier_event (dossier, sequence, at, name, body) VALUES ('H36', \(sequence), 5, 'x', '{}')")
      }
    }
    #expect(try await !database.isSealed())
    try await database.migrate()
    #expect(try await database.isSealed())
    #expect(try await database.read { try $0.isAdopting() })
    #expect(try await database.write { try $0.adoptEvents(limit: 2) } == 2)
    #expect(try await database.write { try $0.adoptEvents(limit: 2) } == 1)
    #expect(try await database.write { try $0.adoptEvents(limit: 2) } == 0)
    #expect(try await !database.read { try $0.isAdopting() })
    let entries = try await database.read { try $0.journalEntries(of: "H36", kind: .dossier) }
    #expect(entries.map(\.position) == [0, 1, 2])
    #expect(try await database.read { try $0.unsealedEvents(limit: 10) }.isEmpty)
  }

  /// Several processes that start at once: one makes the schema, the others wait and find it made.
  @Test(arguments: Engine.allCases)
  func severalMayMigrateAtOnce(_ engine: Engine) async throws {
    let open: @Sendable () async throws -> Storage.Database
    switch engine {
    case .sqlite:
      let path = try Stores.folder() + "/test.sqlite"
      open = { try await Stores.sqlite(path) }
    case .postgreSQL:
      let (first, server) = try await Stores.postgreSQL(connections: 1)
      try await first.write { tx in _ = try tx.execute("DROP TABLE sequence") }
      open = { try await Stores.postgreSQL(server, connections: 1) }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { try await open().migrate() } }
      try await group.waitForAll()
    }
    #expect(try await open().schemaVersion() == Migration.all.count)
  }
}
