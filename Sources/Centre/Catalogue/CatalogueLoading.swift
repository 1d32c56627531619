import Domain
import Foundation
import Yams

extension Catalogue {
  /// Reads and checks a catalogue.
  ///
  /// - Throws: `CatalogueFaults` with every fault found; a catalogue with a fault does not load.
  public static func load(directory: String) throws(CatalogueFaults) -> Catalogue {
    var reading = CatalogueReading(folder: directory)
    let units = reading.units()
    let procedures = reading.procedures()
    let needs = reading.needs()
    let lists = reading.lists()
    let (rules, years) = reading.calendars(units: units.map(\.value))
    let texts = reading.texts()
    guard let rules, reading.faults.isEmpty else { throw reading.sortedFaults }
    let catalogue = Catalogue(
      units: UnitDirectory(units.map(\.value)), procedures: procedures.map(\.value),
      needs: needs.map(\.value), lists: lists.map(\.value), texts: texts, rules: rules, years: years,
      unverified: reading.unverified)
    reading.faults += CatalogueCheck(
      catalogue: catalogue, procedures: procedures, units: units, texts: reading.textFiles
    ).faults()
    guard reading.faults.isEmpty else { throw reading.sortedFaults }
    return catalogue
  }
}

/// A value of the catalogue and the file it stands in.
struct Filed<Value> {
  let value: Value
  let file: CatalogueFile
  /// Where in the file the value stands.
  let path: [String]
}

/// Reads the files of a catalogue one after the other and keeps what is wrong with them.
struct CatalogueReading {
  let folder: String
  var faults: [CatalogueFault] = []
  var unverified: [UnverifiedMark] = []
  /// The files of texts, by the fault's name of them.
  var textFiles: [String: CatalogueFile] = [:]

  init(folder: String) { self.folder = folder }

  var sortedFaults: CatalogueFaults {
    CatalogueFaults(faults: faults.sorted { ($0.file, $0.line, $0.reason) < ($1.file, $1.line, $1.reason) })
  }

  /// The content of a file of `Catalogue/units/`.
  struct UnitsFile: Codable {
    struct Entry: Codable {
      let code: UnitCode
      let agencyCode: String
      let agencyCodeSample: Bool?
      let vi: String
      let en: String
      let ar: String
      let kind: UnitKind
      let parent: UnitCode?
      let former: [String]?
      let formerAgencyCodes: [String]?
      let address: String?
      let phone: String?
      let website: String?

      enum CodingKeys: String, CodingKey {
        case code, vi, en, ar, kind, parent, former, address, phone, website
        case formerAgencyCodes = "former_agency_codes"
        case agencyCode = "agency_code"
        case agencyCodeSample = "agency_code_sample"
      }
    }

    let source: String
    let units: [Entry]
  }

  mutating func units() -> [Filed<Domain.Unit>] {
    var all: [Filed<Domain.Unit>] = []
    for (file, content) in read("units", UnitsFile.self) {
      for (index, entry) in content.units.enumerated() {
        all.append(
          Filed(
            value: Domain.Unit(
              code: entry.code, agencyCode: entry.agencyCode, agencyCodeIsSample: entry.agencyCodeSample ?? false,
              name: LocalizedText(vi: entry.vi, en: entry.en, ar: entry.ar), kind: entry.kind, parent: entry.parent,
              formerNames: entry.former ?? [], formerAgencyCodes: entry.formerAgencyCodes ?? [],
              address: entry.address, phone: entry.phone, website: entry.website),
            file: file, path: ["units", String(index)]))
      }
    }
    return all
  }

  mutating func procedures() -> [Filed<Procedure>] {
    read("procedures", Procedure.self).map { Filed(value: $1, file: $0, path: []) }
  }

  mutating func needs() -> [Filed<Need>] {
    read("needs", Need.self, mayBeEmpty: true).map { Filed(value: $1, file: $0, path: []) }
  }

  mutating func lists() -> [Filed<CodeList>] {
    read("lists", CodeList.self, mayBeEmpty: true).map { Filed(value: $1, file: $0, path: []) }
  }

  mutating func calendars(units: [Domain.Unit]) -> (CalendarRules?, [CalendarYear]) {
    var rules: CalendarRules?
    var years: [CalendarYear] = []
    var filesByYear: [Int?: CatalogueFile] = [:]
    for file in files("calendars") {
      if file.name.hasSuffix("rules.yaml") {
        rules = taken(file, CalendarRules.self)
        filesByYear[nil] = file
      } else if let year = taken(file, CalendarYear.self) {
        years.append(year)
        filesByYear[year.year] = file
      }
    }
    guard let rules else {
      if faults.isEmpty { faults.append(CatalogueFault(file: "calendars/rules.yaml", line: 0, reason: "is missing")) }
      return (nil, years)
    }
    for fault in CalendarCheck(rules: rules, years: years, units: Set(units.map(\.code))).faults() {
      let file = filesByYear[fault.year]
      faults.append(
        CatalogueFault(
          file: file?.name ?? "calendars", line: file?.line(fault.path) ?? 0,
          reason: "\(fault.path.joined(separator: ".")): \(fault.reason)"))
    }
    return (rules, years.sorted { $0.year < $1.year })
  }

  mutating func texts() -> Texts {
    var nested: [Language: TextTree] = [:]
    for language in Language.allCases {
      var areas: [String: TextTree] = [:]
      for file in files("texts/\(language.rawValue)") {
        let area = (file.name as NSString).lastPathComponent.replacingOccurrences(of: ".yaml", with: "")
        areas[area] = tree(of: file.root, file, area)
        textFiles[file.name] = file
      }
      nested[language] = .branch(areas)
    }
    return Texts(nested)
  }

  private mutating func tree(of node: Node, _ file: CatalogueFile, _ path: String) -> TextTree {
    if let mapping = node.mapping {
      var children: [String: TextTree] = [:]
      for (key, child) in mapping { children[key.string ?? ""] = tree(of: child, file, "\(path).\(key.string ?? "")") }
      return .branch(children)
    }
    if let text = node.scalar?.string, !text.isEmpty { return .leaf(text) }
    faults.append(CatalogueFault(file: file.name, line: node.mark?.line ?? 0, reason: "\(path): is no text"))
    return .leaf("")
  }

  private mutating func read<Value: Codable>(
    _ place: String, _ type: Value.Type, mayBeEmpty: Bool = false
  ) -> [(CatalogueFile, Value)] {
    var all: [(CatalogueFile, Value)] = []
    for file in files(place, mayBeEmpty: mayBeEmpty) {
      if let value = taken(file, type) { all.append((file, value)) }
    }
    return all
  }

  private mutating func files(_ place: String, mayBeEmpty: Bool = false) -> [CatalogueFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(place)")) ?? []
    if names.isEmpty && !mayBeEmpty { faults.append(CatalogueFault(file: place, line: 0, reason: "holds no files")) }
    var files: [CatalogueFile] = []
    for name in names.sorted() where name.hasSuffix(".yaml") {
      do {
        files.append(try CatalogueFile(folder: folder, name: "\(place)/\(name)"))
      } catch {
        faults += error.faults
      }
    }
    unverified += files.flatMap(\.unverified)
    return files
  }

  /// The value of a file, or `nil` with its faults noted.
  private mutating func taken<Value: Codable>(_ file: CatalogueFile, _ type: Value.Type) -> Value? {
    do {
      return try file.decode(type)
    } catch {
      faults += error.faults
      return nil
    }
  }
}
