public import Centre
import Foundation
import Logging
public import Storage
import Synchronization

/// Empty stores for tests: a file of its own, or a schema of its own on the server that `bin/test` starts.
public enum TestStore {
  /// What a test can't do without.
  public enum Missing: Error, CustomStringConvertible {
    /// The server's address.
    case postgres
    /// The store for files.
    case s3
    /// The key.
    case key

    /// What to do.
    public var description: String {
      switch self {
      case .postgres: "CUANGO_TEST_POSTGRES is not set: run the tests by bin/test, which starts the server"
      case .s3: "CUANGO_TEST_S3 is not set: run the tests by bin/test, which starts the server"
      case .key: "the test's key is too short"
      }
    }
  }

  /// An empty store without a schema.
  public static func open(_ engine: Engine, folder: String) async throws -> Database {
    let logger = Logger(label: "test")
    switch engine {
    case .sqlite: return try await Database.open(.sqlite(path: folder + "/test.sqlite"), logger: logger)
    case .postgreSQL:
      guard let server = ProcessInfo.processInfo.environment["CUANGO_TEST_POSTGRES"] else { throw Missing.postgres }
      let schema = "t" + UUID().uuidString.lowercased().replacing("-", with: "")
      let scoped = "\(server) application_name=\(schema) options='-c search_path=\(schema)'"
      let database = try await Database.open(
        .postgreSQL(connectionString: scoped, connections: 4), logger: logger)
      try await database.write { tx in _ = try tx.execute(SQL(stringLiteral: "CREATE SCHEMA \(schema)")) }
      return database
    }
  }

  /// The catalogue of this project.
  public static func catalogue() throws -> Catalogue {
    try kept.withLock { kept in
      if let kept { return kept }
      let loaded = try Catalogue.load(directory: root + "/Catalogue")
      kept = loaded
      return loaded
    }
  }

  /// The project's folder.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static let kept = Mutex<Catalogue?>(nil)
}
