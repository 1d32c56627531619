import Foundation

/// What stands on the pages of a PDF, as Poppler's `pdftotext` reads it.
public enum PDFText {
  /// The text, with line breaks made spaces, so that a search does not depend on where a line ends.
  public static func of(_ bytes: [UInt8]) throws -> String {
    let path = NSTemporaryDirectory() + "cuango-text-\(UUID().uuidString).pdf"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pdftotext", path, "-"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
