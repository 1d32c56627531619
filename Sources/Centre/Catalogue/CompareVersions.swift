public import Domain
import Foundation

/// One line of two versions side by side.
public struct VersionLine: Hashable, Sendable {
  /// What happened to it.
  public enum Change: String, Hashable, Sendable {
    /// It is the same in both.
    case same
    /// It says something else.
    case changed
    /// Only the later version has it.
    case added
    /// Only the earlier version had it.
    case removed
  }

  /// Where it stands, by keys: `steps`, `appraisal`, `minutes`.
  public let path: [String]
  /// What the earlier version says.
  public let before: String?
  /// What the later version says.
  public let after: String?

  /// What happened to it.
  public var change: Change {
    if before == after { return .same }
    if before == nil { return .added }
    return after == nil ? .removed : .changed
  }
}

extension Procedure {
  /// This version and a later one, line by line, in the order of the file's parts. What stands under a key or code
  /// is compared with what stands under the same key, wherever it is in its list.
  public func compared(with later: Procedure) throws -> [VersionLine] {
    let (before, after) = (try Self.lines(self), try Self.lines(later))
    let old = Dictionary(before.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(after.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
    var lines: [VersionLine] = []
    var told: Set<[String]> = []
    // Each part in the order of the later version, then what is gone.
    for part in Self.parts {
      for line in after + before where line.path.first == part && told.insert(line.path).inserted {
        lines.append(VersionLine(path: line.path, before: old[line.path], after: new[line.path]))
      }
    }
    return lines
  }

  private static func lines(_ procedure: Procedure) throws -> [(path: [String], text: String)] {
    let data = try JSONEncoder().encode(procedure)
    let tree = try JSONSerialization.jsonObject(with: data)
    var lines: [(path: [String], text: String)] = []
    func look(_ value: Any, _ path: [String]) {
      if let object = value as? [String: Any] {
        for (key, child) in object.sorted(by: { $0.key < $1.key }) { look(child, path + [key]) }
      } else if let list = value as? [Any] {
        for (index, child) in list.enumerated() {
          let object = child as? [String: Any]
          let name = (object?["key"] ?? object?["code"]) as? String
          look(child, path + [name ?? String(index + 1)])
        }
      } else {
        lines.append((path, words(value)))
      }
    }
    look(tree, [])
    return lines
  }

  private static func words(_ value: Any) -> String {
    if let text = value as? String { return text }
    guard let number = value as? NSNumber else { return "" }
    return CFBooleanKind.isBoolean(number) ? (number.boolValue ? "true" : "false") : number.stringValue
  }
}

/// Tells a truth from a number, which JSON's reader gives in one type.
private enum CFBooleanKind {
  static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
