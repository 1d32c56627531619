import Domain
import Foundation
import Yams

/// A YAML file of the catalogue, read so that every fault can name its line.
///
/// Aliases are refused whole: a few lines of them can stand for gigabytes.
struct CatalogueFile {
  /// The most bytes a file may have.
  static let limit = 1 << 20
  /// How deep a file may be nested.
  static let depthLimit = 40

  let name: String
  let text: String
  let root: Node

  init(folder: String, name: String) throws(CatalogueFaults) {
    self.name = name
    func fault(_ line: Int, _ reason: String) -> CatalogueFaults {
      CatalogueFaults(faults: [CatalogueFault(file: name, line: line, reason: reason)])
    }
    guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { throw fault(0, "can't be read") }
    guard data.count <= Self.limit else { throw fault(0, "is larger than \(Self.limit) bytes") }
    guard let text = String(validating: data, as: UTF8.self) else { throw fault(0, "is not UTF-8") }
    self.text = text
    if let line = Self.lineOfAlias(text) { throw fault(line, "anchors and aliases are not taken") }
    do {
      guard let node = try Yams.compose(yaml: text) else { throw fault(1, "is empty") }
      if let line = Self.lineTooDeep(node) { throw fault(line, "is nested deeper than \(Self.depthLimit) levels") }
      root = node
    } catch let error as YamlError {
      throw fault(Self.line(of: error), "is not YAML: \(Self.words(of: error))")
    } catch let faults as CatalogueFaults {
      throw faults
    } catch {
      throw fault(1, "is not YAML")
    }
  }

  /// The value of the file; a fault names the line where it is.
  func decode<Value: Codable>(_ type: Value.Type) throws(CatalogueFaults) -> Value {
    let value: Value
    do {
      value = try YAMLDecoder().decode(type, from: text)
    } catch let error as DecodingError {
      throw CatalogueFaults(faults: [self.fault(of: error)])
    } catch {
      throw CatalogueFaults(faults: [CatalogueFault(file: name, line: 1, reason: "\(error)")])
    }
    let unknown = unknownKeys(in: value)
    if !unknown.isEmpty { throw CatalogueFaults(faults: unknown) }
    return value
  }

  /// The line of the node under a path of keys and indices; of its nearest parent when it is not there.
  func line(_ path: [String]) -> Int {
    var node = root
    var line = root.mark?.line ?? 1
    for key in path {
      guard let child = Int(key).flatMap({ node.sequence?[safe: $0] }) ?? node.mapping?[Node(key)] else { break }
      line = child.mark?.line ?? line
      node = child
    }
    return line
  }

  /// What is marked as not confirmed.
  var unverified: [UnverifiedMark] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      guard let range = line.range(of: "unverified:"), !line.drop(while: { $0 == " " }).hasPrefix("#") else {
        return nil
      }
      let rest = line[range.upperBound...].filter { $0 != "\"" && $0 != "}" }
      return UnverifiedMark(file: name, line: index + 1, text: rest.trimmingCharacters(in: .whitespaces))
    }
  }

  /// The texts in three languages of which one says nothing.
  func emptyTexts() -> [CatalogueFault] {
    var faults: [CatalogueFault] = []
    func look(_ node: Node, _ path: String) {
      if let mapping = node.mapping {
        for (key, child) in mapping {
          let name = key.string ?? ""
          if Language(rawValue: name) != nil, let text = child.scalar?.string, text.allSatisfy(\.isWhitespace) {
            faults.append(
              CatalogueFault(file: self.name, line: child.mark?.line ?? 0, reason: "\(path)\(name) is empty"))
          }
          look(child, "\(path)\(name).")
        }
      } else if let sequence = node.sequence {
        for (index, child) in sequence.enumerated() { look(child, "\(path)\(index).") }
      }
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

  /// Keys that the value does not know: those that are gone when it is written again.
  private func unknownKeys(in value: some Encodable) -> [CatalogueFault] {
    guard let data = try? JSONEncoder().encode(value), let kept = try? JSONSerialization.jsonObject(with: data) else {
      return []
    }
    var faults: [CatalogueFault] = []
    func compare(_ node: Node, _ kept: Any?) {
      if let mapping = node.mapping, let kept = kept as? [String: Any] {
        for (key, child) in mapping {
          guard let text = key.string else { continue }
          if let known = kept[text] {
            compare(child, known)
          } else if child.scalar?.string != "null" && child.scalar?.string != "" {
            faults.append(CatalogueFault(file: name, line: key.mark?.line ?? 1, reason: "unknown key \(text)"))
          }
        }
      } else if let sequence = node.sequence, let kept = kept as? [Any] {
        for (child, known) in zip(sequence, kept) { compare(child, known) }
      }
    }
    compare(root, kept)
    return faults
  }

  /// The first line with an anchor or alias: an `&` or `*` where a word may begin, with a word after it.
  ///
  /// Quotes and comments are not looked at, since whoever knows how they are told apart here could hide an alias
  /// behind them; a text that needs such a sign before a letter writes it as `\u0026` or `\u002A`.
  private static func lineOfAlias(_ text: String) -> Int? {
    var line = 1
    var previous: Unicode.Scalar = "\n"
    var waiting = false
    for sign in text.unicodeScalars {
      if waiting && !sign.properties.isWhitespace { return line }
      waiting = (sign == "&" || sign == "*") && mayBeginWord(after: previous)
      if sign == "\n" { line += 1 }
      previous = sign
    }
    return nil
  }

  private static func mayBeginWord(after sign: Unicode.Scalar) -> Bool {
    switch sign {
    case "[", "{", ",", ":", "?", "-", "\u{FEFF}": true
    default: sign.properties.isWhitespace
    }
  }

  /// The first node nested too deep. The parser has a limit of its own, a thousand levels.
  private static func lineTooDeep(_ root: Node) -> Int? {
    var level = [root]
    for _ in 0..<depthLimit where !level.isEmpty {
      level = level.flatMap { node in
        node.mapping.map { $0.flatMap { [$0.key, $0.value] } } ?? node.sequence.map(Array.init) ?? []
      }
    }
    return level.first.map { $0.mark?.line ?? 1 }
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: 1
    }
  }

  private static func words(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    case .duplicatedKeysInMapping(let keys, _): "the key \(keys.map { "\($0)" }.joined(separator: ", ")) stands twice"
    default: "it can't be parsed"
    }
  }
}

extension Node.Sequence {
  fileprivate subscript(safe index: Int) -> Node? { indices.contains(index) ? self[index] : nil }
}
