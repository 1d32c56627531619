import CCurl
import Foundation

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
    self.endpoint = endpoint
    self.region = region
    self.bucket = bucket
    self.accessKey = accessKey
    self.secretKey = secretKey
  }
}

/// Files in an S3-compatible store, through libcurl, which signs the requests (AWS Signature Version 4).
///
/// A file is kept once the store has answered that it has it, at its full size. Files are read through a folder of
/// this machine.
public final class S3FileStore: FileStore {
  private let configuration: S3Configuration
  private let cache: LocalFileStore
  private let queue = DispatchQueue(label: "cuango.s3", attributes: .concurrent)

  /// Prepares a store with a folder for what passes through.
  public init(_ configuration: S3Configuration, cacheFolder: String) throws {
    self.configuration = configuration
    cache = try LocalFileStore(folder: cacheFolder)
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
  }

  /// Begins to take a file.
  public func begin(limit: Int) throws -> IncomingFile { try cache.begin(limit: limit) }

  /// Sends a finished file to the store.
  public func keep(_ file: IncomingFile) async throws -> StoredFile {
    let stored = try await cache.keep(file)
    let path = try await cache.path(of: stored.sha256)
    try await run { transfer in try transfer.put(stored.sha256, from: path, size: stored.size) }
    return stored
  }

  /// A local path of a file, fetched when it is not at hand.
  public func path(of sha256: String) async throws -> String {
    if let path = try? await cache.path(of: sha256) { return path }
    let incoming = try cache.begin(limit: 1 << 30)
    try await run { transfer in try transfer.get(sha256, into: incoming) }
    let stored = try await cache.keep(incoming)
    guard stored.sha256 == sha256 else {
      throw StorageError.inconsistent("the store answered another file for \(sha256)")
    }
    return try await cache.path(of: sha256)
  }

  private func run(_ body: @escaping @Sendable (S3Transfer) throws -> Void) async throws {
    let configuration = configuration
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.async { continuation.resume(with: Result { try body(S3Transfer(configuration)) }) }
    }
  }
}
