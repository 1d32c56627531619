import Crypto
import Foundation
import Synchronization

/// A file that is being taken: written beside the others under a name of its own and hashed on the way. A lost
/// connection leaves nothing.
///
/// While it lives it holds a lock, by which another process that starts on the same folder tells it from a leftover.
public final class IncomingFile: Sendable {
  private struct State {
    var descriptor: Int32
    var hash = SHA256()
    var size = 0
  }

  /// How the names of files begin that are not yet kept.
  static let prefix = "incoming-"

  /// Where it lies until it is kept.
  public let path: String
  private let limit: Int
  private let state: Mutex<State>

  init(folder: String, limit: Int) throws {
    self.limit = limit
    var attempts = 0
    while true {
      let path = folder + "/" + Self.prefix + UUID().uuidString
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw DurableFile.error("create", errno) }
      // A process that starts just now may have taken it for a leftover before the lock was set.
      var status = stat()
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0 {
        self.path = path
        state = Mutex(State(descriptor: descriptor))
        return
      }
      Foundation.close(descriptor)
      unlink(path)
      attempts += 1
      guard attempts < 5 else { throw StorageError.unavailable("create: taken away") }
    }
  }

  deinit { cancel() }

  /// Removes what processes that have ended left in a folder.
  static func removeLeftovers(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let descriptor = open(folder + "/" + name, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(folder + "/" + name) }
      Foundation.close(descriptor)
    }
  }

  /// The bytes taken so far.
  public var size: Int { state.withLock { $0.size } }

  /// Takes more bytes.
  ///
  /// - Throws: `StorageError.fileTooLarge` over the limit, `StorageError.diskFull` without room; the file is given up
  ///   then.
  public func append(_ bytes: some Sequence<UInt8>) throws {
    let bytes = Array(bytes)
    do {
      try state.withLock { state in
        guard state.descriptor >= 0 else { throw StorageError.inconsistent("the file was closed") }
        guard state.size + bytes.count <= limit else { throw StorageError.fileTooLarge(limit: limit) }
        try DurableFile.write(bytes, to: state.descriptor)
        state.hash.update(data: bytes)
        state.size += bytes.count
      }
    } catch {
      cancel()
      throw error
    }
  }

  /// Syncs the file and lets `move` bring it to its place; then it is no longer held.
  func finish(_ move: (StoredFile) throws -> Void) throws -> StoredFile {
    try state.withLock { state in
      guard state.descriptor >= 0 else { throw StorageError.inconsistent("the file was closed") }
      guard fsync(state.descriptor) == 0 else { throw DurableFile.error("sync", errno) }
      let digits = Array("0123456789abcdef")
      let name = String(state.hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
      let stored = StoredFile(sha256: name, size: state.size)
      try move(stored)
      Foundation.close(state.descriptor)
      state.descriptor = -1
      return stored
    }
  }

  /// Gives the file up.
  public func cancel() {
    state.withLock { state in
      guard state.descriptor >= 0 else { return }
      unlink(path)
      Foundation.close(state.descriptor)
      state.descriptor = -1
    }
  }
}
