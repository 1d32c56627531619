import Foundation

/// Reads files of bounded size.
enum FileContent {
  /// The size of the regular file at `path`.
  static func size(of path: String) -> Int? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { return nil }
    return (attributes[.size] as? NSNumber)?.intValue
  }

  /// The first bytes of the file at `path`, at most `limit`.
  static func bytes(of path: String, limit: Int) -> [UInt8]? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: limit) else { return [] }
    return [UInt8](data)
  }
}
