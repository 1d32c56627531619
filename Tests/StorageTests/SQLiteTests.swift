import Domain
import Foundation
import Storage
import Testing

@Suite struct SQLiteTests {
  @Test func theWriterSyncsFully() async throws {
    let database = try await Stores.open(.sqlite)
    let settings = try await database.write { tx in
      (
        try tx.row("PRAGMA synchronous")?.int("synchronous"), try tx.row("PRAGMA journal_mode")?.text("journal_mode"),
        try tx.row("PRAGMA foreign_keys")?.int("foreign_keys"), try tx.row("PRAGMA busy_timeout")?.int("timeout")
      )
    }
    #expect(settings == (2, "wal", 1, 10_000))
  }

  @Test func nobodyElseCanReadTheFile() async throws {
    let path = try Stores.folder() + "/test.sqlite"
    let database = try await Stores.sqlite(path)
    try await Stores.makeTables(database)
    for suffix in ["", "-wal", "-shm"] {
      let rights = try FileManager.default.attributesOfItem(atPath: path + suffix)[.posixPermissions] as? Int
      #expect(rights == 0o600)
    }
  }

  /// When the commit itself fails, everyone who shares it is told so, and nothing of it is kept: what is there is just
  /// what was acknowledged. How many share it depends on how busy the machine is.
  @Test func aFailedCommitIsToldToAll() async throws {
    let database = try await Stores.open(.sqlite)
    try await database.write { tx in
      _ = try tx.execute(
        "CREATE TABLE child (thing TEXT REFERENCES thing (key) DEFERRABLE INITIALLY DEFERRED)")
    }
    let acknowledged = await withTaskGroup(of: String?.self) { group in
      for index in 0..<60 {
        group.addTask {
          try? await database.write { tx in
            _ = try tx.execute("INSERT INTO thing (key) VALUES (\("k\(index)"))")
            if index.isMultiple(of: 9) { _ = try tx.execute("INSERT INTO child (thing) VALUES (\("nobody"))") }
            return "k\(index)"
          }
        }
      }
      return await group.reduce(into: Set<String>()) { set, key in
        if let key { set.insert(key) }
      }
    }
    #expect(Set(try await database.keys()) == acknowledged)
    #expect(acknowledged.allSatisfy { Int($0.dropFirst()).map { !$0.isMultiple(of: 9) } ?? false })
    try await database.insert("next")
    #expect(Set(try await database.keys()) == acknowledged.union(["next"]))
  }

  /// A write that comes alone does not wait for company, and a slow one does not hold many others in its commit.
  @Test func aSlowWriteEndsItsGroup() async throws {
    let database = try await Stores.open(.sqlite)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<10 {
        group.addTask {
          try await database.write { tx in
            Thread.sleep(forTimeInterval: 0.01)
            _ = try tx.execute("INSERT INTO thing (key) VALUES (\("k\(index)"))")
          }
          // What is acknowledged is there for every reader.
          #expect(try await database.keys().contains("k\(index)"))
        }
      }
      try await group.waitForAll()
    }
    #expect(try await database.keys().count == 10)
  }

  /// A full disk refuses what comes; what was acknowledged stays, and the service goes on when there is room.
  @Test func aFullDiskIsRefusedAndRecoveredFrom() async throws {
    let database = try await Stores.open(.sqlite)
    try await database.insert("kept")
    _ = try await database.write { try $0.rows("PRAGMA max_page_count = 20") }
    let large = String(repeating: "x", count: 200_000)
    let error = await #expect(throws: StorageError.diskFull) {
      try await database.write { tx in
        _ = try tx.execute("INSERT INTO thing (key) VALUES (\("part of it"))")
        // Passing over the error must not let the rest commit itself statement by statement.
        _ = try? tx.execute("INSERT INTO thing (key, note) VALUES (\("large"), \(large))")
        _ = try? tx.execute("INSERT INTO thing (key) VALUES (\("after it"))")
      }
    }
    #expect(error?.kind == .unavailable)
    #expect(error?.textKey == "error.storage.full")
    #expect(try await database.keys() == ["kept"])
    _ = try await database.write { try $0.rows("PRAGMA max_page_count = 100000") }
    try await database.write { tx in _ = try tx.execute("INSERT INTO thing (key, note) VALUES (\("large"), \(large))") }
    #expect(try await database.keys() == ["kept", "large"])
  }

  /// While others press on against the limit, exactly the acknowledged ones are kept.
  @Test func whatIsAcknowledgedOnAFullDiskIsKept() async throws {
    let path = try Stores.folder() + "/test.sqlite"
    let database = try await Stores.sqlite(path)
    try await Stores.makeTables(database)
    _ = try await database.write { try $0.rows("PRAGMA max_page_count = 60") }
    let note = String(repeating: "x", count: 3000)
    let told = await withTaskGroup(of: String?.self) { group in
      for index in 0..<200 {
        group.addTask {
          let written: Void? = try? await database.write { tx in
            _ = try tx.execute("INSERT INTO thing (key, note) VALUES (\("k\(index)"), \(note))")
          }
          return written.map { "k\(index)" }
        }
      }
      return await group.reduce(into: Set<String>()) { if let key = $1 { $0.insert(key) } }
    }
    #expect(!told.isEmpty && told.count < 200)
    #expect(Set(try await database.keys()) == told)
    await database.close()
    let again = try await Stores.sqlite(path)
    #expect(Set(try await again.keys()) == told)
  }

  /// What waits when the store is closed is either written or refused; nothing between.
  @Test func closingLosesNothingThatWasAcknowledged() async throws {
    let path = try Stores.folder() + "/test.sqlite"
    let database = try await Stores.sqlite(path)
    try await Stores.makeTables(database)
    let told = await withTaskGroup(of: String?.self) { group in
      for index in 0..<100 {
        group.addTask { (try? await database.insert("k\(index)")).map { "k\(index)" } }
      }
      group.addTask {
        await database.close()
        return nil
      }
      return await group.reduce(into: Set<String>()) { if let key = $1 { $0.insert(key) } }
    }
    let again = try await Stores.sqlite(path)
    #expect(Set(try await again.keys()) == told)
  }

  @Test func aPathThatLeadsNowhereIsToldAtOnce() async throws {
    let error = await #expect(throws: StorageError.self) { _ = try await Stores.sqlite("/nowhere/at/all.sqlite") }
    #expect(error?.kind == .unavailable)
  }
}
