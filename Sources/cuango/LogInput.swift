import Domain
import Foundation
import Paper

/// What is handed to `cuango log verify`.
enum LogInput {
  /// The most bytes of a receipt.
  private static let limit = 20 << 20

  /// A file's text.
  static func text(_ path: String, limit: Int) throws -> String {
    String(decoding: try bytes(path, limit: limit), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path), let data = try file.read(upToCount: limit + 1),
      data.count <= limit
    else { throw ConfigurationFault(description: "\(path.prefix(200)): can't be read") }
    return Array(data)
  }

  /// The check code in a text, or in a file with the text or with a PDF; and what the PDF says, when `pdftotext` is there
  /// to read it.
  static func receipt(_ given: String) throws -> (ReceiptCheck, text: String?) {
    if let check = ReceiptCheck(code: given) { return (check, nil) }
    let bytes = try bytes(given, limit: limit)
    if bytes.starts(with: Array("%PDF-".utf8)) {
      let links = try ReceiptText.links(of: given, bytes)
      guard let check = links.lazy.compactMap({ ReceiptCheck(code: $0) }).first else {
        throw ConfigurationFault(description: "\(given): the PDF holds no check code")
      }
      return (check, ReceiptText.read(given))
    }
    guard let check = ReceiptCheck(code: String(decoding: bytes.prefix(10_000), as: UTF8.self)) else {
      throw ConfigurationFault(description: "\(given.prefix(200)): holds no check code")
    }
    return (check, nil)
  }

  /// A head as the API answered it.
  static func head(_ path: String) throws -> SignedTreeHead {
    struct Answer: Decodable {
      let size: Int
      let timestamp: Int64
      let root: String
      let signature: String
      let key: String
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(try bytes(path, limit: 10_000))),
      let root = JournalHash(text: answer.root), let signature = Base64URL.bytes(answer.signature)
    else { throw ConfigurationFault(description: "\(path): is no head of a journal") }
    return SignedTreeHead(
      head: TreeHead(size: answer.size, at: Instant(milliseconds: answer.timestamp), root: root),
      signature: signature, key: answer.key)
  }
}
