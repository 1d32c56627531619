import Domain
import Storage
import Testing

@Suite struct TransactionTests {
  @Test(arguments: Engine.allCases)
  func aFailedTransactionLeavesNothing(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    await #expect(throws: Undo.self) {
      try await database.write { tx in
        _ = try tx.execute("INSERT INTO thing (key, value) VALUES (\("a"), \(1))")
        throw Undo()
      }
    }
    #expect(try await database.keys().isEmpty)
  }

  @Test(arguments: Engine.allCases)
  func aKeyTwiceIsToldAsSuch(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    try await database.insert("a")
    let error = await #expect(throws: StorageError.self) { try await database.insert("a") }
    guard case .uniqueViolation = error else {
      Issue.record("told as \(String(describing: error))")
      return
    }
    #expect(error?.kind == .conflict)
    #expect(try await database.keys() == ["a"])
  }

  /// PostgreSQL answers the commit of a failed transaction with success: what passes over an error must not be
  /// acknowledged by either engine.
  @Test(arguments: Engine.allCases)
  func whoPassesOverAnErrorIsToldOfIt(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    try await database.insert("a")
    await #expect(throws: StorageError.self) {
      try await database.write { tx in
        _ = try tx.execute("INSERT INTO thing (key) VALUES (\("before"))")
        _ = try? tx.execute("INSERT INTO thing (key) VALUES (\("a"))")
        _ = try? tx.execute("INSERT INTO thing (key) VALUES (\("after"))")
      }
    }
    #expect(try await database.keys() == ["a"])
  }

  /// Numbers taken by 200 writers at once: each once, none left out.
  @Test(arguments: Engine.allCases)
  func numbersHaveNoGapAndNoDouble(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<200 { group.addTask { try await database.write { try $0.nextNumber(in: "register/2026") } } }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(numbers.sorted() == Array(1...200))
  }

  /// A write that fails gives the number back that it has taken, and undoes itself only.
  @Test(arguments: Engine.allCases)
  func eachOfManyWritesStandsAlone(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
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
    #expect(Set(try await database.keys()) == Set((1...160).map { "k\($0)" }))
  }

  @Test(arguments: Engine.allCases)
  func aReadingSeesOneState(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    try await database.insert("000")
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for index in 1...100 { try? await database.insert("\(index)") } }
      for _ in 0..<20 {
        group.addTask {
          let counts = try? await database.read { tx in
            try (0..<5).map { _ in try tx.row("SELECT COUNT(*) AS count FROM thing")?.int("count") ?? 0 }
          }
          #expect(Set(counts ?? []).count == 1)
        }
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func aReadingCannotWrite(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    await #expect(throws: StorageError.self) {
      try await database.read { tx in _ = try tx.execute("INSERT INTO thing (key) VALUES (\("a"))") }
    }
    #expect(try await database.keys().isEmpty)
    try await database.insert("a")
  }

  @Test(arguments: Engine.allCases)
  func aStatementTellsWhatItChanged(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    for key in ["a", "b", "c"] { try await database.insert(key) }
    let changed = try await database.write { tx in
      [
        try tx.execute("UPDATE thing SET value = value WHERE key <> \("c")"),
        try tx.execute("UPDATE thing SET value = \(2) WHERE key = \("none")"),
        try tx.execute("DELETE FROM thing"),
      ]
    }
    #expect(changed == [2, 0, 3])
  }

  @Test(arguments: Engine.allCases)
  func afterTheEndNothingIsTaken(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    await database.close()
    await #expect(throws: StorageError.self) { try await database.insert("late") }
  }
}
