/// The units of the catalogue, found by code or by name.
///
/// Names are compared folded, so that apostrophes (' and ’), diacritics and Unicode form never keep two records of
/// one unit apart (B'Lao, D'Ran).
public struct UnitDirectory: Sendable {
  /// All units, provinces first, then by name.
  public let all: [Unit]
  private let byCode: [UnitCode: Unit]
  private let folded: [(text: String, unit: Unit)]

  /// Makes a directory of units.
  public init(_ units: [Unit]) {
    let named = units.map { unit in
      (text: SearchText.fold(([unit.name.vi] + unit.formerNames).joined(separator: " | ")), unit: unit)
    }.sorted { ($0.unit.kind == .province ? 0 : 1, $0.text) < ($1.unit.kind == .province ? 0 : 1, $1.text) }
    folded = named
    all = named.map(\.unit)
    byCode = Dictionary(units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The unit of a code.
  public func unit(_ code: UnitCode) -> Unit? { byCode[code] }

  /// The units below another.
  public func children(of code: UnitCode) -> [Unit] { all.filter { $0.parent == code } }

  /// The units in whose names every word of `text` stands, folded; all of them for an empty text.
  public func find(_ text: String) -> [Unit] {
    let words = SearchText.fold(String(text.prefix(200))).split(separator: " ")
    return folded.filter { entry in words.allSatisfy { entry.text.contains($0) } }.map(\.unit)
  }

  /// The unit whose name is `name`, with or without its kind before it; `nil` when none or several fit.
  public func named(_ name: String) -> Unit? {
    let wanted = SearchText.fold(String(name.prefix(200)))
    let matches = all.filter { unit in
      ([unit.name.vi] + unit.formerNames).contains { candidate in
        let text = SearchText.fold(candidate)
        return text == wanted || Self.kinds.contains { text == "\($0) \(wanted)" }
      }
    }
    return matches.count == 1 ? matches.first : nil
  }

  private static let kinds = ["xa", "phuong", "dac khu", "tinh", "thanh pho"]
}
