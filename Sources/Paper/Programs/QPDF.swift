import Foundation

/// The questions and orders for the `qpdf` program (exit status: 0 well, 2 errors, 3 warnings).
enum QPDF {
  /// Whether the file is encrypted, with or without a password to open it.
  static func isEncrypted(_ path: String, _ limit: TimeLimit) throws(BoundedProgram.Failure) -> Bool {
    try run(["--is-encrypted", argument(path)], limit).status == 0
  }

  /// The number of pages; `nil` when the file can't be read.
  static func pages(_ path: String, _ limit: TimeLimit) throws(BoundedProgram.Failure) -> Int? {
    let answer = try run(["--warning-exit-0", "--no-warn", "--show-npages", argument(path)], limit)
    guard answer.status == 0 else { return nil }
    return Int(String(decoding: answer.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Whether the whole file can be read, small damage that can be mended included.
  static func isSound(_ path: String, _ limit: TimeLimit) throws(BoundedProgram.Failure) -> Bool {
    let answer = try run(["--warning-exit-0", "--no-warn", "--check", argument(path)], limit)
    if answer.status >= 128 { throw .outOfTime }
    return answer.status == 0
  }

  /// Runs qpdf.
  static func run(_ arguments: [String], _ limit: TimeLimit) throws(BoundedProgram.Failure) -> BoundedProgram.Answer {
    let answer = try BoundedProgram(name: "qpdf", arguments: arguments).run(limit)
    // prlimit answers 127 when the program is missing and 126 when it can't be run.
    if answer.status == 127 || answer.status == 126 { throw .notStarted(ENOENT) }
    return answer
  }

  /// A path as an argument that can't be taken for an option (`-`) or a file of arguments (`@`).
  static func argument(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }
}
