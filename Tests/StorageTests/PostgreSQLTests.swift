import Domain
import Foundation
import Testing

@testable import Storage

@Suite struct PostgreSQLTests {
  @Test func placesAreNumberedOutsideOfQuotes() {
    #expect(PostgreSQLAnswer.numbered("a = ? AND b = '?''?' AND c = ?") == "a = $1 AND b = '?''?' AND c = $2")
    #expect(PostgreSQLAnswer.numbered("SELECT 'ờ' || ?") == "SELECT 'ờ' || $1")
  }

  @Test func aWrongAddressIsToldAtOnce() async throws {
    let error = await #expect(throws: StorageError.self) {
      _ = try await Stores.postgreSQL("host=127.0.0.1 port=1 user=nobody connect_timeout=2", connections: 1)
    }
    #expect(error?.textKey == "error.storage.unavailable")
  }

  @Test func whatIsAcknowledgedIsSynced() async throws {
    let (_, server) = try await Stores.postgreSQL(connections: 1)
    let careless = server.replacing("options='", with: "options='-c synchronous_commit=off ")
    let database = try await Stores.postgreSQL(careless, connections: 1)
    let reported = try await database.write { try $0.row("SHOW synchronous_commit")?.text("synchronous_commit") }
    #expect(reported == "on")
  }

  @Test func aConnectionLostWhileIdleIsMadeAnew() async throws {
    let (database, _) = try await Stores.postgreSQL(connections: 6)
    try await database.insert("a")
    _ = try await database.write { tx in
      try tx.rows(
        """
        SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND application_name = current_setting('application_name')
        """)
    }
    for index in 0..<20 { try await database.insert("b\(index)") }
    #expect(try await database.keys().count == 21)
  }

  @Test func aConnectionLostBeforeTheCommitIsTriedAgain() async throws {
    let (database, _) = try await Stores.postgreSQL(connections: 1)
    let runs = RunCount()
    try await database.write { tx in
      let run = runs.add()
      _ = try tx.execute("INSERT INTO thing (key) VALUES (\("run \(run)"))")
      if run == 1 { _ = try tx.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
    }
    #expect(runs.value == 2)
    #expect(try await database.keys() == ["run 2"])
  }

  /// Whether it was kept is not known then, so it is neither acknowledged nor run again by us.
  @Test func aConnectionLostDuringTheCommitIsToldAsUnknown() async throws {
    let (database, _) = try await Stores.postgreSQL(connections: 1)
    try await database.write { tx in
      _ = try tx.execute(
        """
        CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
        """)
      _ = try tx.execute(
        """
        CREATE CONSTRAINT TRIGGER leaving AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION leave()
        """)
    }
    let runs = RunCount()
    await #expect(throws: StorageError.outcomeUnknown) {
      try await database.write { tx in
        runs.add()
        _ = try tx.execute("INSERT INTO thing (key) VALUES (\("a"))")
      }
    }
    #expect(runs.value == 1)
    try await database.write { tx in _ = try tx.execute("DROP TRIGGER leaving ON thing") }
    try await database.insert("b")
    #expect(try await database.keys() == ["b"])
  }

  @Test(arguments: ["40001", "40P01"])
  func whoIsInTheWayIsWaitedForALimitedNumberOfTimes(_ state: String) async throws {
    let (database, _) = try await Stores.postgreSQL(connections: 1)
    let runs = RunCount()
    try await database.write { tx in
      _ = try tx.execute("INSERT INTO thing (key) VALUES (\("a"))")
      if runs.add() < 3 { try tx.raise(state) }
    }
    #expect(runs.value == 3)
    #expect(try await database.keys() == ["a"])
    let vain = RunCount()
    await #expect(throws: StorageError.busy) {
      try await database.write { tx in
        vain.add()
        try tx.raise(state)
      }
    }
    #expect(vain.value == 5)
    try await database.insert("b")
  }

  /// Two who take the same rows in opposite order: the server ends one of them, and it is run again.
  @Test func aDeadlockEndsWell() async throws {
    let (database, _) = try await Stores.postgreSQL(connections: 2)
    for key in ["a", "b"] { try await database.insert(key) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for keys in [["a", "b"], ["b", "a"]] {
        group.addTask {
          try await database.write { tx in
            for key in keys {
              _ = try tx.execute("UPDATE thing SET value = value + 1 WHERE key = \(key)")
              Thread.sleep(forTimeInterval: 0.2)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let sum = try await database.read { try $0.row("SELECT SUM(value) AS sum FROM thing")?.int("sum") }
    #expect(sum == 6)
  }

  @Test(arguments: [
    ("53100", StorageError.diskFull), ("55P03", .busy), ("57014", .busy), ("53200", .unavailable("SQLSTATE 53200")),
    ("42P01", .inconsistent("SQLSTATE 42P01")),
  ])
  func theServersCodesAreTranslated(_ state: String, _ error: StorageError) async throws {
    let (database, _) = try await Stores.postgreSQL(connections: 1)
    await #expect(throws: error) { try await database.write { try $0.raise(state) } }
    try await database.insert("next")
  }

  @Test func aChangedSchemaDoesNotTripPreparedStatements() async throws {
    let (database, server) = try await Stores.postgreSQL(connections: 1)
    let other = try await Stores.postgreSQL(server, connections: 1)
    try await database.insert("a")
    for index in 0..<3 {
      let row = try await database.read { try $0.row("SELECT * FROM thing") }
      #expect(try row?.text("key") == "a")
      if index > 0 { #expect(row?[3 + index] == .null) }
      try await other.write { tx in
        _ = try tx.execute(SQL(stringLiteral: "ALTER TABLE thing ADD COLUMN extra\(index) TEXT"))
      }
    }
  }

  @Test func manyDifferentStatementsDoNotPileUp() async throws {
    let (database, _) = try await Stores.postgreSQL(connections: 1)
    for index in 0..<700 {
      let answer = try await database.read { try $0.row(SQL(stringLiteral: "SELECT \(index) AS n"))?.int("n") }
      #expect(answer == index)
    }
    let kept = try await database.read { try $0.row("SELECT COUNT(*) AS n FROM pg_prepared_statements")?.int("n") }
    #expect((1...501).contains(kept ?? 0))
  }
}

extension Transaction {
  /// Lets the server fail with a code.
  fileprivate func raise(_ state: String) throws {
    _ = try execute(
      SQL(stringLiteral: "DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '\(state)'; END $$"))
  }
}
