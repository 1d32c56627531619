/// A file as it is kept.
public struct StoredFile: Hashable, Sendable {
  /// The SHA-256 of its content in lower-case hex: its name.
  public let sha256: String
  /// Its size in bytes.
  public let size: Int
}

/// Where files are kept, by their content: written durably before the row that refers to them, never changed.
public protocol FileStore: Sendable {
  /// Begins to take a file of at most `limit` bytes. Nothing of it is kept until it is finished.
  func begin(limit: Int) throws -> IncomingFile
  /// Keeps a finished file durably and answers its name.
  func keep(_ file: IncomingFile) async throws -> StoredFile
  /// A path under which the file can be read on this machine.
  ///
  /// - Throws: `StorageError.fileMissing`.
  func path(of sha256: String) async throws -> String
}

extension FileStore {
  /// Keeps bytes that are at hand.
  public func keep(_ bytes: [UInt8]) async throws -> StoredFile {
    let file = try begin(limit: bytes.count)
    do {
      try file.append(bytes)
      return try await keep(file)
    } catch {
      file.cancel()
      throw error
    }
  }

  /// The whole content of a file.
  public func read(_ sha256: String) async throws -> [UInt8] {
    let path = try await path(of: sha256)
    return try await FileThreads.run { try DurableFile.read(path) }
  }
}
