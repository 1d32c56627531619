import CCurl
import Foundation
import Synchronization

/// How to reach a store that speaks S3.
public struct S3Configuration: Sendable {
  /// The address, such as `https://storage.example.vn`.
  public let endpoint: String
  /// The region's name.
  public let region: String
  /// The bucket, which must be there.
  public let bucket: String
  /// The access key.
  public let accessKey: String
  /// The secret key.
  public let secretKey: String

  /// Describes a store.
  public init(endpoint: String, region: String, bucket: String, accessKey: String, secretKey: String) {
    self.endpoint = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
    self.region = region
    self.bucket = bucket
    self.accessKey = accessKey
    self.secretKey = secretKey
  }
}

/// Files in an S3-compatible store, through libcurl, which signs the requests (AWS Signature Version 4).
///
/// A file is kept once the store has taken it against its hash and has answered that it has it, at its full size. Files
/// are read through a folder of this machine, which is kept to a size.
public final class S3FileStore: FileStore {
  private let configuration: S3Configuration
  private let cache: LocalFileStore
  private let cacheLimit: Int
  private let sinceTrimming = Mutex(0)

  /// No file is larger.
  private static let fileLimit = 1 << 30

  /// Prepares a store with a folder for what passes through, of at most `cacheLimit` bytes or a little more.
  public init(_ configuration: S3Configuration, cacheFolder: String, cacheLimit: Int = 2 << 30) throws {
    self.configuration = configuration
    self.cacheLimit = cacheLimit
    cache = try LocalFileStore(folder: cacheFolder)
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
  }

  /// Begins to take a file.
  public func begin(limit: Int) throws -> IncomingFile { try cache.begin(limit: limit) }

  /// Sends a finished file to the store.
  public func keep(_ file: IncomingFile) async throws -> StoredFile {
    let stored = try await cache.keep(file)
    do {
      let path = cache.place(of: stored.sha256)
      try await run { transfer in try transfer.put(stored.sha256, from: path, size: stored.size) }
      let size = try await run { transfer in try transfer.size(of: stored.sha256) }
      guard size == stored.size else {
        throw StorageError.unavailable("files: the store has \(size) of \(stored.size) bytes")
      }
    } catch {
      cache.remove(stored.sha256)
      throw error
    }
    await trim(after: stored.size)
    return stored
  }

  /// A local path of a file, fetched when it is not at hand.
  public func path(of sha256: String) async throws -> String {
    guard LocalFileStore.isName(sha256) else { throw StorageError.fileMissing(sha256) }
    cache.touch(sha256)
    if let path = try? await cache.path(of: sha256) { return path }
    let cache = cache
    let incoming = try await run { transfer in
      let incoming = try cache.begin(limit: Self.fileLimit)
      try transfer.get(sha256, into: incoming)
      return incoming
    }
    let stored = try await cache.keep(incoming, expecting: sha256)
    await trim(after: stored.size)
    return try await cache.path(of: sha256)
  }

  /// Keeps the folder to its size, looking at it each time that a tenth more has come.
  private func trim(after size: Int) async {
    let due = sinceTrimming.withLock { bytes in
      bytes += size
      guard bytes > self.cacheLimit / 10 else { return false }
      bytes = 0
      return true
    }
    guard due else { return }
    let (cache, cacheLimit) = (cache, cacheLimit)
    try? await FileThreads.run { cache.trim(to: cacheLimit) }
  }

  /// Runs requests, each of which can be sent again without harm, up to three times when the store can't be reached.
  private func run<Answer: Sendable>(
    _ body: @escaping @Sendable (S3Transfer) throws -> Answer
  ) async throws -> Answer {
    let configuration = configuration
    return try await FileThreads.run {
      for wait in [0.1, 0.4] {
        do {
          return try body(S3Transfer(configuration))
        } catch StorageError.unavailable {
          Thread.sleep(forTimeInterval: wait)
        }
      }
      return try body(S3Transfer(configuration))
    }
  }
}
