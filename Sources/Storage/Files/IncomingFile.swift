import Crypto
import Foundation
import Synchronization

/// A file that is being taken: written beside the others under a name of its own and hashed on the way. A lost
/// connection leaves nothing.
public final class IncomingFile: Sendable {
  private struct State {
    var descriptor: Int32
    var hash = SHA256()
    var size = 0
  }

  /// Where it lies until it is kept.
  public let path: String
  private let limit: Int
  private let state: Mutex<State>

  init(folder: String, limit: Int) throws {
    path = folder + "/incoming-" + UUID().uuidString
    self.limit = limit
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DurableFile.error("create", errno) }
    state = Mutex(State(descriptor: descriptor))
  }

  deinit { cancel() }

  /// The bytes taken so far.
  public var size: Int { state.withLock { $0.size } }

  /// Takes more bytes.
  ///
  /// - Throws: `StorageError.fileTooLarge` over the limit, `StorageError.diskFull` without room; nothing is kept then.
  public func append(_ bytes: some Sequence<UInt8>) throws {
    let bytes = Array(bytes)
    try state.withLock { state in
      guard state.descriptor >= 0 else { throw StorageError.inconsistent("the file was closed") }
      guard state.size + bytes.count <= limit else { throw StorageError.fileTooLarge(limit: limit) }
      try DurableFile.write(bytes, to: state.descriptor)
      state.hash.update(data: bytes)
      state.size += bytes.count
    }
  }

  /// Syncs and closes the file, and answers its name. It still lies under its incoming path.
  func finish() throws -> StoredFile {
    try state.withLock { state in
      guard state.descriptor >= 0 else { throw StorageError.inconsistent("the file was closed") }
      guard fsync(state.descriptor) == 0 else { throw DurableFile.error("sync", errno) }
      Foundation.close(state.descriptor)
      state.descriptor = -1
      let digits = Array("0123456789abcdef")
      let name = state.hash.finalize().map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
      return StoredFile(sha256: name, size: state.size)
    }
  }

  /// Gives the file up.
  public func cancel() {
    state.withLock { state in
      if state.descriptor >= 0 { Foundation.close(state.descriptor) }
      state.descriptor = -1
    }
    unlink(path)
  }
}
