import Domain
import Foundation
import Paper

/// The project's own sentences, read from `Catalogue/texts` (nested maps with quoted values, as those files are written).
enum CatalogueTexts {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Catalogue/texts")

  static let paper: [Language: [String: String]] = Dictionary(
    uniqueKeysWithValues: Language.allCases.map { ($0, read("paper", $0)) })

  static func read(_ area: String, _ language: Language) -> [String: String] {
    let file = folder.appendingPathComponent("\(language.rawValue)/\(area).yaml")
    guard let content = try? String(contentsOf: file, encoding: .utf8) else { return [:] }
    var texts: [String: String] = [:]
    var path: [String] = [area]
    for line in content.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      let depth = line.prefix { $0 == " " }.count / 2
      let rest = line.drop { $0 == " " }
      guard !rest.hasPrefix("#"), let colon = rest.firstIndex(of: ":") else { continue }
      path = Array(path.prefix(depth + 1)) + [String(rest[..<colon])]
      let value = rest[rest.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      if !value.isEmpty { texts[path.joined(separator: ".")] = value.trimmingCharacters(in: ["\""]) }
    }
    return texts
  }

  /// The words of the forms for a reader; a missing one stands as `«key»` and fails the tests that look for it.
  static func forms(_ language: Language) -> FormTexts {
    FormTexts(language: language) { key, language in paper[language]?[key] ?? "«\(key)»" }
  }
}
