import Domain
import Foundation
import Logging
import TestSupport
import Testing

@testable import Storage

@Suite struct DatabaseTests {
  private func store(_ engine: Engine) async throws -> Database {
    let folder = NSTemporaryDirectory() + "cuango-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let database = try await TestStore.open(engine, folder: folder)
    try await database.write { tx in
      _ = try tx.execute("CREATE TABLE thing (key TEXT PRIMARY KEY, value BIGINT, note TEXT)")
      _ = try tx.execute("CREATE TABLE sequence (scope TEXT PRIMARY KEY, value BIGINT NOT NULL)")
    }
    return database
  }

  private struct Undo: Error {}

  @Test func theSQLiteWriterSyncsFully() async throws {
    let database = try await store(.sqlite)
    let reported = try await database.write { try $0.row("PRAGMA synchronous")?.int("synchronous") }
    #expect(reported == 2)
    #expect(try await database.write { try $0.row("PRAGMA journal_mode")?.text("journal_mode") } == "wal")
  }

  @Test(arguments: Engine.allCases)
  func aFailedTransactionLeavesNothing(_ engine: Engine) async throws {
    let database = try await store(engine)
    await #expect(throws: Undo.self) {
      try await database.write { tx in
        _ = try tx.execute("INSERT INTO thing (key, value) VALUES (\("a"), \(1))")
        throw Undo()
      }
    }
    #expect(try await database.read { try $0.rows("SELECT key FROM thing").count } == 0)
  }

  /// Many writes at once share commits; each that fails undoes itself only.
  @Test(arguments: Engine.allCases)
  func inAGroupEachWriteStandsAlone(_ engine: Engine) async throws {
    let database = try await store(engine)
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<200 {
        group.addTask {
          try? await database.write { tx in
            let number = try tx.nextNumber(in: "scope")
            _ = try tx.execute("INSERT INTO thing (key, value) VALUES (\("k\(number)"), \(index))")
            if index.isMultiple(of: 5) { throw Undo() }
          }
        }
      }
    }
    let keys = try await database.read { try $0.rows("SELECT key FROM thing").map { try $0.text("key") } }
    #expect(keys.count == 160)
    #expect(Set(keys.compactMap { Int($0.dropFirst()) }) == Set(1...160))
  }

  @Test(arguments: Engine.allCases)
  func aKeyTwiceIsToldAsSuch(_ engine: Engine) async throws {
    let database = try await store(engine)
    try await database.write { tx in _ = try tx.execute("INSERT INTO thing (key, value) VALUES (\("a"), \(1))") }
    do {
      try await database.write { tx in _ = try tx.execute("INSERT INTO thing (key, value) VALUES (\("a"), \(2))") }
      Issue.record("it was taken")
    } catch StorageError.uniqueViolation {}
  }

  @Test(arguments: Engine.allCases)
  func textComesBackAsItWasKept(_ engine: Engine) async throws {
    let database = try await store(engine)
    let texts = ["Đức Trọng", "K’Brểu", "a'b\"c\\d", "مرحبا", String(repeating: "ờ", count: 100_000), "", "?"]
    for text in texts {
      try await database.write { tx in
        _ = try tx.execute("DELETE FROM thing")
        _ = try tx.execute("INSERT INTO thing (key, note) VALUES (\("a"), \(text))")
      }
      #expect(try await database.read { try $0.row("SELECT note FROM thing")?.text("note") } == text)
    }
    await #expect(throws: StorageError.notText) {
      try await database.write { tx in _ = try tx.execute("INSERT INTO thing (key) VALUES (\("a\u{0}b"))") }
    }
  }

  @Test(arguments: Engine.allCases)
  func aNewerSchemaIsRefused(_ engine: Engine) async throws {
    let folder = NSTemporaryDirectory() + "cuango-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let database = try await TestStore.open(engine, folder: folder)
    try await database.migrate()
    try await database.migrate()
    let known = Migration.all.count
    try await database.write { tx in
      _ = try tx.execute("INSERT INTO schema_version (number, name) VALUES (\(known + 1), \("from the future"))")
    }
    await #expect(throws: StorageError.schemaTooNew(found: known + 1, known: known)) { try await database.migrate() }
  }

  /// A full disk refuses what comes; what was acknowledged stays, and the service goes on when there is room.
  @Test func aFullDiskIsRefusedAndRecoveredFrom() async throws {
    let database = try await store(.sqlite)
    try await database.write { tx in _ = try tx.execute("INSERT INTO thing (key, note) VALUES (\("kept"), \("x"))") }
    _ = try await database.write { try $0.rows("PRAGMA max_page_count = 20") }
    let large = String(repeating: "x", count: 200_000)
    do {
      try await database.write { tx in _ = try tx.execute("INSERT INTO thing (key, note) VALUES (\("large"), \(large))")
      }
      Issue.record("it was taken")
    } catch StorageError.diskFull {}
    _ = try await database.write { try $0.rows("PRAGMA max_page_count = 100000") }
    try await database.write { tx in _ = try tx.execute("INSERT INTO thing (key, note) VALUES (\("large"), \(large))") }
    let keys = try await database.read { try $0.rows("SELECT key FROM thing ORDER BY key").map { try $0.text("key") } }
    #expect(keys == ["kept", "large"])
  }

  @Test func aLostConnectionToPostgreSQLIsMadeAnew() async throws {
    let database = try await store(.postgreSQL)
    try await database.write { tx in _ = try tx.execute("INSERT INTO thing (key, value) VALUES (\("a"), \(1))") }
    _ = try? await database.write { tx in
      try tx.rows(
        """
        SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND application_name = current_setting('application_name')
        """)
    }
    for index in 0..<20 {
      try await database.write { tx in
        _ = try tx.execute("INSERT INTO thing (key, value) VALUES (\("b\(index)"), \(2))")
      }
    }
    #expect(try await database.read { try $0.row("SELECT COUNT(*) AS count FROM thing")?.int("count") } == 21)
  }

  @Test func aWrongAddressIsToldAtOnce() async throws {
    await #expect(throws: StorageError.self) {
      _ = try await Database.open(
        .postgreSQL(connectionString: "host=127.0.0.1 port=1 user=nobody connect_timeout=2", connections: 1),
        logger: Logger(label: "test"))
    }
  }
}
