/// A unit that was found, and by which former unit's name or code, when not by its own.
public struct FoundUnit: Hashable, Sendable {
  /// The unit of today.
  public let unit: Unit
  /// The former units that fit what was asked; empty when the unit itself does.
  public let former: [FormerUnit]
}

/// The units of the catalogue, found by code or by name, also by the names and codes of before the merger.
///
/// Names are compared folded, so that apostrophes (' and ’), diacritics and Unicode form never keep two records of
/// one unit apart (B'Lao, D'Ran).
public struct UnitDirectory: Sendable {
  /// All units, provinces first, then by name.
  public let all: [Unit]
  /// Former units that can be told apart in an address.
  let addresses: FormerPlaces
  private let byCode: [UnitCode: Unit]
  private let searched: [Searched]
  private let byAccount: [String: [Unit]]

  /// What a unit is found by.
  private struct Searched: Sendable {
    let unit: Unit
    let own: String
    let former: [(name: String, place: String, unit: FormerUnit)]
  }

  /// Makes a directory of units.
  public init(_ units: [Unit]) {
    searched = units.map { unit in
      Searched(
        unit: unit, own: SearchText.fold("\(unit.name.vi) \(unit.code.rawValue)"),
        former: unit.former.map { former in
          let names = [former.name] + former.spellings + [former.code.rawValue]
          return (
            SearchText.fold(names.joined(separator: " ")), SearchText.fold("\(former.district) \(former.province)"),
            former
          )
        })
    }.sorted { ($0.unit.kind == .province ? 0 : 1, $0.own) < ($1.unit.kind == .province ? 0 : 1, $1.own) }
    all = searched.map(\.unit)
    byCode = Dictionary(units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    byAccount = Dictionary(
      grouping: units.filter { $0.bankAccount != nil },
      by: { Self.account($0.bankAccount?.bank ?? "", $0.bankAccount?.number ?? "") })
    addresses = FormerPlaces(units)
  }

  /// The unit of a code.
  public func unit(_ code: UnitCode) -> Unit? { byCode[code] }

  /// The units below another.
  public func children(of code: UnitCode) -> [Unit] { all.filter { $0.parent == code } }

  /// The units that have an account; several may share one.
  public func units(bank: String, account: String) -> [Unit] { byAccount[Self.account(bank, account)] ?? [] }

  private static func account(_ bank: String, _ number: String) -> String { "\(bank) \(number.uppercased())" }

  /// The units of today that a statistical code stands for: the unit of the code itself, and those that got the former
  /// unit of the code or a part of it. Where a code was used again for another area, both are told.
  public func today(_ code: UnitCode) -> [Unit] {
    searched.filter { $0.unit.code == code || $0.unit.former.contains { $0.code == code } }.map(\.unit)
  }

  /// The units in whose names every word of `text` stands, folded; all of them for an empty text.
  public func find(_ text: String) -> [Unit] { search(text).map(\.unit) }

  /// The units that fit a text: those whose own name or code holds every word first, then those of which a former unit's
  /// does, then those of which a former unit's does together with where it lay. A former unit that was divided leads to every unit that got a part.
  public func search(_ text: String) -> [FoundUnit] {
    let words = SearchText.fold(String(text.prefix(200))).split(separator: " ")
    func holds(_ text: String) -> Bool { words.allSatisfy { text.contains($0) } }
    var own: [FoundUnit] = []
    var named: [FoundUnit] = []
    var placed: [FoundUnit] = []
    for entry in searched {
      if holds(entry.own) {
        own.append(FoundUnit(unit: entry.unit, former: []))
        continue
      }
      let byName = entry.former.filter { holds($0.name) }.map(\.unit)
      if !byName.isEmpty {
        named.append(FoundUnit(unit: entry.unit, former: byName))
        continue
      }
      let byPlace = entry.former.filter { holds("\($0.name) \($0.place)") }.map(\.unit)
      if !byPlace.isEmpty { placed.append(FoundUnit(unit: entry.unit, former: byPlace)) }
    }
    return own + named + placed
  }

  /// The unit whose name is `name`, with or without its kind before it; `nil` when none or several fit. A former name
  /// stands for its unit of today where that is one alone.
  public func named(_ name: String) -> Unit? {
    let wanted = SearchText.fold(String(name.prefix(200)))
    func fits(_ candidate: String) -> Bool {
      let text = SearchText.fold(candidate)
      return text == wanted || Self.kinds.contains { text == "\($0) \(wanted)" }
    }
    let matches = all.filter { unit in
      fits(unit.name.vi) || unit.former.contains { fits($0.name) || $0.spellings.contains(where: fits) }
    }
    return matches.count == 1 ? matches.first : nil
  }

  private static let kinds = ["xa", "phuong", "thi tran", "dac khu", "tinh", "thanh pho"]

  /// The place that stands before the date of a unit's papers: a body of the province writes its province.
  public func place(of unit: Unit) -> String {
    guard unit.kind == .department, let parent = unit.parent.flatMap({ self.unit($0) }) else { return unit.place }
    return parent.place
  }
}
