import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct S3FileStoreTests {
  private let content = [UInt8]((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })

  /// A bucket of its own.
  private func bucket() throws -> S3Configuration {
    guard let endpoint = ProcessInfo.processInfo.environment["CUANGO_TEST_S3"] else { throw TestStore.Missing.s3 }
    let bucket = "cuango-" + UUID().uuidString.lowercased()
    try curl("-X", "PUT", "\(endpoint)/\(bucket)")
    return S3Configuration(
      endpoint: endpoint + "/", region: "us-east-1", bucket: bucket, accessKey: "test", secretKey: "test")
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.utf8.count > 2 }
  }

  @Test func anotherMachineReadsWhatOneHasKept() async throws {
    let configuration = try bucket()
    let store = try S3FileStore(configuration, cacheFolder: Stores.folder())
    let stored = try await store.keep(content)
    #expect(stored.size == content.count)
    #expect(try await store.read(stored.sha256) == content)
    #expect(try await store.keep(content) == stored)
    let other = try S3FileStore(configuration, cacheFolder: Stores.folder())
    #expect(try await other.read(stored.sha256) == content)
    let empty = try await store.keep([])
    #expect(try await other.read(empty.sha256).isEmpty)
  }

  /// The server that the other tests use takes any key; this one works the signatures out.
  @Test func requestsAreSigned() async throws {
    let server = try SigningServer()
    let configuration = S3Configuration(
      endpoint: server.endpoint, region: "us-east-1", bucket: "cuango", accessKey: server.accessKey,
      secretKey: server.secretKey)
    let store = try S3FileStore(configuration, cacheFolder: Stores.folder())
    let large = [UInt8](repeating: 65, count: 3_000_000)
    for content in [content, large, []] {
      let stored = try await store.keep(content)
      let other = try S3FileStore(configuration, cacheFolder: Stores.folder())
      #expect(try await other.read(stored.sha256).count == content.count)
    }
    let wrong = S3Configuration(
      endpoint: server.endpoint, region: "us-east-1", bucket: "cuango", accessKey: server.accessKey, secretKey: "wrong")
    let stranger = try S3FileStore(wrong, cacheFolder: Stores.folder())
    await #expect(throws: StorageError.unavailable("files: status 403")) { _ = try await stranger.keep(large) }
  }

  @Test func whatIsNotThereIsToldAsMissing() async throws {
    let folder = try Stores.folder()
    let store = try S3FileStore(bucket(), cacheFolder: folder)
    for name in [String(repeating: "0", count: 64), "../../etc/passwd"] {
      await #expect(throws: StorageError.fileMissing(name)) { try await store.read(name) }
    }
    #expect(try names(in: folder).isEmpty)
  }

  @Test func whatWasNotTakenLeavesNothing() async throws {
    let configuration = try bucket()
    let nowhere = S3Configuration(
      endpoint: "http://127.0.0.1:1", region: "x", bucket: "x", accessKey: "x", secretKey: "x")
    let noBucket = S3Configuration(
      endpoint: configuration.endpoint, region: "us-east-1", bucket: "not-made", accessKey: "x", secretKey: "x")
    for configuration in [nowhere, noBucket] {
      let folder = try Stores.folder()
      let store = try S3FileStore(configuration, cacheFolder: folder)
      let error = await #expect(throws: StorageError.self) { try await store.keep(content) }
      #expect(error?.kind == .unavailable)
      #expect(try names(in: folder).isEmpty)
    }
  }

  @Test func anotherContentUnderANameIsNotTaken() async throws {
    let configuration = try bucket()
    let stored = try await S3FileStore(configuration, cacheFolder: Stores.folder()).keep(content)
    let forged = try Stores.folder() + "/forged"
    _ = FileManager.default.createFile(atPath: forged, contents: Data("something else".utf8))
    let place = "\(stored.sha256.prefix(2))/\(stored.sha256)"
    try curl("-T", forged, "\(configuration.endpoint)/\(configuration.bucket)/\(place)")
    let folder = try Stores.folder()
    let store = try S3FileStore(configuration, cacheFolder: folder)
    await #expect(throws: StorageError.self) { _ = try await store.read(stored.sha256) }
    #expect(try names(in: folder).isEmpty)
  }
}

/// A store that checks signatures; it ends with this value.
private final class SigningServer {
  let endpoint: String
  let accessKey: String
  let secretKey: String
  private let process = Process()
  private let input = Pipe()

  init() throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: TestStore.root + "/.venv/bin/python")
    process.arguments = [TestStore.root + "/Tests/signing_s3_server.py"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line = ""
    while !line.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw TestStore.Missing.s3 }
      line += String(decoding: data, as: UTF8.self)
    }
    let parts = line.split(whereSeparator: \.isWhitespace).map(String.init)
    endpoint = "http://127.0.0.1:\(parts[0])"
    accessKey = parts[1]
    secretKey = parts[2]
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}

/// Runs the curl program, whose library the store itself uses.
private func curl(_ arguments: String...) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
  process.arguments = ["-s", "-f", "--aws-sigv4", "aws:amz:us-east-1:s3", "--user", "test:test"] + arguments
  process.standardOutput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
}
