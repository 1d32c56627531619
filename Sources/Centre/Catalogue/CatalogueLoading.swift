import Domain
import Foundation
public import Storage

extension Catalogue {
  /// Reads and checks a catalogue: a folder, and what was published or withdrawn since.
  ///
  /// - Throws: `CatalogueFaults` with every fault found; a catalogue with a fault does not load.
  public static func load(
    directory: String, published: [Publication] = []
  ) throws(CatalogueFaults) -> Catalogue {
    try load(directory: directory, PublishedFiles(published))
  }

  static func load(directory: String, _ published: PublishedFiles) throws(CatalogueFaults) -> Catalogue {
    var reading = CatalogueReading(folder: directory, published: published)
    let units = reading.units()
    let procedures = reading.procedures()
    let needs = reading.needs()
    let lists = reading.lists()
    let (rules, years) = reading.calendars(units: units.map(\.value))
    let texts = reading.texts()
    guard let rules, reading.faults.isEmpty else { throw reading.sortedFaults }
    let catalogue = Catalogue(
      directory: directory, units: UnitDirectory(units.map(\.value)), procedures: procedures.map(\.value),
      sources: procedures.map { ProcedureSource(file: $0.file.name, yaml: $0.file.text) },
      needs: needs.map(\.value), lists: lists.map(\.value), texts: texts, rules: rules, years: years,
      unverified: reading.unverified)
    reading.faults += CatalogueCheck(
      catalogue: catalogue, procedures: procedures, units: units, needs: needs, lists: lists, texts: reading.textFiles
    ).faults()
    guard reading.faults.isEmpty else { throw reading.sortedFaults }
    return catalogue
  }
}

/// A value of the catalogue and the file it stands in.
struct Filed<Value: Sendable>: Sendable {
  let value: Value
  let file: CatalogueFile
  /// Where in the file the value stands.
  let path: [String]
  /// Whether it was given another last day than its file says.
  var isWithdrawn = false

  /// A fault at a place in the value.
  func fault(_ path: [String], _ reason: String) -> CatalogueFault {
    CatalogueFault(file: file.name, line: file.line(self.path + path), reason: reason)
  }
}

/// Reads the files of a catalogue one after the other and keeps what is wrong with them.
struct CatalogueReading {
  let folder: String
  let published: PublishedFiles
  var faults: [CatalogueFault] = []
  var unverified: [UnverifiedMark] = []
  /// The files of texts, by the fault's name of them.
  var textFiles: [String: CatalogueFile] = [:]

  init(folder: String, published: PublishedFiles) {
    self.folder = folder
    self.published = published
  }

  var sortedFaults: CatalogueFaults {
    CatalogueFaults(faults: faults.sorted { ($0.file, $0.line, $0.reason) < ($1.file, $1.line, $1.reason) })
  }

  /// The content of a file of `Catalogue/units/`.
  struct UnitsFile: Codable {
    struct Former: Codable {
      let code: UnitCode
      let name: String
      let spellings: [String]?
      let district: String
      let province: String

      var unit: FormerUnit {
        FormerUnit(code: code, name: name, spellings: spellings ?? [], district: district, province: province)
      }
    }

    struct Account: Codable {
      let bank: String
      let bankName: String
      let number: String
      let holder: String
      let sample: Bool?

      enum CodingKeys: String, CodingKey {
        case bank, number, holder, sample
        case bankName = "bank_name"
      }

      var account: BankAccount {
        BankAccount(bank: bank, bankName: bankName, number: number, holder: holder, isSample: sample ?? false)
      }
    }

    struct Entry: Codable {
      let code: UnitCode
      let agencyCode: String
      let agencyCodeSample: Bool?
      let vi: String
      let en: String
      let ar: String
      let kind: UnitKind
      let parent: UnitCode?
      let former: [Former]?
      let formerAgencyCodes: [String]?
      let address: String?
      let phone: String?
      let website: String?
      let bankAccount: Account?

