import Domain
import Foundation
import Signing

/// What is handed to the commands of signatures and certificates.
enum SigningInput {
  /// The most bytes of a file with certificates or revocation lists.
  private static let limit = 64 << 20

  /// The most bytes of a document.
  static let documentLimit = 256 << 20

  /// What a document is by its beginning.
  enum Kind {
    case pdf
    case xml
    case message
  }

  /// What a document is; what is nothing else is taken for a PDF, and found to be none.
  static func kind(_ bytes: [UInt8]) -> Kind {
    if bytes.starts(with: Array("-----BEGIN ".utf8)) || bytes.first == 0x30 { return .message }
    let text = bytes.prefix(1000).drop { [0xEF, 0xBB, 0xBF, 9, 10, 13, 32].contains($0) }
    return text.first == UInt8(ascii: "<") ? .xml : .pdf
  }

  /// The certificates in a file, or in every file of a folder that holds some.
  static func trusted(_ path: String) throws -> [Certificate] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return try certificates(path)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    return names.flatMap { name -> [Certificate] in
      guard let bytes = try? bytes(path + "/" + name) else { return [] }
      return PEMFile.certificates(bytes) ?? []
    }
  }

  /// A file's bytes; one that is too large is refused before it is read.
  static func bytes(_ path: String, limit: Int = limit) throws -> [UInt8] {
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    guard size ?? 0 <= limit else {
      throw ConfigurationFault(description: "\(path.prefix(200)): has more than \(limit) bytes")
    }
    guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: limit + 1) else {
      throw ConfigurationFault(description: "\(path.prefix(200)): can't be read")
    }
    guard data.count <= limit else {
      throw ConfigurationFault(description: "\(path.prefix(200)): has more than \(limit) bytes")
    }
    return Array(data)
  }

  /// The certificates in a file.
  static func certificates(_ path: String) throws -> [Certificate] {
    guard let read = PEMFile.certificates(try bytes(path)) else {
      throw ConfigurationFault(description: "\(path.prefix(200)): holds no certificate that can be read")
    }
    return read
  }

  /// The revocation lists in a file.
  static func lists(_ path: String) throws -> [RevocationList] {
    guard let read = PEMFile.lists(try bytes(path)) else {
      throw ConfigurationFault(description: "\(path.prefix(200)): holds no revocation list that can be read")
    }
    return read
  }

  /// A moment as it was given; the present when none was.
  static func moment(_ text: String?) throws -> Instant {
    guard let text else { return Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
    guard let moment = Instant(iso8601: text) else {
      throw ConfigurationFault(description: "at: is no moment written as ISO 8601")
    }
    return moment
  }
}
