import Domain
import Foundation

/// A YAML file of the catalogue, read so that every fault can name its line.
///
/// Anchors and aliases are refused: a few lines of them can stand for gigabytes.
struct CatalogueFile: Sendable {
  /// The most bytes a file may have.
  static let limit = 1 << 20
  /// How deep a file may be nested.
  static let depthLimit = 40

  let name: String
  let text: String
  let root: CatalogueTree

  init(folder: String, name: String) throws(CatalogueFaults) {
    guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
      throw Self.fault(name, 0, "can't be read")
    }
    guard data.count <= Self.limit else { throw Self.fault(name, 0, "is larger than \(Self.limit) bytes") }
    guard let text = String(validating: data, as: UTF8.self) else { throw Self.fault(name, 0, "is not UTF-8") }
    try self.init(name: name, text: text)
  }

  init(name: String, text: String) throws(CatalogueFaults) {
    self.name = name
    self.text = text
    guard text.utf8.count <= Self.limit else { throw Self.fault(name, 0, "is larger than \(Self.limit) bytes") }
    do {
      guard let root = try TreeReader.tree(of: text, depthLimit: Self.depthLimit) else {
        throw Self.fault(name, 1, "is empty")
      }
      self.root = root
    } catch let fault as CatalogueTree.Fault {
      throw Self.fault(name, fault.line, fault.reason)
    } catch let faults as CatalogueFaults {
      throw faults
    } catch {
      throw Self.fault(name, 1, "is not YAML")
    }
  }

  private static func fault(_ name: String, _ line: Int, _ reason: String) -> CatalogueFaults {
    CatalogueFaults(faults: [CatalogueFault(file: name, line: line, reason: reason)])
  }

  /// The value of the file; a fault names the line where it is.
  func decode<Value: Decodable>(_ type: Value.Type) throws(CatalogueFaults) -> Value {
    let decoder = TreeDecoder(root)
    let value: Value
    do {
      value = try Value(from: decoder)
    } catch let error as DecodingError {
      throw CatalogueFaults(faults: [self.fault(of: error)])
    } catch {
      throw CatalogueFaults(faults: [CatalogueFault(file: name, line: 1, reason: "\(error)")])
    }
    let unknown = decoder.unknownKeys
    if unknown.isEmpty { return value }
    throw CatalogueFaults(
      faults: unknown.map { CatalogueFault(file: name, line: $0.line, reason: "unknown key \($0.key)") })
  }

  /// The line of what stands under a path of keys and indices; of its nearest parent when it is not there.
  func line(_ path: [String]) -> Int {
    var tree = root
    for key in path {
      guard let child = tree[key] else { break }
      tree = child
    }
    return tree.line
  }

  /// What is marked as not confirmed.
  var unverified: [UnverifiedMark] {
    let mark = Array("unverified:".utf8)
    var marks: [UnverifiedMark] = []
    var line = 1
    var start = text.utf8.startIndex
    while start < text.utf8.endIndex {
      let rest = text.utf8[start...]
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let words = rest[..<end]
      if let found = Self.place(of: mark, in: words),
        words.first(where: { $0 != UInt8(ascii: " ") }) != UInt8(ascii: "#")
      {
        let told = Substring(words[found...]).filter { $0 != "\"" && $0 != "}" }
        marks.append(UnverifiedMark(file: name, line: line, text: told.trimmingCharacters(in: .whitespaces)))
      }
      line += 1
      start = end == rest.endIndex ? end : rest.index(after: end)
    }
    return marks
  }

  /// Where what follows `mark` begins.
  private static func place(of mark: [UInt8], in line: Substring.UTF8View) -> String.Index? {
    var start = line.startIndex
    while let first = line[start...].firstIndex(of: mark[0]) {
      if line[first...].starts(with: mark) { return line.index(first, offsetBy: mark.count) }
      start = line.index(after: first)
    }
    return nil
  }

  /// The texts in three languages of which one says nothing.
  func emptyTexts() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    func look(_ tree: CatalogueTree, _ path: String) {
      for entry in tree.entries {
        if Language(rawValue: entry.key) != nil, let text = entry.value.scalar, text.allSatisfy(\.isWhitespace) {
          faults.append(CatalogueFault(file: name, line: entry.value.line, reason: "\(path)\(entry.key) is empty"))
        }
        look(entry.value, entry.value.isScalar ? "" : "\(path)\(entry.key).")
      }
      for (index, child) in tree.items.enumerated() where !child.isScalar { look(child, "\(path)\(index).") }
    }
    look(root, "")
    return faults
  }

  private func fault(of error: DecodingError) -> CatalogueFault {
    func path(_ context: DecodingError.Context) -> [String] {
      context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    }
    switch error {
    case .keyNotFound(let key, let context):
      return CatalogueFault(file: name, line: line(path(context)), reason: "\(key.stringValue) is missing")
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      let place = path(context)
      return CatalogueFault(
        file: name, line: line(place), reason: "\(place.joined(separator: ".")): \(context.debugDescription)")
    @unknown default:
      return CatalogueFault(file: name, line: 1, reason: "\(error)")
    }
  }
}
