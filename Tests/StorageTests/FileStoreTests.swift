import Domain
import Foundation
import Testing

@testable import Storage

@Suite struct FileStoreTests {
  private func names(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.utf8.count > 2 }
  }

  @Test func aFileIsKeptByItsContent() async throws {
    let folder = try Stores.folder()
    let store = try LocalFileStore(folder: folder)
    let stored = try await store.keep(Array("xin chào".utf8))
    #expect(stored.sha256 == "8aaecd06d85c7f743d3545e7b865f3053c647591f95919c1c0b003046d4757aa")
    #expect(try await store.read(stored.sha256) == Array("xin chào".utf8))
    #expect(try await store.keep(Array("xin chào".utf8)) == stored)
    #expect(try await store.keep([]).sha256.hasPrefix("e3b0c442"))
    #expect(try names(in: folder).count == 2)
  }

  @Test(arguments: [
    String(repeating: "0", count: 64), "../../etc/passwd", "", "8aaecd06",
    "../" + String(repeating: "a", count: 61), "8AAECD06D85C7F743D3545E7B865F3053C647591F95919C1C0B003046D4757AA",
  ])
  func whatIsNotThereIsToldAsMissing(_ name: String) async throws {
    let store = try LocalFileStore(folder: Stores.folder())
    _ = try await store.keep(Array("xin chào".utf8))
    await #expect(throws: StorageError.fileMissing(name)) { try await store.read(name) }
  }

  @Test func aFileComesInPieces() async throws {
    let store = try LocalFileStore(folder: Stores.folder())
    let incoming = try store.begin(limit: 3_000_000)
    let piece = [UInt8]((0..<30_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    for _ in 0..<100 { try incoming.append(piece) }
    let stored = try await store.keep(incoming)
    #expect(stored.size == 3_000_000)
    #expect(try await store.read(stored.sha256).count == 3_000_000)
    await #expect(throws: StorageError.self) { try await store.keep(incoming) }
  }

  @Test func whatIsTooLargeOrGivenUpLeavesNothing() async throws {
    let folder = try Stores.folder()
    let store = try LocalFileStore(folder: folder)
    let large = try store.begin(limit: 10)
    try large.append([1, 2, 3])
    #expect(throws: StorageError.fileTooLarge(limit: 10)) { try large.append([UInt8](repeating: 1, count: 8)) }
    await #expect(throws: StorageError.self) { try await store.keep(large) }
    let cancelled = try store.begin(limit: 10)
    try cancelled.append([1, 2, 3])
    cancelled.cancel()
    do {
      let dropped = try store.begin(limit: 10)
      try dropped.append([1, 2, 3])
    }
    #expect(try names(in: folder).isEmpty)
  }

  /// A program that has ended leaves a file without a lock; one that still runs holds its lock.
  @Test func aStartRemovesLeftoversOnly() async throws {
    let folder = try Stores.folder()
    let store = try LocalFileStore(folder: folder)
    let running = try store.begin(limit: 10)
    try running.append([1, 2, 3])
    _ = FileManager.default.createFile(atPath: folder + "/incoming-left", contents: Data([1]))
    _ = try LocalFileStore(folder: folder)
    #expect(try names(in: folder) == [(running.path as NSString).lastPathComponent])
    let stored = try await store.keep(running)
    #expect(try await store.read(stored.sha256) == [1, 2, 3])
  }

  @Test func theSameContentManyTimesAtOnceIsOneFile() async throws {
    let folder = try Stores.folder()
    let store = try LocalFileStore(folder: folder)
    let content = [UInt8](repeating: 7, count: 100_000)
    let stored = try await withThrowingTaskGroup(of: StoredFile.self) { group in
      for _ in 0..<20 { group.addTask { try await store.keep(content) } }
      return try await group.reduce(into: Set<StoredFile>()) { $0.insert($1) }
    }
    #expect(stored.count == 1)
    #expect(try names(in: folder).count == 1)
  }

  @Test func noRoomIsToldAsSuch() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    #expect(throws: StorageError.diskFull) { try DurableFile.write([1], to: descriptor) }
    #expect(DurableFile.error("write", EDQUOT) == .diskFull)
    #expect(DurableFile.error("write", EIO).kind == .unavailable)
  }

  @Test func aCacheIsKeptToItsSize() async throws {
    let store = try LocalFileStore(folder: Stores.folder())
    var names: [String] = []
    for index in 0..<10 { names.append(try await store.keep([UInt8](repeating: UInt8(index), count: 1000)).sha256) }
    store.trim(to: 5000)
    for name in names { #expect(try await store.read(name).count == 1000) }
    for (index, name) in names.enumerated() {
      let used = Date(timeIntervalSince1970: 1_000_000 + Double(index))
      try FileManager.default.setAttributes([.modificationDate: used], ofItemAtPath: store.place(of: name))
    }
    store.touch(names[0])
    store.trim(to: 5000)
    let left = names.filter { FileManager.default.fileExists(atPath: store.place(of: $0)) }
    #expect(left == [names[0]] + names[6...])
  }
}
