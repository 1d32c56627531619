import Foundation
import Logging
import Storage
import Synchronization
import TestSupport

/// Empty stores with two tables to try things on.
enum Stores {
  static func open(_ engine: Engine) async throws -> Storage.Database {
    let database = try await TestStore.open(engine, folder: folder())
    try await makeTables(database)
    return database
  }

  /// A PostgreSQL store of `connections` connections, and its connection string.
  static func postgreSQL(connections: Int) async throws -> (database: Storage.Database, server: String) {
    guard let server = ProcessInfo.processInfo.environment["CUANGO_TEST_POSTGRES"] else {
      throw TestStore.Missing.postgres
    }
    let schema = "t" + UUID().uuidString.lowercased().replacing("-", with: "")
    let scoped = "\(server) application_name=\(schema) options='-c search_path=\(schema)'"
    let database = try await postgreSQL(scoped, connections: connections)
    try await database.write { tx in _ = try tx.execute(SQL(stringLiteral: "CREATE SCHEMA \(schema)")) }
    try await makeTables(database)
    return (database, scoped)
  }

  static func postgreSQL(_ server: String, connections: Int) async throws -> Storage.Database {
    try await Database.open(
      .postgreSQL(connectionString: server, connections: connections), logger: Logger(label: "test"))
  }

  static func sqlite(_ path: String) async throws -> Storage.Database {
    try await Database.open(.sqlite(path: path), logger: Logger(label: "test"))
  }

  static func folder() throws -> String {
    let folder = NSTemporaryDirectory() + "cuango-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  static func makeTables(_ database: Storage.Database) async throws {
    try await database.write { tx in
      _ = try tx.execute("CREATE TABLE thing (key TEXT PRIMARY KEY, value BIGINT, part DOUBLE PRECISION, note TEXT)")
      _ = try tx.execute("CREATE TABLE sequence (scope TEXT PRIMARY KEY, value BIGINT NOT NULL)")
    }
  }
}

extension Storage.Database {
  /// The keys that are kept, in their order.
  func keys() async throws -> [String] {
    try await read { tx in try tx.rows("SELECT key FROM thing ORDER BY key").map { try $0.text("key") } }
  }

  func insert(_ key: String) async throws {
    try await write { tx in _ = try tx.execute("INSERT INTO thing (key, value) VALUES (\(key), \(1))") }
  }
}

/// Counts how often a closure ran.
final class RunCount: Sendable {
  private let count = Mutex(0)

  /// Adds one and answers the sum.
  @discardableResult func add() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }

  var value: Int { count.withLock { $0 } }
}

/// An error that is none of the store's.
struct Undo: Error {}
