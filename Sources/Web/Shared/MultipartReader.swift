import Foundation

/// Reads a form with files (RFC 7578) while it arrives, without holding a file in memory: bytes go in, what they mean
/// comes out.
struct MultipartReader: Sendable {
  /// What the bytes taken so far mean.
  enum Piece: Hashable, Sendable {
    /// A field begins; it is a file when it has a file name, which may be empty when nothing was chosen.
    case begin(name: String, fileName: String?)
    /// Bytes of the field.
    case bytes([UInt8])
    /// The field is whole.
    case end
  }

  private enum Place {
    case preamble, afterDelimiter, headers, content, finished
  }

  /// The most bytes of the lines above a field.
  static let headerLimit = 8 * 1024
  /// The most fields.
  static let partLimit = 500

  private let delimiter: [UInt8]
  private var place = Place.preamble
  /// Begins with a line end, so that the first delimiter is found like the others.
  private var waiting: [UInt8] = Array("\r\n".utf8)
  private var parts = 0

  /// Reads what stands between the delimiters named in a `Content-Type`; `nil` when that names none.
  init?(contentType: String) {
    let pieces = contentType.split(separator: ";")
    guard pieces.first?.lowercased().trimmed == "multipart/form-data" else { return nil }
    let boundary = pieces.dropFirst().compactMap { piece -> String? in
      let pair = piece.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].lowercased().trimmed == "boundary" else { return nil }
      return String(pair[1]).trimmed.filter { $0 != "\"" }
    }.first
    guard let boundary, (1...70).contains(boundary.utf8.count) else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// Whether the last delimiter has come.
  var isFinished: Bool { place == .finished }

  /// Takes more bytes.
  ///
  /// - Throws: `FormRefusal.unreadable` when they are no such form.
  mutating func take(_ bytes: some Collection<UInt8>) throws -> [Piece] {
    waiting.append(contentsOf: bytes)
    var pieces: [Piece] = []
    while try step(&pieces) {}
    return pieces
  }

  /// One step; `false` when more bytes are needed.
  private mutating func step(_ pieces: inout [Piece]) throws -> Bool {
    switch place {
    case .preamble:
      guard let found = find(delimiter) else {
        drop(max(0, waiting.count - delimiter.count))
        return false
      }
      drop(found + delimiter.count)
      place = .afterDelimiter
    case .afterDelimiter:
      guard waiting.count >= 2 else { return false }
      switch (waiting[0], waiting[1]) {
      case (UInt8(ascii: "-"), UInt8(ascii: "-")): place = .finished
      case (13, 10): place = .headers
      default: throw FormRefusal.unreadable
      }
      // The line end stays: it may be the first half of the empty line that ends the lines above a field.
      if place == .finished { drop(2) }
    case .headers:
      guard let found = find(Array("\r\n\r\n".utf8)) else {
        guard waiting.count <= Self.headerLimit else { throw FormRefusal.unreadable }
        return false
      }
      guard found <= Self.headerLimit, parts < Self.partLimit else { throw FormRefusal.unreadable }
      parts += 1
      pieces.append(try Self.begin(waiting[..<found]))
      drop(found + 4)
      place = .content
    case .content:
      guard let found = find(delimiter) else {
        let sure = waiting.count - delimiter.count
        if sure > 0 {
          pieces.append(.bytes(Array(waiting[..<sure])))
          drop(sure)
        }
        return false
      }
      if found > 0 { pieces.append(.bytes(Array(waiting[..<found]))) }
      pieces.append(.end)
      drop(found + delimiter.count)
      place = .afterDelimiter
    case .finished:
      waiting.removeAll()
      return false
    }
    return true
  }

  private mutating func drop(_ count: Int) { waiting.removeFirst(count) }

  private func find(_ wanted: [UInt8]) -> Int? {
    guard waiting.count >= wanted.count else { return nil }
    return waiting.withUnsafeBufferPointer { bytes in
      for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
        var length = 1
        while length < wanted.count, bytes[start + length] == wanted[length] { length += 1 }
        if length == wanted.count { return start }
      }
      return nil
    }
  }

  private static func begin(_ bytes: some Collection<UInt8>) throws -> Piece {
    guard let text = String(validating: Array(bytes), as: UTF8.self) else { throw FormRefusal.unreadable }
    for line in text.split(separator: "\r\n") {
      let pair = line.split(separator: ":", maxSplits: 1)
      guard pair.count == 2, pair[0].lowercased().trimmed == "content-disposition" else { continue }
      guard let name = parameter("name", of: pair[1]) else { break }
      return .begin(name: name, fileName: parameter("filename", of: pair[1]))
    }
    throw FormRefusal.unreadable
  }

  /// A parameter in quotation marks. Browsers write a quotation mark within as `%22`, so the next one ends it.
  private static func parameter(_ name: String, of line: some StringProtocol) -> String? {
    guard let start = line.range(of: "; \(name)=\"")?.upperBound, let end = line[start...].firstIndex(of: "\"") else {
      return nil
    }
    return String(line[start..<end]).replacing("%22", with: "\"")
  }
}

extension StringProtocol {
  /// Without spaces at both ends.
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