      enum CodingKeys: String, CodingKey {
        case code, vi, en, ar, kind, parent, former, address, phone, website
        case formerAgencyCodes = "former_agency_codes"
        case bankAccount = "bank_account"
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
              former: (entry.former ?? []).map(\.unit), formerAgencyCodes: entry.formerAgencyCodes ?? [],
              address: entry.address, phone: entry.phone, website: entry.website,
              bankAccount: entry.bankAccount?.account),
            file: file, path: ["units", String(index)]))
      }
    }
    return all
  }

  mutating func procedures() -> [Filed<Procedure>] {
    var found = read("procedures", Procedure.self)
    for file in published.files {
      do {
        let file = try CatalogueFile(name: file.name, text: file.yaml)
        unverified += file.unverified
        // What was published may have been put into the folder since.
        if !found.contains(where: { $0.0.text == file.text }) { found.append((file, try file.decode(Procedure.self))) }
      } catch {
        faults += error.faults
      }
    }
    return found.map { file, procedure in
      guard let until = published.withdrawn[procedure.key] else {
        return Filed(value: procedure, file: file, path: [])
      }
      return Filed(value: procedure.ending(on: until), file: file, path: [], isWithdrawn: true)
    }
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

  private mutating func tree(of tree: CatalogueTree, _ file: CatalogueFile, _ path: String) -> TextTree {
    if !tree.entries.isEmpty {
      var children: [String: TextTree] = [:]
      for entry in tree.entries { children[entry.key] = self.tree(of: entry.value, file, "\(path).\(entry.key)") }
      return .branch(children)
    }
    if let text = tree.scalar, !text.isEmpty { return .leaf(text) }
    faults.append(CatalogueFault(file: file.name, line: tree.line, reason: "\(path): is no text"))
    return .leaf("")
  }

  private mutating func read<Value: Decodable & Sendable>(
    _ place: String, _ type: Value.Type, mayBeEmpty: Bool = false
  ) -> [(CatalogueFile, Value)] {
    var all: [(CatalogueFile, Value)] = []
    for result in each(
      of: place, mayBeEmpty: mayBeEmpty,
      { file throws(CatalogueFaults) in
        (file, file.unverified, Result { () throws(CatalogueFaults) in try file.decode(type) })
      })
    {
      switch result {
      case .success((let file, let marks, let decoded)):
        unverified += marks
        switch decoded {
        case .success(let value): all.append((file, value))
        case .failure(let fault): faults += fault.faults
        }
      case .failure(let fault): faults += fault.faults
      }
    }
    return all
  }

  private mutating func files(_ place: String) -> [CatalogueFile] {
    var files: [CatalogueFile] = []
    for result in each(of: place, mayBeEmpty: false, { file throws(CatalogueFaults) in file }) {
      switch result {
      case .success(let file): files.append(file)
      case .failure(let fault): faults += fault.faults
      }
    }
    unverified += files.flatMap(\.unverified)
    return files
  }

  /// Reads the files of a place, on all cores, and does something with each; in the order of their names.
  private mutating func each<Value: Sendable>(
    of place: String, mayBeEmpty: Bool,
    _ body: @Sendable (CatalogueFile) throws(CatalogueFaults) -> Value
  ) -> [Result<Value, CatalogueFaults>] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(place)")) ?? []
    if found.isEmpty && !mayBeEmpty { faults.append(CatalogueFault(file: place, line: 0, reason: "holds no files")) }
    let names = found.filter { $0.hasSuffix(".yaml") }.sorted()
    let folder = folder
    return Results.gathered(count: names.count) { index in
      Result { () throws(CatalogueFaults) in
        try body(try CatalogueFile(folder: folder, name: "\(place)/\(names[index])"))
      }
    }
  }

  /// The value of a file, or `nil` with its faults noted.
  private mutating func taken<Value: Decodable>(_ file: CatalogueFile, _ type: Value.Type) -> Value? {
    do {
      return try file.decode(type)
    } catch {
      faults += error.faults
      return nil
    }
  }
}
