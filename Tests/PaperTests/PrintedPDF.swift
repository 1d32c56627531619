import Foundation
import Testing

/// A PDF as other programs see it: Poppler's `pdftotext`, `pdfinfo`, `pdftoppm`, `qpdf` and zbar's `zbarimg`.
struct PrintedPDF {
  let path: String

  init(_ bytes: [UInt8]) throws {
    path = Scratch.path("pdf")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// The text, with line breaks made spaces, so that a search does not depend on where a line ends.
  var text: String { get throws { try text(page: nil) } }

  func text(page: Int?) throws -> String {
    let range = page.map { ["-f", "\($0)", "-l", "\($0)"] } ?? []
    let raw = try Tool.run("pdftotext", range + [path, "-"]).text
    return raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// How far from the left edge a word begins, in points; where it stands first.
  func left(of word: String) throws -> Double {
    let words = try Tool.run("pdftotext", ["-bbox", path, "-"]).text
    let line = words.split(separator: "\n").first { $0.contains(">\(word)</word>") } ?? ""
    return line.firstMatch(of: /xMin="([0-9.]+)"/).flatMap { Double($0.1) } ?? .infinity
  }

  func info(_ name: String) throws -> String? {
    try Tool.run("pdfinfo", [path]).text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
      .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
  }

  var pages: Int { get throws { Int(try info("Pages") ?? "") ?? 0 } }

  /// The size of each page, such as "595.276 x 841.89 pts (A4)".
  var sizes: [String] {
    get throws {
      try Tool.run("pdfinfo", ["-f", "1", "-l", "1000", path]).text.split(separator: "\n")
        .filter { $0.hasPrefix("Page ") && $0.contains("size:") }
        .map { String($0.split(separator: ":")[1]).trimmingCharacters(in: .whitespaces) }
    }
  }

  /// What `qpdf --check` answers: 0 when all is well.
  var checkStatus: Int32 { get throws { try Tool.run("qpdf", ["--check", path]).status } }

  /// What the QR codes on a page say.
  func codes(page: Int, dotsPerInch: Int = 150) throws -> [String] {
    let picture = try picture(page: page, dotsPerInch: dotsPerInch, format: "png")
    return try Tool.run("zbarimg", ["-q", "--raw", picture]).text.split(separator: "\n").map(String.init)
  }

  /// Renders a page and answers the picture's path.
  func picture(page: Int, dotsPerInch: Int, format: String) throws -> String {
    let root = Scratch.path("page")
    _ = try Tool.run(
      "pdftoppm",
      ["-\(format)", "-singlefile", "-r", "\(dotsPerInch)", "-f", "\(page)", "-l", "\(page)", path, root])
    return root + (format == "jpeg" ? ".jpg" : ".\(format)")
  }

  /// A page in grey.
  func grey(page: Int, dotsPerInch: Int = 40) throws -> GreyPicture {
    let root = Scratch.path("grey")
    _ = try Tool.run(
      "pdftoppm",
      ["-gray", "-singlefile", "-r", "\(dotsPerInch)", "-f", "\(page)", "-l", "\(page)", path, root])
    return try #require(GreyPicture(pgm: [UInt8](Data(contentsOf: URL(fileURLWithPath: root + ".pgm")))))
  }
}

/// A grey picture, 0 black to 255 white.
struct GreyPicture {
  let width: Int
  let height: Int
  private let pixels: ArraySlice<UInt8>

  /// Reads a binary PGM.
  init?(pgm: [UInt8]) {
    var fields: [Int] = []
    var position = 2
    while fields.count < 3, position < pgm.count {
      let word = pgm[position...].drop { $0 <= 32 }.prefix { $0 > 32 }
      guard let number = Int(String(decoding: word, as: UTF8.self)) else { return nil }
      fields.append(number)
      position = word.endIndex
    }
    guard fields.count == 3, pgm.count >= position + 1 + fields[0] * fields[1] else { return nil }
    (width, height) = (fields[0], fields[1])
    pixels = pgm[(position + 1)...]
  }

  subscript(x: Int, y: Int) -> UInt8 { pixels[pixels.startIndex + y * width + x] }

  /// Whether nothing is printed within `band` pixels of an edge.
  func hasWhiteEdge(_ band: Int) -> Bool {
    for y in 0..<height {
      for x in 0..<width where x < band || y < band || x >= width - band || y >= height - band {
        if self[x, y] < 200 { return false }
      }
    }
    return true
  }
}

/// Runs a program that a test needs.
enum Tool {
  static func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}

/// Files that go when the tests end.
enum Scratch {
  private static let folder: String = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("paper-tests-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Scratch.folder) }
    return folder.path
  }()

  static func path(_ ending: String) -> String { "\(folder)/\(UUID().uuidString).\(ending)" }

  static func file(_ bytes: some Sequence<UInt8>, _ ending: String) throws -> String {
    let path = path(ending)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }
}
