import Foundation

/// Writing files so that they are there after a loss of power.
enum DurableFile {
  /// Writes all bytes.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw error("write", errno)
      }
      written += count
    }
  }

  /// Moves a synced file to its place and syncs the folder, so that the name is durable too.
  static func move(_ path: String, to target: String, folder: String) throws {
    guard rename(path, target) == 0 else { throw error("rename", errno) }
    try sync(folder: folder)
  }

  /// Syncs a folder.
  static func sync(folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error("open folder", errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw error("sync folder", errno) }
  }

  /// Makes a folder and those above it, durably.
  static func makeFolder(_ folder: String) throws {
    if mkdir(folder, 0o700) == 0 {
      let parent = (folder as NSString).deletingLastPathComponent
      try sync(folder: parent.isEmpty ? "." : parent)
    } else if errno == ENOENT {
      try makeFolder((folder as NSString).deletingLastPathComponent)
      try makeFolder(folder)
    } else if errno != EEXIST {
      throw error("make folder", errno)
    }
  }

  /// Makes a folder in another that is there, and answers whether it was new. Who calls it syncs the other.
  static func makeFolder(_ name: String, in folder: String) throws -> Bool {
    if mkdir(folder + "/" + name, 0o700) == 0 { return true }
    guard errno == EEXIST else { throw error("make folder", errno) }
    return false
  }

  /// The whole content of a file.
  static func read(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StorageError.fileMissing((path as NSString).lastPathComponent)
    }
    return Array(data)
  }

  /// An error of the system as one of ours.
  static func error(_ act: String, _ code: Int32) -> StorageError {
    switch code {
    case ENOSPC, EDQUOT, EFBIG: .diskFull
    default: .unavailable("\(act): \(String(cString: strerror(code)))")
    }
  }
}
