import Foundation

/// Files in a folder of this machine, in 256 folders by the first two digits of their names.
public final class LocalFileStore: FileStore {
  let folder: String

  /// Opens a folder, making it when it is not there; what was being taken when a program last ended is given up.
  public init(folder: String) throws {
    self.folder = folder
    try DurableFile.makeFolder(folder)
    // All at once, so that no file is kept in a folder whose own name is not yet durable.
    let digits = Array("0123456789abcdef")
    var made = false
    for high in digits {
      for low in digits { made = try DurableFile.makeFolder("\(high)\(low)", in: folder) || made }
    }
    if made { try DurableFile.sync(folder: folder) }
    IncomingFile.removeLeftovers(in: folder)
  }

  /// Begins to take a file.
  public func begin(limit: Int) throws -> IncomingFile { try IncomingFile(folder: folder, limit: limit) }

  /// Keeps a finished file: synced, moved to its name, the folder synced.
  public func keep(_ file: IncomingFile) async throws -> StoredFile { try await keep(file, expecting: nil) }

  /// Keeps a finished file if it is the one expected.
  func keep(_ file: IncomingFile, expecting sha256: String?) async throws -> StoredFile {
    let folder = folder
    return try await FileThreads.run {
      try file.finish { stored in
        guard sha256 == nil || sha256 == stored.sha256 else {
          throw StorageError.inconsistent("another content came for \(sha256 ?? "")")
        }
        let place = folder + "/" + stored.sha256.prefix(2)
        try DurableFile.move(file.path, to: place + "/" + stored.sha256, folder: place)
      }
    }
  }

  /// Where a file lies.
  public func path(of sha256: String) async throws -> String {
    let path = place(of: sha256)
    guard Self.isName(sha256), access(path, R_OK) == 0 else { throw StorageError.fileMissing(sha256) }
    return path
  }

  /// Where a file of that name lies or would lie.
  func place(of sha256: String) -> String { folder + "/" + sha256.prefix(2) + "/" + sha256 }

  /// Whether a text can be the name of a file: 64 digits, so that it leads nowhere else.
  static func isName(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
