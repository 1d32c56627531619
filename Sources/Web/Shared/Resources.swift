import Foundation

/// The templates, style sheets and scripts that the program carries with it.
enum Resources {
  /// The files with one of the endings.
  static func files(_ endings: Set<String>) -> [URL] {
    let folder = Bundle.module.resourceURL ?? Bundle.module.bundleURL
    let all = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return all.filter { endings.contains($0.pathExtension) }
  }

  /// The content of a file.
  static func content(_ name: String) -> Data? {
    files([(name as NSString).pathExtension]).first { $0.lastPathComponent == name }.flatMap {
      try? Data(contentsOf: $0)
    }
  }
}
