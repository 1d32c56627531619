import Domain
import Storage
import Testing

@Suite struct ValueTests {
  /// Byte for byte: comparing as text would hide another normal form.
  @Test(arguments: Engine.allCases)
  func textComesBackAsItWasKept(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    let texts = [
      "Đức Trọng", "\u{110}u\u{31B}\u{301}c", "K’Brểu", "a'b\"c\\d", "مرحبا \u{202E}x", "👩‍👩‍👧", "?", "$1", "",
      "; DROP TABLE thing; --", "line\nline\ttab\u{1}", String(repeating: "ờ", count: 1_000_000),
    ]
    for text in texts {
      try await database.write { tx in
        _ = try tx.execute("DELETE FROM thing")
        _ = try tx.execute("INSERT INTO thing (key, note) VALUES (\("a"), \(text))")
      }
      let kept = try await database.read { tx in
        try tx.row("SELECT note FROM thing WHERE note = \(text)")?.text("note")
      }
      #expect(kept.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test(arguments: Engine.allCases)
  func aNULIsRefused(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    let error = await #expect(throws: StorageError.notText) { try await database.insert("a\u{0}b") }
    #expect(error?.kind == .invalid)
    #expect(try await database.keys().isEmpty)
  }

  @Test(arguments: Engine.allCases)
  func numbersComeBackAsTheyWereKept(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    let moment = Instant(milliseconds: 1_772_416_800_123)
    for number in [0, -1, Int.max, Int.min] {
      for part in [0, -0.5, 1.0 / 3, 1e300] {
        let key = "\(number) \(part)"
        let row = try await database.write { tx in
          _ = try tx.execute("INSERT INTO thing (key, value, part) VALUES (\(key), \(number), \(part))")
          return try tx.row("SELECT * FROM thing WHERE key = \(key)")
        }
        #expect(try row?.int("value") == number)
        #expect(try row?.value("part") == .real(part))
        #expect(try row?.textIfPresent("note") == nil)
      }
    }
    try await database.write { tx in
      _ = try tx.execute(
        "INSERT INTO thing (key, value, part, note) VALUES (\("m"), \(moment), \(0.5), \(nil as String?))")
    }
    let row = try #require(try await database.read { try $0.row("SELECT * FROM thing WHERE key = \("m")") })
    #expect(try row.instant("value") == moment)
    #expect(row[0] == .text("m"))
    #expect(row[99] == .null)
    #expect(throws: StorageError.self) { try row.text("nowhere") }
    #expect(throws: StorageError.self) { try row.text("note") }
    #expect(throws: StorageError.self) { try row.int("key") }
  }

  /// Sums, counts, averages and comparisons have the same kind on both engines.
  @Test(arguments: Engine.allCases)
  func workedOutValuesHaveOneKind(_ engine: Engine) async throws {
    let database = try await Stores.open(engine)
    for key in ["a", "b", "c"] { try await database.insert(key) }
    let row = try #require(
      try await database.read { tx in
        try tx.row(
          """
          SELECT COUNT(*) AS count, SUM(value) AS sum, AVG(value) AS average, MAX(value) > 0 AS positive,
            MAX(value) AS most, MIN(key) AS first FROM thing
          """)
      })
    #expect(try row.value("count") == .integer(3))
    #expect(try row.value("sum") == .integer(3))
    #expect(try row.int("average") == 1)
    #expect(try row.value("positive") == .integer(1))
    #expect(try row.value("most") == .integer(1))
    #expect(try row.value("first") == .text("a"))
  }

  @Test func interpolationBindsAndNeverWrites() {
    let sql: SQL = "SELECT 1 WHERE a = \("x' OR 1 = 1") AND b = \(true) AND c = \(nil as Int?) AND d = \(0.5)"
    #expect(sql.text == "SELECT 1 WHERE a = ? AND b = ? AND c = ? AND d = ?")
    #expect(sql.values == [.text("x' OR 1 = 1"), .integer(1), .null, .real(0.5)])
    let joined = SQL.joined(["a = \(1)", "b = \("two")"], separator: " AND ")
    let whole: SQL = "SELECT 1 WHERE \(joined) ORDER BY c"
    #expect(whole.text == "SELECT 1 WHERE a = ? AND b = ? ORDER BY c")
    #expect(whole.values == [.integer(1), .text("two")])
  }
}
