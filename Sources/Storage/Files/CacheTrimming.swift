import Foundation

extension LocalFileStore {
  /// Notes that a file is used now.
  func touch(_ sha256: String) { utimensat(AT_FDCWD, place(of: sha256), nil, 0) }

  /// Gives up a file that is kept elsewhere too.
  func remove(_ sha256: String) { unlink(place(of: sha256)) }

  /// Removes the files that were not used for longest, until what is left takes at most `limit` bytes. Those used
  /// within the last `seconds` stay: somebody may be about to open them.
  func trim(to limit: Int, sparing seconds: Int = 600) {
    var files: [(path: String, used: Int, size: Int)] = []
    let now = Int(time(nil))
    for part in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where part.utf8.count == 2 {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + part)) ?? [] {
        let path = folder + "/" + part + "/" + name
        var status = stat()
        guard stat(path, &status) == 0 else { continue }
        files.append((path, Int(status.st_mtim.tv_sec), Int(status.st_size)))
      }
    }
    var total = files.reduce(0) { $0 + $1.size }
    for file in files.sorted(by: { $0.used < $1.used }) where total > limit && file.used + seconds <= now {
      if unlink(file.path) == 0 { total -= file.size }
    }
  }
}
