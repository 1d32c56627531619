import Foundation

/// Files in a folder of this machine.
public final class LocalFileStore: FileStore {
  private let folder: String

  /// Opens a folder, making it when it is not there; what was being taken when the program last ended is given up.
  public init(folder: String) throws {
    self.folder = folder
    try DurableFile.makeFolder(folder)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix("incoming-") {
      unlink(folder + "/" + name)
    }
  }

  /// Begins to take a file.
  public func begin(limit: Int) throws -> IncomingFile { try IncomingFile(folder: folder, limit: limit) }

  /// Keeps a finished file: synced, moved to its name, the folder synced.
  public func keep(_ file: IncomingFile) async throws -> StoredFile {
    let stored = try file.finish()
    let place = folder + "/" + stored.sha256.prefix(2)
    try DurableFile.makeFolder(place)
    try DurableFile.move(file.path, to: place + "/" + stored.sha256, folder: place)
    return stored
  }

  /// Where a file lies.
  public func path(of sha256: String) async throws -> String {
    let path = folder + "/" + sha256.prefix(2) + "/" + sha256
    guard sha256.utf8.count == 64, !sha256.contains("/"), FileManager.default.fileExists(atPath: path) else {
      throw StorageError.fileMissing(sha256)
    }
    return path
  }
}
