import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct FileStoreTests {
  private func folder() -> String { NSTemporaryDirectory() + "cuango-files-" + UUID().uuidString }

  @Test func aFileIsKeptByItsContent() async throws {
    let folder = folder()
    let store = try LocalFileStore(folder: folder)
    let stored = try await store.keep(Array("xin chào".utf8))
    #expect(stored.sha256 == "8aaecd06d85c7f743d3545e7b865f3053c647591f95919c1c0b003046d4757aa")
    #expect(try await store.read(stored.sha256) == Array("xin chào".utf8))
    #expect(try await store.keep(Array("xin chào".utf8)) == stored)
    await #expect(throws: StorageError.self) { try await store.read(String(repeating: "0", count: 64)) }
    await #expect(throws: StorageError.self) { try await store.read("../../etc/passwd") }
  }

  @Test func whatIsTooLargeOrLostLeavesNothing() async throws {
    let folder = folder()
    let store = try LocalFileStore(folder: folder)
    let incoming = try store.begin(limit: 10)
    #expect(throws: StorageError.fileTooLarge(limit: 10)) { try incoming.append([UInt8](repeating: 1, count: 11)) }
    incoming.cancel()
    let lost = try store.begin(limit: 10)
    try lost.append([1, 2, 3])
    // The program ends here; the next start gives up what was being taken.
    _ = try LocalFileStore(folder: folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func anS3StoreKeepsTheSame() async throws {
    guard let endpoint = ProcessInfo.processInfo.environment["CUANGO_TEST_S3"] else { throw TestStore.Missing.s3 }
    let bucket = "cuango-" + UUID().uuidString.lowercased()
    try makeBucket("\(endpoint)/\(bucket)")
    let configuration = S3Configuration(
      endpoint: endpoint, region: "us-east-1", bucket: bucket, accessKey: "test", secretKey: "test")
    let store = try S3FileStore(configuration, cacheFolder: folder())
    let content = [UInt8]((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let stored = try await store.keep(content)
    // Another process with an empty cache reads it from the store.
    let other = try S3FileStore(configuration, cacheFolder: folder())
    #expect(try await other.read(stored.sha256) == content)
    await #expect(throws: StorageError.self) { try await other.read(String(repeating: "0", count: 64)) }
    let nowhere = try S3FileStore(
      S3Configuration(endpoint: "http://127.0.0.1:1", region: "x", bucket: "x", accessKey: "x", secretKey: "x"),
      cacheFolder: folder())
    await #expect(throws: StorageError.self) { try await nowhere.keep(content) }
  }
}

/// Makes a bucket with the curl program, whose library the store itself uses.
private func makeBucket(_ address: String) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
  process.arguments = ["-s", "-f", "-X", "PUT", address]
  process.standardOutput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
}
